"""A channel is dead from noon to one: everybody is reached by it later, by the next rung, or stands on the
call list; nobody gets a second copy unless the first has failed or its time is up; then it is used again."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import pairwise

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.copies import deliver_notices
from bot.errors import SendError
from bot.leaving.release import release
from bot.message import ChannelId, Limits, Outbound, Receipt, ReceiptState
from bot.notifying.office import NoticeOffice
from bot.outbox import take_receipts
from bot.planning.plan import plan
from tests.bot.planning.planning import SetClock
from tests.proofs import account, crowd
from tests.proofs.account import CopyRow, copies, overdue
from tests.proofs.children import OA, SMS, TELEGRAM, limits, notice_office
from vietnam.calendar import VN

BEGINS, NOON, ONE, ENDS = (datetime(2026, 11, 10, hour, 0, tzinfo=VN) for hour in (11, 12, 13, 18))
MINUTE = timedelta(minutes=1)
APART = timedelta(minutes=4)
PEOPLE = 45
"""An event every four minutes from eleven to two."""


class Death(Enum):
    REFUSES = auto()
    """Each message for good."""
    BUSY = auto()
    """To be tried again later."""
    TIMES_OUT = auto()
    """No answer, and nothing arrives."""
    SWALLOWS = auto()
    """Takes all, and nothing arrives: a receipt never comes."""


_ERRORS = {
    Death.REFUSES: SendError("closed", retry=False),
    Death.BUSY: SendError("busy", retry=True),
    Death.TIMES_OUT: SendError("time-out", retry=True, unsure=True),
}


@dataclass(kw_only=True)
class Line:
    """One provider. What reaches a person is told of by a receipt a minute later."""

    limits: Limits
    clock: SetClock
    death: Death | None = None
    arrived: list[tuple[datetime, Outbound]] = field(default_factory=list)
    told: int = 0

    def is_dead(self) -> bool:
        return self.death is not None and NOON <= self.clock() < ONE

    async def send(self, message: Outbound) -> str | None:
        if self.is_dead():
            assert self.death is not None
            if self.death in _ERRORS:
                raise _ERRORS[self.death]
        else:
            self.arrived.append((self.clock(), message))
        return f"p{message.reference}"

    def receipts(self) -> list[Receipt]:
        new = [message for at, message in self.arrived[self.told :] if at <= self.clock() - MINUTE]
        self.told += len(new)
        if not self.limits.receipts:
            return []
        return [
            Receipt(
                channel=message.channel,
                state=ReceiptState.DELIVERED,
                at=self.clock(),
                reference=message.reference,
            )
            for message in new
        ]


async def a_day(engine: AsyncEngine, clock: SetClock, lines: Mapping[ChannelId, Line]) -> None:
    """Event by event, until the last ladder has ended; the checker looks every time."""
    office = notice_office(engine, clock, lines)
    await crowd.agree(engine, range(PEOPLE), BEGINS)
    for number in range(PEOPLE):
        clock.now = BEGINS + number * APART
        await crowd.feed(engine, [crowd.event(number, clock())], clock())
        await a_moment(office, lines)
        assert await overdue(engine, clock()) == []
    while clock() < ENDS:
        clock.pass_time(minutes=15)
        await a_moment(office, lines)
        assert await overdue(engine, clock()) == []


async def a_moment(office: NoticeOffice, lines: Mapping[ChannelId, Line]) -> None:
    """What a worker does, and then what providers tell."""
    await plan(office)
    while await release(office) or await deliver_notices(office.post):
        pass
    receipts = [receipt for line in lines.values() for receipt in line.receipts()]
    await take_receipts(office.post, receipts)


def where(number: int, dead: Collection[ChannelId], death: Death) -> ChannelId | None:
    """The channel that reaches this person in the end; None: an officer has to call."""
    first = crowd.chat_of(number) or SMS
    hit = first in dead and NOON <= BEGINS + number * APART < ONE
    if not hit or death is Death.BUSY:
        return first
    if first is SMS:
        return None
    # Whoever waited for a receipt is told when the hour is long over.
    return SMS if SMS not in dead or death is not Death.REFUSES else None


@pytest.mark.parametrize(
    ("dead", "death"),
    [
        *(pytest.param((OA,), death, id=f"Zalo, {death.name.lower()}") for death in Death),
        pytest.param((SMS,), Death.REFUSES, id="SMS, refuses"),
        pytest.param((SMS,), Death.SWALLOWS, id="SMS, swallows"),
        pytest.param((TELEGRAM,), Death.REFUSES, id="Telegram, refuses"),
        pytest.param((OA, SMS), Death.REFUSES, id="Zalo and SMS, refuses"),
        pytest.param((OA, SMS), Death.BUSY, id="Zalo and SMS, busy"),
    ],
)
async def test_everybody_is_reached_or_called(
    engine: AsyncEngine, dead: tuple[ChannelId, ...], death: Death
) -> None:
    clock = SetClock()
    lines = {
        name: Line(limits=limit, clock=clock, death=death if name in dead else None)
        for name, limit in limits(dedupes=False).items()
    }
    await a_day(engine, clock, lines)
    copied = await copies(engine)
    by_copy = {str(copy.id): copy for copy in copied}
    reached: dict[str, list[ChannelId]] = defaultdict(list)
    for line in lines.values():
        for _, message in line.arrived:
            for about in by_copy[message.reference].about:
                reached[about].append(message.channel)
    expected = {crowd.code(number): where(number, dead, death) for number in range(PEOPLE)}
    assert reached == {about: [channel] for about, channel in expected.items() if channel is not None}
    assert {notice.about: notice.state for notice in await account.notices(engine)} == {
        about: "calling" if channel is None else "delivered" for about, channel in expected.items()
    }
    assert too_early(copied) == []
    assert await account.forged_is_found(engine, clock())


def too_early(copied: Collection[CopyRow]) -> list[int]:
    """Copies that were queued though the one before them had neither failed nor had its time."""
    found = []
    for about in {about for copy in copied for about in copy.about}:
        own = [copy for copy in copied if about in copy.about]
        found += [
            later.id
            for earlier, later in pairwise(own)
            if earlier.state != "failed" and later.created_at < earlier.expires_at
        ]
    return found
