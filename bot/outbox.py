"""Delivering: claim, make the words, hand to the provider, write down what became of it.

The state `sending` is committed before the provider is called, and no transaction is open during the
call. Only a crash in between, or a provider that took the message and was not heard, can make a second
copy; both are counted (`resent`).
"""

import asyncio
import logging
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import jobs
from bot import outbox_store as store
from bot.errors import SendError, WordingError
from bot.message import ChannelId, Outbound, Receipt, Sender
from bot.outbox_store import Draft, Outcome, Parcel, State
from bot.parcel import from_json
from bot.wording import Wordings

log = logging.getLogger(__name__)

FIRST_RETRY = timedelta(seconds=2)
LONGEST_RETRY = timedelta(minutes=10)
MOST_ATTEMPTS = 12
LANES_AT_ONCE = 20
STUCK_AFTER = timedelta(seconds=60)
"""Longer than any provider's time-out: a message still `sending` then has lost its sender."""


class Clock(Protocol):
    def __call__(self) -> datetime: ...


@dataclass(frozen=True, kw_only=True)
class PostOffice:
    """What delivering needs; made once by the composition root."""

    engine: AsyncEngine
    province: str
    senders: Mapping[ChannelId, Sender]
    wordings: Wordings
    clock: Clock


async def deliver(office: PostOffice, outbox_id: int) -> int:
    """Send what is due in the lane of `outbox_id`, in order, until nothing is; how many were tried."""
    tried = 0
    while True:
        async with office.engine.begin() as connection:
            parcel = await store.claim(connection, office.province, outbox_id, office.clock())
        if parcel is None:
            return tried
        outcome = await _try(office, parcel)
        async with office.engine.begin() as connection:
            await store.finish(connection, office.province, parcel.id, outcome)
        tried += 1


async def sweep(office: PostOffice, limit: int = 500) -> int:
    """Free what a dead worker left in `sending`, and send what is due but was not woken (retries)."""
    now = office.clock()
    async with office.engine.begin() as connection:
        stuck = await store.requeue_stuck(connection, office.province, now - STUCK_AFTER, now)
        due = await store.due_lanes(connection, office.province, now, limit)
    if stuck:
        log.warning("sent again after a crash: %d messages", len(stuck))
    await _deliver_all(office, due)
    return len(due)


async def _deliver_all(office: PostOffice, due: Iterable[int]) -> None:
    """Lanes beside each other, so that one slow provider does not hold up all; an error is raised at the
    end, when nobody's message is in the air."""
    gate = asyncio.Semaphore(LANES_AT_ONCE)

    async def one(outbox_id: int) -> None:
        async with gate:
            await deliver(office, outbox_id)

    for result in await asyncio.gather(*map(one, due), return_exceptions=True):
        if isinstance(result, BaseException):
            raise result


async def take_receipt(office: PostOffice, receipt: Receipt) -> bool:
    """Write down a provider's receipt. False: it is about no message of ours."""
    async with office.engine.begin() as connection:
        known = await store.note_receipt(connection, office.province, receipt)
    if not known:
        log.warning("receipt for an unknown message on %s", receipt.channel)
    return known


async def _try(office: PostOffice, parcel: Parcel) -> Outcome:
    now = office.clock()
    if parcel.expires_at is not None and now >= parcel.expires_at:
        return Outcome(state=State.EXPIRED, at=now, reason="too old to be of use")
    sender = office.senders.get(ChannelId(parcel.channel))
    if sender is None:
        return Outcome(state=State.FAILED, at=now, reason="channel is not configured")
    try:
        message = outbound(office.wordings, parcel, sender)
        provider_id = await sender.send(message)
    except WordingError as error:
        return Outcome(state=State.FAILED, at=office.clock(), reason=str(error))
    except SendError as error:
        return _after_error(parcel, error, office.clock())
    return Outcome(state=State.SENT, at=office.clock(), provider_id=provider_id, text=message.text)


def outbound(wordings: Wordings, parcel: Parcel, sender: Sender) -> Outbound:
    """The message as it will be read."""
    content = from_json(parcel.content)
    words = wordings.render(content.says, content.labels, sender.limits)
    return Outbound(
        channel=ChannelId(parcel.channel),
        recipient=parcel.recipient,
        text=words.text,
        reference=str(parcel.id),
        buttons=words.buttons,
        ask_phone=content.ask_phone and sender.limits.can_ask_phone,
    )


def _after_error(parcel: Parcel, error: SendError, now: datetime) -> Outcome:
    # While the provider refuses all of ours, a message waits as long as it is of use.
    waits = error.account and parcel.expires_at is not None
    if not error.retry or (parcel.attempts >= MOST_ATTEMPTS and not waits):
        return Outcome(state=State.FAILED, at=now, reason=error.reason)
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
    """Queue messages and wake a worker, both in the caller's transaction."""
    ids = await store.put(connection, province, drafts, now)
    await jobs.wake_delivery(connection, ids)
