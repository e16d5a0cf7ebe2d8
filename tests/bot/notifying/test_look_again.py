"""A message that waits for a channel which is down does not leave once what it says has ended."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SendError
from tests.bot.notifying.releasing import READY, Street, event


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
