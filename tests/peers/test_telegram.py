"""Telegram through a server of others: its updates in, aiogram's calls out."""

import random
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables.bot import conversations
from tests.peers import outbox
from tests.peers.front import Front, front
from tests.peers.motcua import Motcua, motcua
from tests.peers.processes import free_ports, tail, until
from tests.peers.telegram import SECRET, SECRET_HEADER, Shown, TelegramServer, telegram_server

pytestmark = [pytest.mark.peer, pytest.mark.asyncio(loop_scope="module")]

OWNERS_PHONE = "84905000001"  # Telegram leaves out the plus
CODE, DUE = "H48.12-261102-0007", "09/11/2026"


@dataclass(frozen=True, kw_only=True)
class Line:
    telegram: TelegramServer
    between: Front
    server: Motcua
    engine: AsyncEngine

    async def answer(self, person: int, number: int) -> Shown:
        """The person's answer number 1, 2, …, once it is there."""

        async def there() -> bool:
            return len(await self.telegram.shown(person)) >= number

        await until(there, 15, lambda: tail(self.server.log))
        return (await self.telegram.shown(person))[number - 1]

    async def phone_of(self, person: int) -> str | None:
        table = conversations.c
        async with self.engine.connect() as connection:
            found = await connection.execute(select(table.phone).where(table.sender == str(person)))
            phone: str | None = found.scalar_one()
            return phone


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def line(
    tmp_path_factory: pytest.TempPathFactory, settings: dict[str, str], known: AsyncEngine
) -> AsyncIterator[Line]:
    """The test server sends no secret header: the proxy before us adds it."""
    folder = tmp_path_factory.mktemp("telegram")
    (port,) = free_ports(1)
    async with (
        front(f"http://127.0.0.1:{port}", {SECRET_HEADER: SECRET}) as between,
        telegram_server(folder) as telegram,
    ):
        with motcua(folder, settings | telegram.settings, port=port) as server:
            await telegram.set_webhook(f"{between.url}/webhooks/telegram")
            yield Line(telegram=telegram, between=between, server=server, engine=known)


@pytest.fixture
def person() -> int:
    """Somebody who has not written yet."""
    return random.randrange(10**6, 10**9)


async def test_a_question_is_answered_in_the_chat(line: Line, person: int) -> None:
    await line.telegram.write(person, "Đăng ký khai sinh cần giấy tờ gì?")
    answer = await line.answer(person, 1)
    assert "khai sinh" in answer.text.lower()

    async def written_down() -> bool:
        rows = await outbox.sent_rows(line.engine)
        return [row.state for row in rows if row.recipient == str(person)] == ["sent"]

    await until(written_down, 5)


async def test_an_update_without_the_secret_is_not_believed(line: Line, person: int) -> None:
    before = await outbox.taken(line.engine)
    line.between.forget()
    line.between.added = {}
    await line.telegram.write(person, "Xin chào")
    await until(lambda: len(line.between.statuses) == 1, 5)
    line.between.added = {SECRET_HEADER: SECRET}
    await line.telegram.write(person + 1, "Xin chào")
    await line.answer(person + 1, 1)
    assert line.between.statuses == [401, 200]
    assert len(await outbox.taken(line.engine)) == len(before) + 1
    assert await line.telegram.shown(person) == []


@pytest.mark.parametrize(
    ("whose", "believed"),
    [
        pytest.param(lambda person: person, True, id="the sender's own"),
        pytest.param(lambda person: person + 1, False, id="of somebody else"),
        pytest.param(lambda person: None, False, id="of nobody on Telegram"),
    ],
)
async def test_only_the_senders_own_contact_proves_a_phone(
    line: Line, person: int, whose: Callable[[int], int | None], believed: bool
) -> None:
    await line.telegram.write(person, f"Hồ sơ {CODE} tới đâu rồi?")
    first = await line.answer(person, 1)
    assert DUE not in first.text
    assert first.asks_contact
    await line.telegram.share_contact(person, OWNERS_PHONE, whose(person))
    second = await line.answer(person, 2)
    assert await line.phone_of(person) == (f"+{OWNERS_PHONE}" if believed else None)
    assert (DUE in second.text) is believed


async def test_a_button_is_pressed_by_sending_its_words(line: Line, person: int) -> None:
    await line.telegram.write(person, "Tôi muốn hỏi thủ tục về đất")
    asked = await line.answer(person, 1)
    assert len(asked.buttons) >= 2
    await line.telegram.write(person, asked.buttons[0])
    chosen = await line.answer(person, 2)
    assert chosen.text != asked.text
    assert chosen.buttons != asked.buttons
