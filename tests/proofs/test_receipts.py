"""Receipts as providers send them: doubled, late, in the wrong order, of nobody's messages, from the wrong
channel. Whatever comes, a notice ends as what is best known of it, and nobody is written to twice for it."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.ending.calls import CallOutcome, calls, record_call
from bot.ending.ends_store import overdue_notices
from bot.message import ChannelId, Outbound, Receipt, ReceiptState
from bot.outbox import take_receipts
from tests.bot.leaving.releasing import OA, SMS, Street, event
from tests.bot.planning.planning import PROVINCE

D, R, F, A = ReceiptState.DELIVERED, ReceiptState.READ, ReceiptState.FAILED, ReceiptState.ACCEPTED
HOURS = {"zalo": (), "sms": (2,), "calling": (2, 2), "called": (2, 2), "expired": (2, 2, 56)}
"""The hours after which a notice of which nothing is heard is looked at until it has come so far: to a
channel, to the call list, to somebody who was called, to its end."""


async def come_to(street: Street, stage: str) -> None:
    await street.chat(OA)
    await street.says(given=True)
    await street.fed(event(at=street.clock()))
    await street.step()
    for hours in HOURS[stage]:
        await street.passes(hours=hours)
    if stage == "called":
        async with street.engine.begin() as connection:
            (call,) = await calls(connection, PROVINCE)
            await record_call(
                connection, PROVINCE, call.notice_id, CallOutcome.REACHED, "Lê Thử", street.clock()
            )


def about(message: Outbound, state: ReceiptState, street: Street, *, channel: str | None = None) -> Receipt:
    return Receipt(
        channel=ChannelId(channel or message.channel),
        state=state,
        at=street.clock(),
        reference=message.reference,
    )


@pytest.mark.parametrize("times", [1, 3], ids=["once", "three times"])
@pytest.mark.parametrize(
    ("stage", "told", "state", "ended_on", "copies"),
    [
        pytest.param("zalo", [(OA, D)], "delivered", "zalo_oa", (1, 0), id="in time"),
        pytest.param("zalo", [(OA, R), (OA, D)], "read", "zalo_oa", (1, 0), id="read before delivered"),
        pytest.param("zalo", [(OA, D), (OA, F)], "delivered", "zalo_oa", (1, 0), id="failed after all"),
        pytest.param("zalo", [(OA, F), (OA, D)], "delivered", "zalo_oa", (1, 1), id="delivered after all"),
        pytest.param("zalo", [(OA, A)], "calling", None, (1, 1), id="accepted is not delivered"),
        pytest.param("sms", [(OA, D)], "delivered", "zalo_oa", (1, 1), id="the first after the second left"),
        pytest.param("sms", [(OA, F)], "calling", None, (1, 1), id="the first fails when its time is up"),
        pytest.param("sms", [(OA, F), (SMS, D)], "delivered", "sms_http", (1, 1), id="only the second"),
        pytest.param("sms", [(SMS, D), (OA, D)], "delivered", "sms_http", (1, 1), id="both"),
        pytest.param("sms", [(SMS, D), (OA, R)], "read", "zalo_oa", (1, 1), id="both, and the first is read"),
        pytest.param("sms", [(SMS, F)], "calling", None, (1, 1), id="the last fails"),
        pytest.param("calling", [(OA, D)], "delivered", "zalo_oa", (1, 1), id="while an officer is to call"),
        pytest.param("calling", [(SMS, R)], "read", "sms_http", (1, 1), id="read while to be called"),
        pytest.param("calling", [(SMS, F), (OA, F)], "calling", None, (1, 1), id="failed while to be called"),
        pytest.param("called", [(OA, D)], "called", "call", (1, 1), id="after the call"),
        pytest.param("called", [(SMS, F)], "called", "call", (1, 1), id="failed after the call"),
        pytest.param("expired", [(OA, D)], "delivered", "zalo_oa", (1, 1), id="after everything"),
        pytest.param("expired", [(SMS, F)], "expired", None, (1, 1), id="failed after everything"),
    ],
)
async def test_what_a_receipt_does(
    engine: AsyncEngine,
    stage: str,
    told: Sequence[tuple[ChannelId, ReceiptState]],
    state: str,
    ended_on: str | None,
    copies: tuple[int, int],
    times: int,
) -> None:
    """`copies`: how many the person has got by Zalo and by SMS when four more hours have passed."""
    street = Street(engine=engine)
    await come_to(street, stage)
    sent = {OA: street.oa.taken, SMS: street.sms.taken}
    for channel, what in told:
        for _ in range(times):
            assert await take_receipts(street.office.post, [about(sent[channel][0], what, street)]) == [True]
            await street.step()
    await street.passes(hours=2)
    await street.passes(hours=2)
    assert await street.rows("SELECT state, ended_on FROM notices") == [(state, ended_on)]
    assert (len(street.oa.taken), len(street.sms.taken)) == copies
    async with engine.connect() as connection:
        assert await overdue_notices(connection, PROVINCE, street.clock()) == []


@pytest.mark.parametrize("stage", [stage for stage in HOURS if stage != "zalo"])
async def test_receipts_of_nobody_change_nothing(engine: AsyncEngine, stage: str) -> None:
    """Unknown ids of ours and of theirs, a number too large for any of ours, no number, another channel."""
    street = Street(engine=engine)
    await come_to(street, stage)
    before = await street.rows("SELECT * FROM notices"), await street.rows("SELECT * FROM outbox ORDER BY id")
    (by_zalo,), (by_sms,) = street.oa.taken, street.sms.taken
    strange = [
        about(by_zalo, D, street, channel=SMS),
        about(by_sms, R, street, channel=OA),
        about(by_sms, D, street, channel="nowhere"),
        *(
            Receipt(channel=OA, state=state, at=street.clock(), reference=reference)
            for state in (D, R, F)
            for reference in ("999999999", "9" * 40, "0", "x", "-1")
        ),
        Receipt(channel=SMS, state=D, at=street.clock(), provider_id=f"p{by_zalo.reference}"),
        Receipt(channel=OA, state=D, at=street.clock(), provider_id="unheard-of"),
    ]
    assert not any(await take_receipts(street.office.post, strange))
    assert before == (
        await street.rows("SELECT * FROM notices"),
        await street.rows("SELECT * FROM outbox ORDER BY id"),
    )


@pytest.mark.parametrize("between", [False, True], ids=["at once", "with a worker between"])
async def test_in_any_order_and_any_batches(engine: AsyncEngine, between: bool) -> None:
    """Every order of five receipts, each of them for a notice of its own, all in the same batches."""
    orders = sorted(set(permutations([D, D, R, F, A])), key=str)
    street = Street(engine=engine)
    events = [event(number, phone=f"+8490500{number:04}", at=street.clock()) for number in range(len(orders))]
    await street.fed(*events)
    await street.step()
    assert len(street.sms.taken) == len(orders)
    for place in range(5):
        batch = [
            about(message, order[place], street)
            for message, order in zip(street.sms.taken, orders, strict=True)
        ]
        assert all(await take_receipts(street.office.post, batch))
        if between:
            await street.step()
    await street.passes(hours=5)
    assert await street.rows("SELECT DISTINCT state FROM notices") == [("read",)]
    assert await street.rows("SELECT DISTINCT state FROM outbox") == [("read",)]
    assert len(street.sms.taken) == len(orders)
