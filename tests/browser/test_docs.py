"""The description of our addresses for whoever connects a system: complete, and asked of nobody else."""

import pytest
from playwright.async_api import BrowserContext, ConsoleMessage, expect

pytestmark = [pytest.mark.peer, pytest.mark.asyncio(loop_scope="session")]


async def test_every_address_is_shown_and_nothing_is_refused(
    context: BrowserContext, site: str, faults: list[str]
) -> None:
    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    context.on("console", note)
    page = await context.new_page()
    await page.goto(f"{site}/docs")
    description = await (await context.request.get(f"{site}/openapi.json")).json()
    rows = page.locator(".opblock")
    await expect(rows).to_have_count(sum(len(verbs) for verbs in description["paths"].values()))
    await expect(page.get_by_text("/feed/dossiers", exact=True)).to_be_visible()
    await page.get_by_text("/healthz", exact=True).click()
    await page.get_by_role("button", name="Try it out").click()
    await page.get_by_role("button", name="Execute").click()
    await expect(page.locator(".live-responses-table")).to_contain_text('"status": "ok"')
    assert faults == []
