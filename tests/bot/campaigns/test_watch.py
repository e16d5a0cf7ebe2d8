"""Campaigns that are looked after: stopped when they go wrong, done when everything has ended."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.campaigns import orders, rows_store
from bot.campaigns.plan import plan
from bot.campaigns.watch import TOO_LATE, watch_over
from db.tables.bot import consents, outbox
from db.tables.bot_notices import campaigns, notices, wrong_numbers
from tests.bot.campaigns.make import NOW, PROVINCE, STARTED, drafted, office, phone, rows_of, running

LATER = STARTED + timedelta(minutes=5)


async def copied(
    engine: AsyncEngine, states: Sequence[str], channel: str = "sms_http", at: datetime = STARTED
) -> None:
    """A copy in each of these states, of the first notices."""
    async with engine.begin() as connection:
        ids = (await connection.scalars(select(notices.c.id).order_by(notices.c.id))).all()
        rows = [
            {
                "province": PROVINCE,
                "once_key": f"copy/{number}/{at}",
                "channel": channel,
                "recipient": phone(n),
                "kind": "notice",
                "content": {"says": []},
                "wordings": [],
                "state": state,
                "due_at": at,
                "created_at": at,
                "notice_id": number,
            }
            for n, (number, state) in enumerate(zip(ids, states, strict=False))
        ]
        await connection.execute(insert(outbox), rows)


@pytest.mark.parametrize(
    ("states", "state"),
    [
        pytest.param(["failed"] * 9, "running", id="nine bad"),
        pytest.param(["failed"] * 9 + ["expired"], "stopped", id="ten bad of ten"),
        pytest.param(["failed"] * 10 + ["delivered"] * 90, "stopped", id="ten of a hundred"),
        pytest.param(["failed"] * 10 + ["read"] * 91, "running", id="ten of a hundred and one"),
        pytest.param(["failed"] * 10 + ["sent"] * 91, "stopped", id="what waits for a receipt has not ended"),
    ],
)
async def test_stopped_by_itself(engine: AsyncEngine, states: list[str], state: str) -> None:
    await running(engine, 110)
    await plan(office(engine))
    await copied(engine, states)
    await watch_over(office(engine, lambda: LATER))
    assert await rows_of(engine, "SELECT state FROM campaigns") == [(state,)]
    tasks = await rows_of(engine, "SELECT kind, desk, unit_code FROM tasks")
    assert tasks == ([("campaign_stopped", "operator", "H48.12")] if state == "stopped" else [])
    assert await watch_over(office(engine, lambda: LATER)) == 0


async def test_wrong_numbers_are_bad_and_refusals_are_not(engine: AsyncEngine) -> None:
    await running(engine, 40)
    await plan(office(engine))
    await copied(engine, ["delivered"] * 20)
    async with engine.begin() as connection:
        dropped = update(notices).values(state="dropped", next_at=None, reason="từ chối nhận tin")
        await connection.execute(dropped.where(notices.c.subject.in_([phone(n) for n in range(20, 35)])))
        strangers = [
            {"province": PROVINCE, "phone": phone(n), "at": STARTED} for n in (*range(6), 20, 21, 22)
        ]
        await connection.execute(insert(wrong_numbers), strangers)
    assert await watch_over(office(engine, lambda: LATER)) == 0
    async with engine.begin() as connection:
        await connection.execute(insert(wrong_numbers).values(province=PROVINCE, phone=phone(6), at=STARTED))
    assert await watch_over(office(engine, lambda: LATER)) == 1
    ((reason,),) = await rows_of(engine, "SELECT reason FROM campaigns")
    assert reason == "tự dừng: 10 trên 23 tin đã có kết quả bị hỏng (43%)"


async def test_resumed_it_is_judged_anew(engine: AsyncEngine) -> None:
    campaign_id = await running(engine, 30)
    await plan(office(engine))
    await copied(engine, ["failed"] * 10)
    assert await watch_over(office(engine, lambda: LATER)) == 1
    async with engine.begin() as connection:
        await orders.resume(connection, PROVINCE, campaign_id, LATER, by="Lê Duyệt")
    assert await watch_over(office(engine, lambda: LATER)) == 0
    await copied(engine, ["failed"] * 10, at=LATER)
    assert await watch_over(office(engine, lambda: LATER + timedelta(minutes=1))) == 1
    assert await rows_of(engine, "SELECT count(*) FROM tasks") == [(2,)]


async def test_done_when_everything_has_ended(engine: AsyncEngine) -> None:
    await running(engine, 3)
    assert await watch_over(office(engine)) == 0  # nothing is planned yet
    await plan(office(engine))
    assert await watch_over(office(engine)) == 0
    async with engine.begin() as connection:
        await connection.execute(update(notices).values(state="delivered", next_at=None))
    assert await watch_over(office(engine, lambda: LATER)) == 1
    assert await rows_of(engine, "SELECT state, ended_at FROM campaigns") == [("done", LATER)]


async def test_what_waits_of_a_stopped_campaign_ends_with_a_reason(engine: AsyncEngine) -> None:
    campaign_id = await running(engine, 3)
    await plan(office(engine))
    async with engine.begin() as connection:
        await orders.stop(connection, PROVINCE, campaign_id, "dừng", by="Lê Duyệt", now=NOW)
    over = NOW + timedelta(days=1)
    assert await watch_over(office(engine, lambda: over - timedelta(seconds=1))) == 0
    assert await watch_over(office(engine, lambda: over)) == 3
    assert await rows_of(engine, "SELECT DISTINCT state, reason, next_at FROM notices") == [
        ("expired", TOO_LATE, None)
    ]
    assert await watch_over(office(engine, lambda: over)) == 0
    async with engine.connect() as connection:
        assert await connection.scalar(select(campaigns.c.ended_at)) == over
    assert await watch_over(office(engine, lambda: over)) == 0


@pytest.mark.parametrize(
    ("urgent", "opted_out"),
    [
        pytest.param(True, 1, id="urgent: only a no to everything counts"),
        pytest.param(False, 2, id="not urgent: a no to extras counts too"),
    ],
)
async def test_who_will_not_be_told_is_counted(engine: AsyncEngine, urgent: bool, opted_out: int) -> None:
    campaign_id = await drafted(engine, 6, urgent=urgent)
    words = [(1, "notices", True), (1, "notices", False), (2, "notices", False), (2, "notices", True),
             (3, "extras", False), (9, "notices", False)]  # fmt: skip
    async with engine.begin() as connection:
        for n, purpose, given in words:
            values = {"subject": phone(n), "purpose": purpose, "given": given, "at": NOW, "wording": "x@1"}
            place = {"province": PROVINCE, "channel": "sms_http", "sender": phone(n)}
            await connection.execute(insert(consents).values({**values, **place}))
        await connection.execute(insert(wrong_numbers).values(province=PROVINCE, phone=phone(5), at=NOW))
        found = await rows_store.unreachable(connection, PROVINCE, campaign_id, urgent=urgent)
    assert (found.opted_out, found.wrong_number) == (opted_out, 1)
