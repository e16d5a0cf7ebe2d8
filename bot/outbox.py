"""Delivering: claim, make the words, hand to the provider, write down what became of it.

The state `sending` is committed before the provider is called, and no transaction is open during the
call. Only a crash in between, or a provider that took the message and was not heard, can make a second
copy of an answer; both are counted (`resent`). Copies of notices have a way of their own (bot/copies.py).
"""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import copy_store, jobs, pace_store, receipt_store
from bot import outbox_store as store
from bot.ending.ladder_store import CopyEnd, copies_ended
from bot.errors import SendError, WordingError
from bot.message import ChannelId, Outbound, Receipt, Sender
from bot.outbox_store import Draft, Kind, Outcome, Parcel, State
from bot.parcel import from_json
from bot.slots import LANES_AT_ONCE, Slots
from bot.wording import Wordings

log = logging.getLogger(__name__)

FIRST_RETRY = timedelta(seconds=2)
LONGEST_RETRY = timedelta(minutes=10)
MOST_ATTEMPTS = 12
STUCK_AFTER = timedelta(seconds=60)
"""Longer than any provider's time-out: a message still `sending` then has lost its sender."""
NOT_CONFIGURED = "channel is not configured"

AfterError = Callable[[Parcel, SendError, datetime], Outcome]


class Clock(Protocol):
    def __call__(self) -> datetime: ...


@dataclass(frozen=True, kw_only=True)
class PostOffice:
    """What delivering needs; made once by the composition root. `uncharged` counts answers that left by
    channel: they ask for no token, and are taken off the channel's pace by the next sweep."""

    engine: AsyncEngine
    province: str
    senders: Mapping[ChannelId, Sender]
    wordings: Wordings
    clock: Clock
    slots: Slots = field(default_factory=Slots)
    uncharged: Counter[str] = field(default_factory=Counter)


async def deliver(office: PostOffice, outbox_id: int) -> int:
    """Send what is due in the lane of `outbox_id`, in order, until nothing is; how many were tried. A lane of
    a channel that has all its slots taken is left to the next sweep."""
    tried = 0
    while True:
        full = office.slots.full()
        async with office.engine.begin() as connection:
            parcel = await store.claim(connection, office.province, outbox_id, office.clock(), full)
        if parcel is None:
            return tried
        with office.slots.one(parcel.channel):
            outcome = await attempt(office, parcel, _after_error)
        office.uncharged[parcel.channel] += 1
        async with office.engine.begin() as connection:
            await store.finish(connection, office.province, parcel.id, outcome)
        tried += 1


async def sweep(office: PostOffice, limit: int = 500) -> int:
    """All channels beside each other: see `tidy` and `sweep_channel`. A worker has a loop for each of them,
    so that no channel waits for another's provider."""
    await tidy(office)
    swept = (sweep_channel(office, channel, limit) for channel in office.senders)
    return sum(await _all(swept))


async def tidy(office: PostOffice) -> int:
    """Free what a dead worker left in `sending`, end what no channel can take any more, and charge answers
    that left to the pace of their channels."""
    now, province = office.clock(), office.province
    async with office.engine.begin() as connection:
        stuck = await store.requeue_stuck(connection, province, now - STUCK_AFTER, now)
        lost = await store.end_unreachable(connection, province, list(office.senders), NOT_CONFIGURED, now)
        await _charge(connection, office, now)
    if stuck:
        log.warning("sent again after a crash: %d messages", len(stuck))
    return len(stuck) + lost


async def sweep_channel(office: PostOffice, channel: ChannelId, limit: int = 500) -> int:
    """Send answers that are due but were not woken (retries, a channel that was full); how many lanes."""
    async with office.engine.begin() as connection:
        due = await store.due_lanes(connection, office.province, channel, office.clock(), limit)
    gate = asyncio.Semaphore(LANES_AT_ONCE)

    async def one(outbox_id: int) -> int:
        async with gate:
            return 0 if channel in office.slots.full() else await deliver(office, outbox_id)

    await _all(map(one, due))
    return len(due)


async def _all(works: Iterable[Awaitable[int]]) -> list[int]:
    """Beside each other; an error is raised at the end, when nobody's message is in the air."""
    done = []
    for result in await asyncio.gather(*works, return_exceptions=True):
        if isinstance(result, BaseException):
            raise result
        done.append(result)
    return done


async def _charge(connection: AsyncConnection, office: PostOffice, now: datetime) -> None:
    for channel, sent in list(office.uncharged.items()):
        del office.uncharged[channel]
        sender = office.senders.get(ChannelId(channel))
        rate = None if sender is None else pace_store.rate_of(sender.limits)
        if rate is not None:
            await pace_store.charge(connection, office.province, channel, sent, rate, now)


async def take_receipt(office: PostOffice, receipt: Receipt) -> bool:
    """Write down a provider's receipt. False: it is about no message of ours."""
    return (await take_receipts(office, [receipt]))[0]


async def take_receipts(office: PostOffice, receipts: Sequence[Receipt]) -> list[bool]:
    """Write down many at once, and tell the notices whose copies they are about."""
    async with office.engine.begin() as connection:
        known, moved = await receipt_store.note_receipts(connection, office.province, receipts)
        await copies_ended(connection, office.province, _ends(moved), office.clock())
    return known


def _ends(moved: Sequence[receipt_store.Moved]) -> list[CopyEnd]:
    return [
        CopyEnd(notice_id=each.notice_id, channel=each.channel, state=each.state, at=each.at)
        for each in moved
        if each.notice_id is not None
    ]


async def tell_notices(
    connection: AsyncConnection, office: PostOffice, written: Sequence[copy_store.Written], now: datetime
) -> None:
    """What the ends of copies mean for their notices. Acceptance is an end only where it is the last that is
    heard, and was heard."""
    ends = [
        CopyEnd(notice_id=each.notice_id, channel=each.channel, state=each.state, at=now)
        for each in written
        if each.notice_id is not None and (each.state is not State.SENT or _last_heard(office, each))
    ]
    await copies_ended(connection, office.province, ends, now)


def _last_heard(office: PostOffice, written: copy_store.Written) -> bool:
    sender = office.senders.get(ChannelId(written.channel))
    return sender is not None and not sender.limits.receipts and not written.unsure


async def attempt(office: PostOffice, parcel: Parcel, after_error: AfterError) -> Outcome:
    """One try; `after_error` says what a provider's error means for this message."""
    now = office.clock()
    if parcel.expires_at is not None and now >= parcel.expires_at:
        return Outcome(state=State.EXPIRED, at=now, reason="too old to be of use")
    sender = office.senders.get(ChannelId(parcel.channel))
    if sender is None:
        return Outcome(state=State.FAILED, at=now, reason=NOT_CONFIGURED)
    try:
        message = outbound(office.wordings, parcel, sender)
        provider_id = await sender.send(message)
    except WordingError as error:
        return Outcome(state=State.FAILED, at=office.clock(), reason=str(error))
    except SendError as error:
        return after_error(parcel, error, office.clock())
    return Outcome(state=State.SENT, at=office.clock(), provider_id=provider_id, text=message.text)


def outbound(wordings: Wordings, parcel: Parcel, sender: Sender) -> Outbound:
    """The message as it will be read. Raises WordingError, also for a notice that no provider has registered
    where it takes nothing else."""
    content, limits = from_json(parcel.content), sender.limits
    words = wordings.render(content.says, content.labels, limits)
    template = wordings.template(content.says) if limits.template else None
    if limits.template and template is None:
        raise WordingError("no template is registered for it")
    return Outbound(
        channel=ChannelId(parcel.channel),
        recipient=parcel.recipient,
        text=words.text,
        reference=str(parcel.id),
        buttons=words.buttons,
        ask_phone=content.ask_phone and limits.can_ask_phone,
        template=template,
    )


def _after_error(parcel: Parcel, error: SendError, now: datetime) -> Outcome:
    # While the provider refuses all of ours, a message waits as long as it is of use.
    waits = error.account and parcel.expires_at is not None
    if not error.retry or (parcel.attempts >= MOST_ATTEMPTS and not waits):
        return Outcome(state=State.FAILED, at=now, reason=error.reason)
    return try_again(parcel, error, now)


def try_again(parcel: Parcel, error: SendError, now: datetime) -> Outcome:
    wait = retry_wait(parcel.attempts, random.random())  # noqa: S311 - jitter, not a secret
    if error.after is not None:
        wait = max(wait, timedelta(seconds=error.after))
    return Outcome(
        state=State.QUEUED, at=now, reason=error.reason, due_at=now + wait, may_double=error.unsure
    )


def retry_wait(attempts: int, jitter: float) -> timedelta:
    """Doubling from `FIRST_RETRY` to `LONGEST_RETRY`; `jitter` in [0, 1) spreads it over the upper half."""
    # No timedelta is as long as the double of a message that is tried for hours.
    full = min(FIRST_RETRY * float(2 ** min(attempts - 1, MOST_ATTEMPTS)), LONGEST_RETRY)
    return full * (0.5 + jitter / 2)


async def queue(connection: AsyncConnection, province: str, drafts: list[Draft], now: datetime) -> None:
    """Queue messages and wake a worker, both in the caller's transaction. Copies of notices wake nobody: the
    worker that releases them goes on with them."""
    await store.put(connection, province, [draft for draft in drafts if draft.kind is Kind.NOTICE], now)
    answers = [draft for draft in drafts if draft.kind is not Kind.NOTICE]
    await jobs.wake_delivery(connection, await store.put(connection, province, answers, now))
