import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, Request, Route, expect

from tests.browser.chromium import overflow, small_targets, violations

pytestmark = [pytest.mark.peer, pytest.mark.asyncio(loop_scope="session")]

LONG = "Giấy tờ cần nộp: " + "tờ khai, giấy chứng sinh, " * 60 + "A" * 400


async def say(page: Page, words: str) -> None:
    await page.locator("#text").fill(words)
    await page.keyboard.press("Enter")


async def answered(page: Page, words: str) -> None:
    await expect(page.locator(".theirs .words").last).to_contain_text(words)


async def texts(page: Page, who: str) -> list[str]:
    return await page.locator(f".talk > .{who} .words").all_inner_texts()


def message_id(request: Request) -> str:
    posted = request.post_data_json
    assert isinstance(posted, dict)
    return str(posted["message_id"])


async def test_a_big_button_asks_and_the_answer_comes(chat: Page) -> None:
    await chat.get_by_role("button", name="Tra cứu hồ sơ").click()
    await answered(chat, "Đã nghe: Tra cứu hồ sơ")
    assert await texts(chat, "mine") == ["Tra cứu hồ sơ"]


async def test_a_number_on_the_first_screen_means_its_button_and_later_itself(chat: Page) -> None:
    await say(chat, "2")
    await answered(chat, "Đã nghe: Cần giấy tờ gì")
    await say(chat, "4")
    await expect(chat.locator(".mine .words").last).to_have_text("4")


async def test_by_keyboard_alone(chat: Page) -> None:
    """From the top of the page: a question, an option of its answer, and the menu."""
    await chat.keyboard.press("Tab")
    await expect(chat.get_by_role("link", name="Đến ô nhập tin nhắn")).to_be_focused()
    await chat.keyboard.press("Enter")
    await expect(chat.locator("#text")).to_be_focused()
    await chat.keyboard.type("chọn")
    await chat.keyboard.press("Enter")
    option = chat.locator(".options").get_by_role("button", name="Hộ tịch")
    await expect(option).to_be_visible()
    for _ in range(2):
        await chat.keyboard.press("Shift+Tab")
        if await option.evaluate("one => one === document.activeElement"):
            break
    await expect(option).to_be_focused()
    await chat.keyboard.press("Enter")
    await answered(chat, "Đã nghe:")
    assert await texts(chat, "mine") == ["chọn", "Hộ tịch"]
    assert await chat.evaluate("document.activeElement !== document.body")


async def test_options_of_older_answers_can_be_read_but_not_pressed(chat: Page) -> None:
    await say(chat, "chọn")
    await expect(chat.locator(".options button")).to_have_count(2)
    await say(chat, "khoan đã")
    await answered(chat, "khoan đã")
    await expect(chat.locator(".options button")).to_have_count(0)
    assert await chat.locator(".options li").all_inner_texts() == ["1. Một cửa", "2. Hộ tịch"]


async def test_only_the_newest_answer_is_spoken(chat: Page) -> None:
    for number in ("một", "hai"):
        await say(chat, number)
        await answered(chat, f"Đã nghe: {number}")
    spoken = chat.locator(".talk [aria-live]")
    await expect(spoken).to_have_count(1)
    await expect(spoken).to_contain_text("Đã nghe: hai")
    await chat.reload()
    await expect(chat.locator(".theirs")).to_have_count(2)
    await expect(spoken).to_have_count(0)


async def test_a_reload_keeps_every_message(chat: Page) -> None:
    await say(chat, "chọn")
    await answered(chat, "Đã nghe: chọn")
    before = await chat.locator(".talk").inner_text()
    await chat.reload()
    await expect(chat.locator(".talk")).to_have_text(re.compile("Đã nghe: chọn"))
    assert await chat.locator(".talk").inner_text() == before
    await chat.locator(".options").get_by_role("button", name="Một cửa").click()
    await expect(chat.locator(".theirs")).to_have_count(2)


async def test_an_answer_missed_by_a_reload_is_fetched(chat: Page) -> None:
    async with chat.expect_request(lambda one: one.method == "POST"):
        await say(chat, "còn đó không")
    await chat.reload()
    await answered(chat, "Đã nghe: còn đó không")
    assert await texts(chat, "mine") == ["còn đó không"]


async def test_a_lost_network_holds_messages_and_sends_them_once_in_order(
    chat: Page, context: BrowserContext
) -> None:
    posts: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            posts.append(message_id(request))

    await context.set_offline(True)
    for words in ("một", "hai"):
        await say(chat, words)
    await expect(chat.locator(".mine .state")).to_have_text(["Đang chờ mạng, sẽ tự gửi lại"] * 2)
    await expect(chat.locator("#news")).to_contain_text("Mất mạng")
    assert await violations(chat) == []
    chat.on("request", note)
    await context.set_offline(False)
    await expect(chat.locator(".theirs .words")).to_have_text(
        [re.compile("Đã nghe: một"), re.compile("Đã nghe: hai")]
    )
    await expect(chat.locator(".mine .state")).to_have_count(0)
    await expect(chat.locator("#news")).to_be_empty()
    assert len(posts) == len(set(posts)) == 2


async def test_a_lost_reply_to_the_post_makes_no_second_message(chat: Page) -> None:
    """The server took the message, the page never learnt it: it sends the same id again."""
    lost: list[str] = []

    async def lose(route: Route) -> None:
        if not lost:
            await route.fetch()
            lost.append(message_id(route.request))
            await route.abort()
        else:
            await route.continue_()

    await chat.route("**/webhooks/webchat", lose)
    async with chat.expect_response(lambda one: one.request.method == "POST") as again:
        await say(chat, "một lần thôi")
    assert message_id((await again.value).request) == lost[0]
    await answered(chat, "một lần thôi")
    await asyncio.sleep(0.6)
    await expect(chat.locator(".theirs")).to_have_count(1)


async def test_messages_wait_out_a_reload_without_network(chat: Page) -> None:
    await chat.route("**/webhooks/**", lambda route: route.abort())
    await say(chat, "gửi sau")
    await expect(chat.locator(".mine .state")).to_contain_text("Đang chờ mạng")
    await chat.unroute_all()
    await chat.reload()
    await answered(chat, "Đã nghe: gửi sau")


async def test_what_the_server_refuses_is_said_and_can_be_sent_again(chat: Page) -> None:
    await chat.route(
        "**/webhooks/webchat", lambda route: route.fulfill(status=400, json={"detail": "quá dài"})
    )
    await say(chat, "một tin")
    await expect(chat.locator(".mine .state")).to_contain_text("Không gửi được: quá dài")
    await chat.unroute_all()
    await chat.get_by_role("button", name="Gửi lại").click()
    await answered(chat, "Đã nghe: một tin")


async def test_deleting_forgets_here_and_on_the_server(chat: Page, site: str) -> None:
    await say(chat, "bí mật của tôi")
    await answered(chat, "bí mật")
    sender = await chat.evaluate("JSON.parse(sessionStorage['motcua.web']).sender")
    await chat.locator("#menu summary").click()
    await chat.get_by_role("button", name="Xoá cuộc trò chuyện này").click()
    await expect(chat.get_by_role("button", name="Giữ lại")).to_be_focused()
    assert await violations(chat) == []
    async with chat.expect_response(lambda one: one.request.method == "DELETE") as erased:
        await chat.get_by_role("button", name="Xoá hết").click()
    assert (await erased.value).ok
    await expect(chat.locator(".talk > li")).to_have_count(0)
    kept = await chat.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    assert "bí mật" not in kept
    assert sender not in kept
    there = await chat.request.get(f"{site}/webhooks/webchat/messages", headers={"X-Webchat-Session": sender})
    assert (await there.json())["messages"] == []
    await chat.reload()
    await say(chat, "người khác")
    await answered(chat, "Đã nghe: người khác")
    await expect(chat.locator(".talk > li")).to_have_count(2)


async def test_escape_leaves_the_talk_as_it_is(chat: Page) -> None:
    await say(chat, "đừng xoá")
    await answered(chat, "đừng xoá")
    await chat.locator("#menu summary").click()
    await chat.keyboard.press("Escape")
    await expect(chat.locator("#menu summary")).to_be_focused()
    await expect(chat.locator("#erase")).to_be_hidden()
    await chat.keyboard.press("Enter")
    await chat.get_by_role("button", name="Xoá cuộc trò chuyện này").click()
    await chat.keyboard.press("Escape")
    await expect(chat.locator("#confirm")).to_be_hidden()
    assert await texts(chat, "mine") == ["đừng xoá"]


async def test_the_talk_can_be_taken_home_as_text(chat: Page, tmp_path: Path) -> None:
    await say(chat, "chọn")
    await answered(chat, "Đã nghe: chọn")
    await chat.locator("#menu summary").click()
    async with chat.expect_download() as saved:
        await chat.get_by_role("button", name="Tải về").click()
    file = tmp_path / "talk.txt"
    await (await saved.value).save_as(file)
    written = file.read_text(encoding="utf-8-sig")
    for words in ("Ông/Bà:\nchọn", "Trợ lý:\nĐã nghe: chọn", "1. Một cửa"):
        assert words in written


async def test_two_tabs_are_two_people(chat: Page, context: BrowserContext, site: str) -> None:
    await say(chat, "tab một")
    await answered(chat, "tab một")
    other = await context.new_page()
    await other.goto(f"{site}/")
    await say(other, "tab hai")
    await answered(other, "tab hai")
    assert await texts(other, "mine") == ["tab hai"]


async def test_an_example_fills_the_field(chat: Page) -> None:
    await chat.get_by_text("Dữ liệu thử, không phải hồ sơ thật.").click()
    example = chat.locator(".examples li").first
    code = await example.locator("code").first.inner_text()
    await example.get_by_role("button", name="Điền mã").click()
    await expect(chat.locator("#text")).to_be_focused()
    assert await chat.locator("#text").input_value() == code
    assert await violations(chat) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_keeps_anybody_out(chat: Page, scheme: str) -> None:
    await chat.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    assert await violations(chat) == []
    for words in ("chọn", LONG, "chọn"):
        await say(chat, words)
        await answered(chat, words[:20])
    await chat.locator("#menu summary").click()
    assert await violations(chat) == []
    assert await small_targets(chat) == []


@pytest.mark.parametrize(
    ("width", "height"),
    [
        pytest.param(360, 740, id="old phone"),
        pytest.param(320, 256, id="a laptop at 400 percent"),
        pytest.param(1366, 768, id="laptop"),
    ],
)
async def test_nothing_runs_over_the_edge(chat: Page, width: int, height: int) -> None:
    await chat.set_viewport_size({"width": width, "height": height})
    await chat.get_by_text("Dữ liệu thử, không phải hồ sơ thật.").click()
    assert await overflow(chat) == 0
    for words in ("chọn", LONG):
        await say(chat, words)
        await answered(chat, words[:20])
    assert await overflow(chat) == 0


async def test_the_first_screen_of_an_old_phone_shows_all_it_must(chat: Page) -> None:
    bar = await chat.locator("#compose").bounding_box()
    privacy = await chat.locator(".privacy").bounding_box()
    assert bar
    assert privacy
    assert privacy["y"] + privacy["height"] <= bar["y"]
    await expect(chat.get_by_role("button", name="Gặp cán bộ")).to_be_in_viewport()


async def test_a_hidden_tab_asks_nothing_and_catches_up(chat: Page) -> None:
    await say(chat, "một")
    await answered(chat, "một")
    await chat.evaluate(
        "Object.defineProperty(document, 'hidden', {configurable: true, get: () => window.away});"
        "window.away = true; document.dispatchEvent(new Event('visibilitychange'))"
    )
    asked: list[str] = []
    await asyncio.sleep(0.2)
    chat.on("request", lambda request: asked.append(request.method))
    await say(chat, "hai")
    await asyncio.sleep(1.2)
    assert asked == ["POST"]
    await chat.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
    await answered(chat, "hai")
