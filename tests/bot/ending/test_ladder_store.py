"""What the end of a copy does to its notice, on the real database."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.ending.ladder_store import CopyEnd, copies_ended
from bot.outbox_store import State
from db.tables.bot import outbox
from db.tables.bot_notices import notices
from tests.webhooks.outbox import rows

NOW = datetime.fromisoformat("2026-11-23T09:00:00+07:00")
LATER = NOW + timedelta(minutes=1)
NEXT = NOW + timedelta(hours=4)


async def a_notice(engine: AsyncEngine, state: str = "out", carrier_id: int | None = None) -> int:
    ended = state in ("delivered", "called", "dropped", "expired")
    statement = insert(notices).values(
        province="51",
        once_key=f"ready/H48.1/{carrier_id}/{state}",
        kind="ready",
        subject="+84900000001",
        state=state,
        event_at=NOW,
        planned_at=NOW,
        next_at=None if ended else NEXT,
        expires_at=NEXT,
        carrier_id=carrier_id,
        ended_at=NOW if ended else None,
        ended_on="zalo_oa" if state == "delivered" else None,
    )
    async with engine.begin() as connection:
        return int((await connection.execute(statement.returning(notices.c.id))).scalar_one())


async def copies(engine: AsyncEngine, notice_id: int, *channels: str) -> None:
    """One on each channel, in this order."""
    async with engine.begin() as connection:
        for channel in channels:
            await connection.execute(
                insert(outbox).values(
                    province="51", once_key=f"{notice_id}/{channel}", channel=channel, recipient="r",
                    kind="notice", content={}, wordings=[], state="sent", due_at=NOW, created_at=NOW,
                    notice_id=notice_id,
                )
            )  # fmt: skip


async def tell(engine: AsyncEngine, *ends: CopyEnd) -> None:
    async with engine.begin() as connection:
        await copies_ended(connection, "51", ends, LATER)


def end(notice_id: int, state: State, channel: str = "zalo_oa") -> CopyEnd:
    return CopyEnd(notice_id=notice_id, channel=channel, state=state, at=NOW)


@pytest.mark.parametrize(
    ("before", "told", "after"),
    [
        pytest.param("out", [State.DELIVERED], "delivered", id="arrived"),
        pytest.param("out", [State.READ], "read", id="read"),
        pytest.param("out", [State.SENT], "delivered", id="accepted where no more is heard"),
        pytest.param("out", [State.READ, State.DELIVERED, State.FAILED], "read", id="all at once: the most"),
        pytest.param("calling", [State.DELIVERED], "delivered", id="late: off the call list"),
        pytest.param("expired", [State.DELIVERED], "delivered", id="later still"),
        pytest.param("delivered", [State.READ], "read", id="and read"),
        pytest.param("read", [State.DELIVERED], "read", id="delivered after read"),
        pytest.param("called", [State.DELIVERED], "called", id="an officer has called"),
        pytest.param("dropped", [State.READ], "dropped", id="dropped stays dropped"),
        pytest.param("planned", [State.DELIVERED], "planned", id="planned again"),
    ],
)
async def test_a_copy_that_arrived_ends_its_notice(
    engine: AsyncEngine, before: str, told: list[State], after: str
) -> None:
    number = await a_notice(engine, before)
    carried = await a_notice(engine, before, carrier_id=number)
    await tell(engine, *(end(number, state) for state in told))
    found = await rows(engine, "SELECT id, state, next_at, ended_at, ended_on FROM notices ORDER BY id")
    assert [(row.id, row.state) for row in found] == [(number, after), (carried, after)]
    if after in ("delivered", "read") and before != "read":
        assert all((row.next_at, row.ended_at, row.ended_on) == (None, NOW, "zalo_oa") for row in found)


@pytest.mark.parametrize(
    ("state", "channels", "told", "at_once"),
    [
        pytest.param("out", ["zalo_oa"], State.FAILED, True, id="refused"),
        pytest.param("out", ["zalo_oa"], State.EXPIRED, True, id="its time ran out"),
        pytest.param("out", ["zalo_oa", "sms_http"], State.FAILED, False, id="an older copy"),
        pytest.param("calling", ["zalo_oa"], State.FAILED, False, id="on the call list already"),
    ],
)
async def test_a_copy_that_is_lost_calls_the_ladder(
    engine: AsyncEngine, state: str, channels: list[str], told: State, at_once: bool
) -> None:
    number = await a_notice(engine, state)
    await copies(engine, number, *channels)
    await tell(engine, end(number, told))
    found = await rows(engine, "SELECT id, state, next_at FROM notices WHERE id = :id", id=number)
    assert [(row.state, row.next_at) for row in found] == [(state, LATER if at_once else NEXT)]
