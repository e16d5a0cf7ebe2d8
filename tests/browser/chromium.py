"""Chromium of this machine, started so that it speaks to nobody but the page under test."""

import os
import shutil

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OLD_PHONE = (360, 740)


def executable() -> str:
    """Where Chromium is. Without it the test is skipped; in CI, where `make peers` ran, it fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        reason = "Chromium is not installed: run `make peers`"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


async def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA and its good practice, one line each."""
    found = await Axe().run(page)
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']]}"
        for one in found.response["violations"]
    ]


async def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    width: int = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


async def small_targets(page: Page) -> list[str]:
    """Visible buttons, fields and the like that are lower than 44 CSS pixels."""
    names: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll('button, select, textarea, summary, input')]
            .filter((one) => one.getClientRects().length)
            .filter((one) => one.getBoundingClientRect().height < 44)
            .map((one) => `${one.tagName} ${one.textContent.trim()} ${one.getBoundingClientRect().height}`)"""
    )
    return names
