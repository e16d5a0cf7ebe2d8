"""The page, the server and the whole assistant as a province runs them, over the sample province."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, expect
from pydantic import SecretStr
from pytest_asyncio import fixture as async_fixture

from knowledge.dossiers.sample_demo import DemoCase, demo
from tests.browser.chromium import violations
from tests.browser.conftest import open_site
from tests.database import DatabaseServer
from vietnam.calendar import load_calendar
from webhooks.settings import Settings
from webhooks.wiring import open_house, wall_clock

pytestmark = [pytest.mark.peer, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture(scope="module")
def own_database(database_server: DatabaseServer) -> Iterator[str]:
    with database_server.fresh_database() as url:
        yield url.render_as_string(hide_password=False)


@async_fixture(scope="module", loop_scope="session")
async def province(own_database: str, trained: Path) -> AsyncIterator[str]:
    settings = Settings(database_url=SecretStr(own_database), data_dir=trained)
    async with open_house(settings, wall_clock) as house, open_site(house) as where:
        yield where


def case(title: str) -> DemoCase:
    return next(one for one in demo(wall_clock(), load_calendar()) if one.title.startswith(title))


@pytest.mark.parametrize(
    ("button", "leads_to"),
    [
        pytest.param("Tra cứu hồ sơ", "mã hồ sơ", id="asks for the number"),
        pytest.param("Cần giấy tờ gì", "thủ tục nào", id="asks for the procedure"),
        pytest.param("Gặp cán bộ", "gặp cán bộ", id="is handed to a person"),
    ],
)
async def test_the_big_buttons_lead_on(
    context: BrowserContext, province: str, button: str, leads_to: str
) -> None:
    page = await context.new_page()
    await page.goto(f"{province}/")
    await page.get_by_role("button", name=button).click()
    await expect(page.locator(".theirs .words").first).to_contain_text(leads_to)


async def test_asking_whether_a_message_is_genuine_changes_nothing(
    context: BrowserContext, province: str
) -> None:
    page = await context.new_page()
    await page.goto(f"{province}/")
    await page.get_by_role("button", name="Tin này có thật không").click()
    await expect(page.locator(".theirs .words").first).to_be_visible()
    await expect(page.locator(".theirs .words").first).not_to_contain_text("ngừng gửi")


async def test_a_citizen_learns_what_a_dossier_still_needs(
    context: BrowserContext, province: str, faults: list[str]
) -> None:
    """The number first, then the proof that is asked for, then the papers that are missing."""
    wanted = case("Cần bổ sung giấy tờ")
    page = await context.new_page()
    await page.goto(f"{province}/")
    await page.get_by_role("button", name="Tra cứu hồ sơ").click()
    await expect(page.locator(".theirs")).to_have_count(1)
    await page.locator("#text").fill(wanted.code.lower().replace("-", " "))
    await page.keyboard.press("Enter")
    await expect(page.locator(".theirs")).to_have_count(2)
    assert "Sơ đồ vị trí thửa đất" not in await page.locator(".talk").inner_text()
    await page.locator("#text").fill(wanted.last4)
    await page.keyboard.press("Enter")
    await expect(page.locator(".theirs .words").last).to_contain_text(wanted.code)
    await expect(page.locator(".theirs .words").last).to_contain_text("bổ sung")
    assert await violations(page) == []
    assert faults == []


async def test_options_of_an_unclear_question_lead_to_an_answer_with_its_source(
    context: BrowserContext, province: str, faults: list[str]
) -> None:
    page = await context.new_page()
    await page.goto(f"{province}/")
    await page.locator("#text").fill("làm khai sinh cần giấy tờ gì")
    await page.keyboard.press("Enter")
    await expect(page.locator(".theirs")).to_have_count(1)
    options = page.locator(".options button")
    answer = page.locator(".theirs .words").last
    if "nào" in await answer.inner_text():
        await options.first.click()
        await expect(page.locator(".theirs")).to_have_count(2)
    await expect(answer).to_contain_text(re.compile(r"[Nn]guồn"))
    assert await violations(page) == []
    assert faults == []


async def test_the_sim_of_the_sandbox_is_proof_enough(
    context: BrowserContext, province: str, faults: list[str]
) -> None:
    wanted = case("Đã có kết quả, trả qua bưu điện")
    page = await context.new_page()
    await page.goto(f"{province}/sandbox")
    sms = page.locator(".phone.sms")
    await sms.locator("select").select_option(wanted.phone)
    await sms.locator("textarea").fill(f"ho so {wanted.code} toi dau roi")
    await sms.locator("textarea").press("Enter")
    await expect(sms.locator(".theirs .words").last).to_contain_text(wanted.code)
    text = await sms.locator(".theirs .words").last.inner_text()
    assert text.isascii()
    assert faults == []
