"""Copies of notices on the real database: batches, pace, silence, crashes, receipts; answers beside them."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import copy_store, outbox, outbox_store, pace_store
from bot.copies import deliver_notices, deliver_on, end_unreachable
from bot.errors import SendError
from bot.message import ChannelId, Limits, Outbound, Receipt, ReceiptState
from bot.outbox import PostOffice
from bot.outbox_store import Draft, Kind
from bot.pace_store import Rate
from bot.parcel import Content, to_json
from bot.reply import Say
from bot.wording import Wordings
from bot.wording_file import Entry
from bot.wording_template import TemplateForm
from db.engine import create_engine
from db.tables.bot_notices import notices
from tests.webhooks.house import SetClock
from tests.webhooks.outbox import rows

ZALO, SMS = ChannelId("zalo_oa"), ChannelId("sms_http")
WORDS = Wordings({"told.ready": Entry(name="told.ready", version=1, chat="Hồ sơ {code} đã xong.")})
D, R, F = ReceiptState.DELIVERED, ReceiptState.READ, ReceiptState.FAILED
DAY = timedelta(days=1)


@dataclass
class Fake:
    """A provider. Fails as told, in turn; notes what is in the air."""

    limits: Limits = field(default_factory=lambda: Limits(length=2000))
    failures: list[Exception] = field(default_factory=list)
    seconds: float = 0.0
    sent: list[Outbound] = field(default_factory=list)
    in_air: Counter[str] = field(default_factory=Counter)

    async def send(self, message: Outbound) -> str | None:
        assert not self.in_air[message.recipient], "two of one recipient at once"
        self.in_air[message.recipient] += 1
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.in_air[message.recipient] -= 1
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append(message)
        return f"p{message.reference}"


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


def office(engine: AsyncEngine, clock: SetClock, **senders: Fake) -> PostOffice:
    named = {ChannelId(name): sender for name, sender in senders.items()}
    return PostOffice(engine=engine, province="51", senders=named, wordings=WORDS, clock=clock)


async def a_notice(engine: AsyncEngine, now: datetime, number: int = 1) -> int:
    statement = insert(notices).values(
        province="51",
        once_key=f"ready/{number}",
        kind="ready",
        subject=f"+8490000{number:04}",
        state="out",
        event_at=now,
        planned_at=now,
        next_at=now + DAY,
        expires_at=now + DAY,
    )
    async with engine.begin() as connection:
        return int((await connection.execute(statement.returning(notices.c.id))).scalar_one())


def copy(notice_id: int, now: datetime, channel: str = ZALO, **more: Any) -> Draft:
    content = Content(says=(Say(wording="told.ready", values={"code": f"H48.{notice_id}"}),))
    values: dict[str, Any] = {"recipient": f"r{notice_id}", "kind": Kind.NOTICE, "expires_at": now + DAY}
    values |= more
    return Draft(
        once_key=f"{values['kind']}/{notice_id}/{channel}/{more.get('recipient')}",
        channel=channel,
        content=to_json(content),
        wordings=("told.ready@1",),
        due_at=now,
        notice_id=notice_id if values["kind"] is Kind.NOTICE else None,
        **values,
    )


async def queue(engine: AsyncEngine, now: datetime, drafts: Sequence[Draft]) -> None:
    async with engine.begin() as connection:
        await outbox.queue(connection, "51", list(drafts), now)


async def one_copy(engine: AsyncEngine, clock: SetClock, **more: Any) -> int:
    number = await a_notice(engine, clock.now)
    await queue(engine, clock.now, [copy(number, clock.now, **more)])
    return number


async def standing(engine: AsyncEngine) -> tuple[str, str]:
    """States of the only copy and of its notice."""
    ((own, told),) = await rows(
        engine, "SELECT o.state, n.state FROM outbox o JOIN notices n ON n.id = o.notice_id"
    )
    return own, told


async def test_two_workers_send_every_copy_once(engine: AsyncEngine, clock: SetClock) -> None:
    """Three for each person: never two to one at once, on any number of workers."""
    many = [copy(number, clock.now, recipient=f"r{number % 200}") for number in range(600)]
    await queue(engine, clock.now, many)
    sender = Fake(seconds=0.001)
    offices = [office(engine, clock, zalo_oa=sender) for _ in range(2)]
    tried = await asyncio.gather(*(deliver_notices(each) for each in offices))
    # Both may end while what is left waits behind what the other has in the air: the next look takes it.
    while again := await deliver_notices(offices[0]):
        tried.append(again)
    assert sum(tried) == len(sender.sent) == len({message.reference for message in sender.sent}) == 600
    assert await rows(engine, "SELECT DISTINCT state, text IS NULL FROM outbox") == [("sent", False)]
    for person in range(200):
        ids = [int(message.reference) for message in sender.sent if message.recipient == f"r{person}"]
        assert ids == sorted(ids)


async def test_a_race_for_a_recipient_loses_nothing(engine: AsyncEngine, clock: SetClock) -> None:
    """An answer to one of them takes off between the claim's look and its writing."""
    await queue(engine, clock.now, [copy(number, clock.now) for number in range(8)])
    await queue(engine, clock.now, [copy(3, clock.now, kind=Kind.REPLY)])
    async with engine.connect() as one, engine.connect() as other:
        ((reply,),) = await rows(engine, "SELECT id FROM outbox WHERE kind = 'reply'")
        assert await outbox_store.claim(one, "51", reply, clock.now)
        claiming = asyncio.create_task(copy_store.claim_copies(other, "51", ZALO, clock.now, 8))
        await asyncio.sleep(0.1)
        await one.commit()
        claimed = {parcel.notice_id for parcel in await claiming}
        assert claimed
        assert 3 not in claimed
        await other.commit()
    assert await deliver_notices(office(engine, clock, zalo_oa=Fake())) == 8 - len(claimed) - 1


@pytest.mark.parametrize(
    ("limits", "failure", "state", "reason", "notice"),
    [
        pytest.param({}, None, "sent", None, "out", id="taken: its receipt is waited for"),
        pytest.param({"receipts": False}, None, "sent", None, "delivered", id="taken, and no more is heard"),
        pytest.param({}, SendError("no", retry=False), "failed", "no", "out", id="refused"),
        pytest.param({}, SendError("busy", retry=True), "queued", "busy", "out", id="later"),
        pytest.param(
            {}, SendError("?", retry=True, unsure=True), "sent", copy_store.NOT_HEARD, "out", id="not heard"
        ),
        pytest.param(
            {"receipts": False}, SendError("?", retry=True, unsure=True), "sent", copy_store.NOT_HEARD, "out",
            id="not heard, and never will be",
        ),
        pytest.param(
            {"dedupes": True}, SendError("?", retry=True, unsure=True), "queued", "?", "out",
            id="not heard, but told twice is told once",
        ),
        pytest.param({"template": True}, None, "failed", "no template is registered for it", "out",
                     id="not registered"),
    ],
)  # fmt: skip
async def test_how_a_try_ends(
    engine: AsyncEngine, clock: SetClock, limits: dict[str, Any], failure: SendError | None, state: str,
    reason: str | None, notice: str,
) -> None:  # fmt: skip
    await one_copy(engine, clock)
    sender = Fake(Limits(length=2000, **limits), [failure] if failure else [])
    await deliver_notices(office(engine, clock, zalo_oa=sender))
    assert await standing(engine) == (state, notice)
    ((told, resent, next_at),) = await rows(
        engine, "SELECT o.reason, resent, next_at FROM outbox o JOIN notices n ON n.id = notice_id"
    )
    assert told == reason
    assert resent == int(state == "queued" and limits.get("dedupes", False))
    goes_on_at = {"failed": clock.now, "sent": None if notice == "delivered" else clock.now + DAY}
    assert next_at == goes_on_at.get(state, clock.now + DAY)
    clock.pass_time(minutes=1)
    tried_again = await deliver_notices(office(engine, clock, zalo_oa=sender))
    assert tried_again == int(state == "queued")


async def test_a_copy_is_tried_until_its_time_is_up(engine: AsyncEngine, clock: SetClock) -> None:
    await one_copy(engine, clock)
    sender = Fake(failures=[SendError("busy", retry=True) for _ in range(1000)])
    started = clock.now
    while (await standing(engine))[0] == "queued":
        await deliver_notices(office(engine, clock, zalo_oa=sender))
        clock.pass_time(minutes=10)
    assert await standing(engine) == ("expired", "out")
    assert clock.now - started >= DAY
    ((next_at,),) = await rows(engine, "SELECT next_at FROM notices")
    assert next_at <= clock.now


@pytest.mark.parametrize(
    ("dedupes", "state", "calls"),
    [(False, "sent", 0), (True, "sent", 1)],
    ids=["it may have been taken: not again", "told twice is told once: again, and counted"],
)
async def test_a_sender_that_died_in_the_call(
    engine: AsyncEngine, clock: SetClock, dedupes: bool, state: str, calls: int
) -> None:
    await one_copy(engine, clock)
    hanging = Fake(seconds=60)
    crash = asyncio.create_task(deliver_on(office(engine, clock, zalo_oa=hanging), ZALO))
    while not hanging.in_air:  # noqa: ASYNC110 - the sender has no bell
        await asyncio.sleep(0.001)
    crash.cancel()
    await asyncio.gather(crash, return_exceptions=True)
    sender = Fake(Limits(length=2000, dedupes=dedupes))
    after = office(engine, clock, zalo_oa=sender)
    clock.pass_time(seconds=59)
    assert (await deliver_notices(after), await standing(engine)) == (0, ("sending", "out"))
    clock.pass_time(seconds=2)
    await deliver_notices(after)
    assert (len(sender.sent), await standing(engine)) == (calls, (state, "out"))
    ((reason, resent),) = await rows(engine, "SELECT reason, resent FROM outbox")
    assert (reason, resent) == ((None, 1) if dedupes else (copy_store.NOT_HEARD, 0))
    ((number,),) = await rows(engine, "SELECT id FROM outbox")
    arrived = Receipt(channel=ZALO, state=D, at=clock.now, reference=str(number))
    assert await outbox.take_receipt(after, arrived)
    assert await standing(engine) == ("delivered", "delivered")


async def test_a_bug_in_one_message_costs_no_other(engine: AsyncEngine, clock: SetClock) -> None:
    await queue(engine, clock.now, [copy(number, clock.now) for number in range(5)])
    sender = Fake(failures=[ZeroDivisionError()])
    await deliver_notices(office(engine, clock, zalo_oa=sender))
    found = await rows(engine, "SELECT state, count(*) FROM outbox GROUP BY 1 ORDER BY 1")
    assert found == [("sending", 1), ("sent", 4)]


async def test_a_registered_template_leaves_with_its_values(engine: AsyncEngine, clock: SetClock) -> None:
    await one_copy(engine, clock)
    form = TemplateForm(name="ready_1", params={"ma_ho_so": ("{code}",)})
    entry = Entry(name="told.ready", version=1, chat="Hồ sơ {code} đã xong.", template=form)
    sender = Fake(Limits(length=2000, template=True))
    post = PostOffice(
        engine=engine, province="51", senders={ZALO: sender}, wordings=Wordings({entry.name: entry}),
        clock=clock,
    )  # fmt: skip
    assert await deliver_notices(post) == 1
    template = sender.sent[0].template
    assert template is not None
    assert (template.name, list(template.values)) == ("ready_1", ["ma_ho_so"])


@pytest.mark.parametrize(
    ("batches", "state"),
    [
        pytest.param([[D]], "delivered", id="delivered"),
        pytest.param([[D, D], [D]], "delivered", id="doubled"),
        pytest.param([[R, D]], "read", id="read before delivered"),
        pytest.param([[F]], "failed", id="failed"),
        pytest.param([[F, D]], "delivered", id="failed, then delivered after all"),
        pytest.param([[D, F], [F]], "delivered", id="a late failure"),
        pytest.param([[F], [R]], "read", id="failed, then read"),
    ],
)
async def test_receipts_of_a_batch_only_move_forward(
    engine: AsyncEngine, clock: SetClock, batches: list[list[ReceiptState]], state: str
) -> None:
    """By our reference and by the provider's id, mixed."""
    await one_copy(engine, clock)
    post = office(engine, clock, zalo_oa=Fake())
    await deliver_notices(post)
    ((number,),) = await rows(engine, "SELECT id FROM outbox")
    for batch in batches:
        receipts = [
            Receipt(channel=ZALO, state=told, at=clock.now, reference=str(number))
            if place % 2
            else Receipt(channel=ZALO, state=told, at=clock.now, provider_id=f"p{number}")
            for place, told in enumerate(batch)
        ]
        strangers = [
            Receipt(channel=ZALO, state=D, at=clock.now, reference="9" * 18),
            Receipt(channel=ZALO, state=D, at=clock.now, provider_id="p?"),
            Receipt(channel=SMS, state=D, at=clock.now, reference=str(number)),
        ]
        known = await outbox.take_receipts(post, [*receipts, *strangers])
        assert known == [True] * len(receipts) + [False] * 3
    assert await standing(engine) == (state, "out" if state == "failed" else state)


@pytest.mark.parametrize(("told", "state"), [(D, "delivered"), (F, "failed")])
async def test_a_receipt_before_our_own_writing_is_not_overwritten(
    engine: AsyncEngine, clock: SetClock, told: ReceiptState, state: str
) -> None:
    await one_copy(engine, clock)

    class Hasty(Fake):
        async def send(self, message: Outbound) -> str | None:
            receipt = Receipt(channel=ZALO, state=told, at=clock.now, reference=message.reference)
            assert await outbox.take_receipt(post, receipt)
            return await super().send(message)

    post = office(engine, clock, zalo_oa=Hasty())
    await deliver_notices(post)
    assert (await standing(engine))[0] == state
    ((words, provider_id, resent),) = await rows(engine, "SELECT text, provider_id, resent FROM outbox")
    assert words is not None
    assert (provider_id is not None, resent) == (True, 0)


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
