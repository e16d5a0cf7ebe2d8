"""Copies of notices on their way: claimed in batches, sent beside each other, written down in batches.

A copy of which nobody knows whether it was taken is not sent again where that could make two of it: it counts
as sent, with that reason, and the ladder of its notice goes on when its time is up.
"""

import asyncio
import logging
from asyncio import Task
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot import copy_store, pace_store
from bot.errors import SendError
from bot.message import ChannelId, Sender
from bot.outbox import (
    MOST_ATTEMPTS,
    NOT_CONFIGURED,
    STUCK_AFTER,
    PostOffice,
    attempt,
    tell_notices,
    try_again,
)
from bot.outbox_store import Outcome, Parcel, State

log = logging.getLogger(__name__)

AT_ONCE = 80
"""Copies in the air on one channel in one process. Beside more of a campaign, the notice of what has just
happened waits for seconds."""
AT_A_TIME = 10
"""Copies made ready, some 0.3 ms each, before all else in this process gets its turn."""
GROUP = 50
GROUP_SECONDS = 0.05
"""Outcomes are written when so many are there, or the first has waited so long."""
LOOK_AGAIN = 0.25
"""Seconds between two looks for more while something is in the air that takes its time."""
WRITE_AGAIN = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds between tries to write outcomes down; together well below STUCK_AFTER."""


async def deliver_notices(office: PostOffice, limit: int = 500) -> int:
    """Send all copies that are due and may leave now; how many were tried. `limit`: of one claim."""
    return sum(await asyncio.gather(*(deliver_on(office, channel, limit) for channel in office.senders)))


async def end_unreachable(office: PostOffice) -> int:
    """Fail copies for channels that are no longer configured, so that their ladders go on; how many."""
    now = office.clock()
    async with office.engine.begin() as connection:
        lost = await copy_store.end_unreachable(
            connection, office.province, list(office.senders), NOT_CONFIGURED, now
        )
        await tell_notices(connection, office, lost, now)
    return len(lost)


async def deliver_on(office: PostOffice, channel: ChannelId, limit: int = 500) -> int:
    """The same on one channel. Ends when nothing more is due, or its pace is used up."""
    run = _Run(office=office, channel=channel, sender=office.senders[channel], limit=limit)
    await run.settle()
    try:
        await run.go()
    except Exception:
        await run.land()
        raise
    return run.tried


@dataclass(kw_only=True)
class _Run:
    """What one channel has in the air."""

    office: PostOffice
    channel: ChannelId
    sender: Sender
    limit: int
    tried: int = 0
    more: bool = True
    """The last claim found something, and the channel's pace was not the reason why it found no more."""
    in_air: set[Task[None] | None] = field(default_factory=set)
    landed: list[tuple[int, Outcome]] = field(default_factory=list)
    bell: asyncio.Event = field(default_factory=asyncio.Event)

    async def settle(self) -> None:
        """End what a dead worker left in the air."""
        office, now = self.office, self.office.clock()
        async with office.engine.begin() as connection:
            stuck = await copy_store.settle_stuck(
                connection,
                office.province,
                self.channel,
                now - STUCK_AFTER,
                now,
                again=self.sender.limits.dedupes,
            )
        if stuck:
            log.warning("%d copies of notices had lost their sender on %s", stuck, self.channel)

    async def go(self) -> None:
        time = asyncio.get_running_loop().time
        look_at = write_at = time()
        while True:
            room = AT_ONCE - len(self.in_air)
            if room >= AT_ONCE // 2 and (self.more or time() >= look_at):
                await self.launch(min(room, self.limit))
                look_at = time() + LOOK_AGAIN
            if not self.in_air and not self.landed and not self.more:
                return
            if not self.landed:
                await self.hear(GROUP_SECONDS)
                write_at = time() + GROUP_SECONDS
            elif self.in_air and len(self.landed) < GROUP and time() < write_at:
                await self.hear(write_at - time())
            if len(self.landed) >= GROUP or not self.in_air or time() >= write_at:
                await self.write()

    async def launch(self, wanted: int) -> None:
        parcels = await self.claim(wanted)
        for number, parcel in enumerate(parcels, 1):
            task = asyncio.create_task(self.send(parcel))
            self.in_air.add(task)
            if number % AT_A_TIME == 0:
                await asyncio.sleep(0)
        self.tried += len(parcels)

    async def claim(self, wanted: int) -> list[Parcel]:
        """Tokens first; those that find nothing to send, or something too late to be sent, go back."""
        office, rate, now = self.office, pace_store.rate_of(self.sender.limits), self.office.clock()
        async with office.engine.begin() as connection:
            claim = partial(copy_store.claim_copies, connection, office.province, self.channel, now)
            if rate is None:
                parcels = await claim(wanted)
                self.more = bool(parcels)
                return parcels
            if not await copy_store.any_due(connection, office.province, self.channel, now):
                self.more = False
                return []
            granted = await pace_store.take(connection, office.province, self.channel, wanted, rate, now)
            parcels = await claim(granted)
            unused = granted - sum(not _too_late(parcel, now) for parcel in parcels)
            if unused:
                await pace_store.charge(connection, office.province, self.channel, -unused, rate, now)
            self.more = bool(parcels) and (granted == wanted or unused > 0)
            return parcels

    async def send(self, parcel: Parcel) -> None:
        """A bug of ours or of a channel leaves the copy in the air: it is settled as one not heard of."""
        try:
            outcome = await attempt(self.office, parcel, self.after_error)
        except Exception as error:
            log.error("a copy on %s broke its sender: %s", self.channel, type(error).__name__)
        else:
            self.landed.append((parcel.id, outcome))
        finally:
            self.in_air.discard(asyncio.current_task())
            self.bell.set()

    def after_error(self, parcel: Parcel, error: SendError, now: datetime) -> Outcome:
        if error.unsure and not self.sender.limits.dedupes:
            return Outcome(state=State.SENT, at=now, reason=copy_store.NOT_HEARD)
        if not error.retry or (parcel.expires_at is None and parcel.attempts >= MOST_ATTEMPTS):
            return Outcome(state=State.FAILED, at=now, reason=error.reason)
        return try_again(parcel, error, now)

    async def hear(self, seconds: float) -> None:
        """Until one lands, or the time is up."""
        try:
            async with asyncio.timeout(seconds):
                await self.bell.wait()
        except TimeoutError:
            return
        self.bell.clear()

    async def write(self) -> None:
        landed, self.landed = self.landed, []
        if not landed:
            return
        for wait in WRITE_AGAIN:
            try:
                await self.write_once(landed)
            except (SQLAlchemyError, OSError) as error:
                log.warning("outcomes on %s could not be written: %s", self.channel, type(error).__name__)
                await asyncio.sleep(wait)
            else:
                return
        await self.write_once(landed)

    async def write_once(self, landed: list[tuple[int, Outcome]]) -> None:
        office, now = self.office, self.office.clock()
        async with office.engine.begin() as connection:
            written = await copy_store.write_outcomes(connection, office.province, landed)
            await tell_notices(connection, office, written, now)

    async def land(self) -> None:
        """Wait for what is in the air, and write it down."""
        while self.in_air:
            await self.hear(GROUP_SECONDS)
        await self.write()


def _too_late(parcel: Parcel, now: datetime) -> bool:
    return parcel.expires_at is not None and now >= parcel.expires_at
