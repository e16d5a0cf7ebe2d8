"""A message that waits for a channel which is down does not leave once what it says has ended."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SendError
from tests.bot.leaving.releasing import READY, Street, event


@pytest.mark.parametrize(
    ("then", "left", "state"),
    [
        pytest.param(4, 0, "dropped", id="the result was taken back"),
        pytest.param(9, 1, "out", id="something else changed"),
    ],
)
async def test_changed_while_the_channel_is_down(
    engine: AsyncEngine, then: int, left: int, state: str
) -> None:
    street = Street(engine=engine).having(READY)
    street.sms.fails = SendError("down", retry=True)
    await street.fed(event(at=street.clock()))
    await street.step()
    await street.passes(minutes=10)
    await street.fed(event(status=then, at=street.clock(), result_delivery="post"))
    street.sms.fails = None
    await street.passes(minutes=20)
    assert len(street.sms.taken) == left
    assert [found for found, _ in await street.notices()] == [state]


@pytest.mark.parametrize(
    "then",
    [
        pytest.param({"status": 4}, id="the result of one was taken back"),
        pytest.param({"phone": "+84905000009"}, id="the number of one was corrected"),
    ],
)
@pytest.mark.parametrize("which", [pytest.param(1, id="who carries"), pytest.param(2, id="who is carried")])
async def test_told_together_and_one_is_over(engine: AsyncEngine, then: dict[str, Any], which: int) -> None:
    street = Street(engine=engine).having(READY)
    street.sms.fails = SendError("down", retry=True)
    await street.fed(*(event(number, at=street.clock()) for number in (1, 2, 3)))
    await street.step()
    assert await street.rows("SELECT count(*) FROM outbox") == [(1,)]
    await street.passes(minutes=10)
    await street.fed(event(which, at=street.clock(), **then))
    street.sms.fails = None
    await street.passes(minutes=20)
    told = [message.text for message in street.sms.taken if message.recipient == "+84905000001"]
    gone, *others = (f"H48.12-261102-{number:04}" for number in (which, *({1, 2, 3} - {which})))
    assert len(told) == 1
    assert all(code in told[0] for code in others) and gone not in told[0]
    elsewhere = [message.text for message in street.sms.taken if message.recipient != "+84905000001"]
    assert [gone in text for text in elsewhere] == ([True] if "phone" in then else [])
    assert await street.rows("SELECT count(*) FROM notices WHERE state IN ('calling', 'planned')") == [(0,)]
