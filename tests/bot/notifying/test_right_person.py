"""A notice reaches the chats of whoever has the number now, and of nobody who had it once."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.bot.leaving.releasing import SMS, TELEGRAM, Street, event

OLD, NEW = "old", "new"


@pytest.mark.parametrize(
    ("days", "reached_on"),
    [
        pytest.param(179, TELEGRAM, id="the proof still counts"),
        pytest.param(180, SMS, id="people change their numbers: it counts no more"),
    ],
)
async def test_a_proof_lapses(engine: AsyncEngine, days: int, reached_on: str) -> None:
    street = Street(engine=engine)
    await street.chat(TELEGRAM)
    await street.says(given=True)
    street.clock.pass_time(days=days)
    await street.fed(event(at=street.clock()))
    await street.passes(hours=1)
    assert await street.rows("SELECT channel FROM outbox") == [(reached_on,)]


async def test_the_last_account_to_prove_a_number_has_it(engine: AsyncEngine) -> None:
    """Also where the one before agreed to notices, and wrote to us last."""
    street = Street(engine=engine)
    await street.chat(TELEGRAM, sender=OLD)
    await street.says(given=True, channel=TELEGRAM, sender=OLD)
    street.clock.pass_time(days=30)
    await street.chat(TELEGRAM, sender=NEW)
    await street.rows("UPDATE conversations SET last_at = :at WHERE sender = 'old'",
                      at=street.clock() + timedelta(minutes=1))  # fmt: skip
    await street.fed(event(at=street.clock()))
    await street.passes(hours=1)
    assert [message.recipient for message in street.telegram.taken] == [NEW]
