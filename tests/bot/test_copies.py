"""Copies of notices on the real database: batches, silence, crashes, receipts."""

import asyncio
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import copy_store, outbox, outbox_store
from bot.copies import deliver_notices, deliver_on
from bot.errors import SendError
from bot.message import Limits, Outbound, Receipt, ReceiptState
from bot.outbox import PostOffice
from bot.outbox_store import Kind
from bot.wording import Wordings
from bot.wording_file import Entry
from bot.wording_template import TemplateForm
from tests.bot.copying import (
    DAY,
    SMS,
    ZALO,
    D,
    F,
    Fake,
    R,
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
