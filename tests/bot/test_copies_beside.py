"""Copies of notices beside each other and beside answers, on the real database: pace, order, plans."""

import asyncio
from datetime import datetime
from time import perf_counter

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import copy_store, outbox, pace_store
from bot.copies import deliver_notices, deliver_on, end_unreachable
from bot.message import Limits
from bot.outbox_store import Kind
from bot.pace_store import Rate
from db.engine import create_engine
from tests.bot.copying import (
    DAY,
    SMS,
    ZALO,
    Fake,
    copy,
    office,
    one_copy,
    queue,
    standing,
)
from tests.webhooks.house import SetClock
from tests.webhooks.outbox import rows


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


async def test_a_channel_keeps_its_pace_over_all_processes(
    engine: AsyncEngine, database_url: str, clock: SetClock
) -> None:
    await queue(engine, clock.now, [copy(number, clock.now) for number in range(400)])
    other = create_engine(database_url)
    sender = Fake(Limits(length=2000, rate=30))
    offices = [office(each, clock, zalo_oa=sender) for each in (engine, other)]
    sent = []
    for _ in range(4):
        await asyncio.gather(*(deliver_notices(each) for each in offices))
        sent.append(len(sender.sent))
        clock.pass_time(seconds=2)
    assert sent == [30, 60, 90, 120]  # the bucket holds a second
    await other.dispose()


async def test_answers_wait_for_no_token_but_are_charged(engine: AsyncEngine, clock: SetClock) -> None:
    answers = [copy(number, clock.now, kind=Kind.REPLY) for number in range(45)]
    told = [copy(number, clock.now, recipient=f"n{number}") for number in range(100)]
    await queue(engine, clock.now, [*answers, *told])
    sender = Fake(Limits(length=2000, rate=30))
    post = office(engine, clock, zalo_oa=sender)
    await outbox.sweep(post)
    assert len(sender.sent) == 45
    await outbox.tidy(post)
    assert await deliver_notices(post) == 0
    clock.pass_time(seconds=1)
    assert await deliver_notices(post) == 15


async def test_tokens_that_find_nothing_come_back(engine: AsyncEngine, clock: SetClock) -> None:
    await queue(engine, clock.now, [copy(1, clock.now), copy(2, clock.now, expires_at=clock.now)])
    sender = Fake(Limits(length=2000, rate=10))
    await deliver_notices(office(engine, clock, zalo_oa=sender))
    async with engine.begin() as connection:
        rate = Rate(per_second=10, burst=10)
        assert await pace_store.take(connection, "51", ZALO, 50, rate, clock.now - DAY) == 9
        assert await pace_store.take(connection, "51", ZALO, 50, rate, clock.now) == 0


async def test_a_dead_channel_starves_no_other(engine: AsyncEngine, clock: SetClock) -> None:
    for channel in (ZALO, SMS):
        await queue(engine, clock.now, [copy(number, clock.now, channel) for number in range(500)])
        await queue(
            engine,
            clock.now,
            [copy(n, clock.now, channel, kind=Kind.REPLY, recipient=f"a{n}") for n in range(100)],
        )
    dead, alive = Fake(seconds=60), Fake()
    post = office(engine, clock, zalo_oa=dead, sms_http=alive)
    work = [
        asyncio.create_task(act)
        for act in (
            deliver_on(post, ZALO),
            deliver_on(post, SMS),
            *(outbox.sweep_channel(post, c) for c in (ZALO, SMS)),
        )
    ]
    await asyncio.wait_for(asyncio.gather(work[1], work[3]), 20)
    assert len(alive.sent) == 600
    for task in work:
        task.cancel()
    await asyncio.gather(*work, return_exceptions=True)


async def test_an_answer_leaves_at_once_beside_ten_thousand_notices(
    engine: AsyncEngine, clock: SetClock
) -> None:
    await fill(engine, clock.now, 10_000)
    sender = Fake(seconds=0.05)
    post = office(engine, clock, zalo_oa=sender)
    campaign = asyncio.create_task(deliver_on(post, ZALO))
    waits = []
    for number in range(10):
        await asyncio.sleep(0.02)
        await queue(engine, clock.now, [copy(number, clock.now, kind=Kind.REPLY, recipient="asker")])
        ((reply,),) = await rows(engine, "SELECT max(id) FROM outbox WHERE kind = 'reply'")
        started = perf_counter()
        assert await outbox.deliver(post, reply) == 1
        waits.append(perf_counter() - started)
    assert not campaign.done()
    assert sorted(waits)[5] < 0.5
    campaign.cancel()
    await asyncio.gather(campaign, return_exceptions=True)


async def test_notices_of_people_leave_before_those_of_campaigns(
    engine: AsyncEngine, clock: SetClock
) -> None:
    await queue(engine, clock.now, [copy(number, clock.now, bulk=True) for number in range(40)])
    await queue(engine, clock.now, [copy(number, clock.now) for number in range(40, 50)])
    sender = Fake(Limits(length=2000, rate=20))
    await deliver_notices(office(engine, clock, zalo_oa=sender))
    left = {message.recipient for message in sender.sent}
    assert len(left) == 20
    assert left > {f"r{number}" for number in range(40, 50)}


async def test_copies_for_a_channel_that_is_gone_end(engine: AsyncEngine, clock: SetClock) -> None:
    await one_copy(engine, clock)
    post = office(engine, clock, sms_http=Fake())
    assert (await deliver_notices(post), await end_unreachable(post)) == (0, 1)
    assert await standing(engine) == ("failed", "out")
    assert await rows(engine, "SELECT next_at FROM notices") == [(clock.now,)]


FILL = """
    INSERT INTO outbox
        (province, once_key, channel, recipient, kind, content, wordings, state, due_at, created_at)
    SELECT '51', 'bulk/' || n, 'zalo_oa', 'b' || n, 'notice',
           '{"says": [{"wording": "told.ready", "values": {"code": "H48.1"}}]}', '{}', 'queued',
           CAST(:now AS timestamptz), CAST(:now AS timestamptz)
    FROM generate_series(1, CAST(:number AS int)) AS n
    """


async def fill(engine: AsyncEngine, now: datetime, number: int) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(FILL), {"now": now, "number": number})


@pytest.mark.parametrize("analyzed", [False, True], ids=["never vacuumed", "vacuumed"])
async def test_a_claim_walks_over_nothing_that_waits_behind(
    engine: AsyncEngine, clock: SetClock, analyzed: bool
) -> None:
    await fill(engine, clock.now, 30_000)
    async with engine.connect() as connection:
        if analyzed:
            await connection.execute(text("ANALYZE outbox"))
        statement = copy_store.claim_statement("51", ZALO, clock.now, 200).compile(
            dialect=connection.dialect, compile_kwargs={"literal_binds": True}
        )
        explained = "\n".join(
            (await connection.scalars(text(f"EXPLAIN {statement}".replace(":", "\\:")))).all()
        )
    assert "ix_outbox_copies" in explained, explained
    assert "Seq Scan" not in explained
    assert "Sort Key: outbox" not in explained
