from collections.abc import AsyncIterator

import pytest
from playwright.async_api import BrowserContext, Locator, Page, expect
from pytest_asyncio import fixture as async_fixture

from tests.browser.chromium import overflow, small_targets, violations

pytestmark = [pytest.mark.peer, pytest.mark.asyncio(loop_scope="session")]


@async_fixture(loop_scope="session")
async def sandbox(context: BrowserContext, site: str, faults: list[str]) -> AsyncIterator[Page]:
    page = await context.new_page()
    await page.goto(f"{site}/sandbox")
    yield page
    assert faults == []


def phone(page: Page, name: str) -> Locator:
    return page.locator(".phone").filter(has=page.get_by_role("heading", name=name, exact=True))


async def say(one: Locator, words: str) -> None:
    await one.locator("textarea").fill(words)
    await one.locator("textarea").press("Enter")


async def hears(one: Locator, words: str) -> None:
    await expect(one.locator(".theirs .words").last).to_contain_text(words)


async def test_each_phone_speaks_in_its_channels_way(sandbox: Page) -> None:
    """SMS is unaccented and vouches for its number; an account vouches for nothing by itself."""
    sms, zalo, telegram = (phone(sandbox, name) for name in ("SMS", "Zalo", "Telegram"))
    number = await sms.locator("select").input_value()
    for one in (sms, zalo, telegram):
        await say(one, "chọn")
    await hears(sms, "Da nghe: chon")
    await hears(sms, f"({number})")
    await hears(sms, "1: Mot cua")
    for one in (zalo, telegram):
        await hears(one, "Đã nghe: chọn (-)")
    await telegram.get_by_role("button", name="Hộ tịch").click()
    await hears(telegram, "Đã nghe:")


async def test_a_shared_number_is_the_accounts_own(sandbox: Page) -> None:
    telegram = phone(sandbox, "Telegram")
    number = await telegram.locator("select").input_value()
    await telegram.get_by_role("button", name="Chia sẻ số điện thoại trên Telegram").click()
    await hears(telegram, f"({number})")


async def test_where_the_assistant_asks_for_the_number_one_tap_gives_it(sandbox: Page) -> None:
    telegram = phone(sandbox, "Telegram")
    number = await telegram.locator("select").input_value()
    await say(telegram, "số")
    await hears(telegram, "Đã nghe: số (-)")
    await telegram.locator(".theirs").get_by_role("button", name="Chia sẻ số điện thoại").click()
    await hears(telegram, f"({number})")
    await expect(telegram.locator(".theirs button")).to_have_count(0)


async def test_an_example_puts_its_sim_into_the_phones(sandbox: Page) -> None:
    await sandbox.get_by_text("Dữ liệu thử, không phải hồ sơ thật.").click()
    button = sandbox.locator("[data-sim]").nth(4)
    number = await button.get_attribute("data-sim")
    await button.click()
    sms = phone(sandbox, "SMS")
    await expect(sms.locator("textarea")).to_be_focused()
    await say(sms, "ho so cua toi")
    await hears(sms, f"({number})")
    fill = sandbox.locator("[data-fill]").first
    await fill.click()
    assert await sms.locator("textarea").input_value() == await fill.get_attribute("data-fill")


async def test_a_new_person_knows_nothing_of_the_old_one(sandbox: Page) -> None:
    zalo = phone(sandbox, "Zalo")
    await say(zalo, "người cũ")
    await hears(zalo, "người cũ")
    await zalo.get_by_role("button", name="Làm người mới").click()
    await expect(zalo.locator(".talk > li")).to_have_count(0)
    await say(zalo, "người mới")
    await hears(zalo, "người mới")
    await expect(zalo.locator(".talk > li")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_keeps_anybody_out(sandbox: Page, scheme: str) -> None:
    await sandbox.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert await violations(sandbox) == []
    await say(phone(sandbox, "Zalo"), "chọn")
    await hears(phone(sandbox, "Zalo"), "Đã nghe: chọn")
    await sandbox.get_by_text("Dữ liệu thử, không phải hồ sơ thật.").click()
    assert await violations(sandbox) == []
    assert await small_targets(sandbox) == []
    assert await overflow(sandbox) == 0


async def test_the_officers_page_is_open_to_everybody(context: BrowserContext, site: str) -> None:
    page = await context.new_page()
    await page.goto(f"{site}/console")
    assert await violations(page) == []
    assert await overflow(page) == 0
