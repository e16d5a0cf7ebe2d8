"""The providers' side: reads what was taken and posts receipts as real ones come: doubled, late, in the wrong
order, about messages of nobody, wrong at first, or never."""

import asyncio
import heapq
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.message import ChannelId, Receipt, ReceiptState
from bot.outbox import PostOffice, take_receipts
from tests.proofs.crowd import IN_CAMPAIGN
from tests.proofs.journal import Journal, Taken

D, R, F = ReceiptState.DELIVERED, ReceiptState.READ, ReceiptState.FAILED
SOON, LATE = (0.0, 120.0), (3 * 3600.0, 6 * 3600.0)
"""Seconds after a message was taken; late is after its channel's time was up."""
Way = tuple[tuple[ReceiptState, ...], tuple[float, float]]
WAYS: tuple[tuple[float, Way], ...] = (
    (0.70, ((D,), SOON)),
    (0.10, ((D, D), SOON)),
    (0.08, ((R, D, D), SOON)),
    (0.04, ((F,), SOON)),
    (0.02, ((F, D), SOON)),
    (0.03, ((D, R), LATE)),
    (0.03, ((), SOON)),
)
RELIABLE: tuple[tuple[float, Way], ...] = ((0.9, ((D,), SOON)), (0.1, ((R, D, D), SOON)))
GOOD = {D, R}
MOSTLY_GOOD: tuple[tuple[float, Way], ...] = (
    (0.90, ((D,), SOON)),
    (0.05, ((D, R, D), SOON)),
    (0.01, ((F,), SOON)),
    (0.02, ((D,), LATE)),
    (0.02, ((), SOON)),
)
"""For campaigns, which stop by themselves when a tenth goes wrong."""


@dataclass(kw_only=True)
class Provider:
    """`silent` channels send no receipts. Repeated references are dropped where `dedupes`; `repeated` counts
    them, `reached` holds what people got. `posted`: what was told of each message, when."""

    office: PostOffice
    journal: Journal
    clock: Callable[[], datetime]
    silent: frozenset[ChannelId]
    dedupes: bool = False
    ways: tuple[tuple[float, Way], ...] = WAYS
    rng: random.Random = field(default_factory=lambda: random.Random(7))
    reached: dict[int, list[Taken]] = field(default_factory=lambda: defaultdict(list))
    repeated: int = 0
    posted: dict[int, list[tuple[ReceiptState, datetime]]] = field(default_factory=lambda: defaultdict(list))
    strangers: int = 0
    _waiting: list[tuple[datetime, float, Receipt]] = field(default_factory=list)

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self.look()
            await self.post()
            await asyncio.sleep(0.02)

    def look(self) -> None:
        for taken in self.journal.news():
            number = int(taken.reference)
            if number in self.reached:
                self.repeated += 1
                if self.dedupes:
                    continue
            self.reached[number].append(taken)
            if taken.channel not in self.silent:
                self._think_of_receipts(taken)

    def _think_of_receipts(self, taken: Taken) -> None:
        ways = MOSTLY_GOOD if taken.recipient.startswith(IN_CAMPAIGN) and self.ways is WAYS else self.ways
        chances = [chance for chance, _ in ways]
        states, (least, most) = self.rng.choices([way for _, way in ways], chances)[0]
        for state in states:
            due = self.clock() + timedelta(seconds=self.rng.uniform(least, most))
            receipt = Receipt(channel=taken.channel, state=state, at=due, reference=taken.reference)
            heapq.heappush(self._waiting, (due, self.rng.random(), receipt))

    async def post(self) -> None:
        now = self.clock()
        due: list[Receipt] = []
        while self._waiting and self._waiting[0][0] <= now and len(due) < 500:
            due.append(heapq.heappop(self._waiting)[2])
        if not due:
            return
        strange = self._strange(due[0])
        batch = [*due, *strange]
        self.rng.shuffle(batch)
        while True:
            try:
                known = await take_receipts(self.office, batch)
                break
            except (SQLAlchemyError, OSError):  # as a provider that is not thanked comes again
                await asyncio.sleep(0.2)
        for receipt, ours in zip(batch, known, strict=True):
            assert ours is not any(receipt is one for one in strange)
            if ours:
                # It may have counted from the one moment on, and has from the other.
                at = now if receipt.state is F else self.clock()
                self.posted[int(receipt.reference or 0)].append((receipt.state, at))
        self.strangers += len(strange)

    def _strange(self, like: Receipt) -> list[Receipt]:
        """About no message of ours, and about one of another channel."""
        return [
            Receipt(channel=like.channel, state=D, at=like.at, reference="9" * 15),
            Receipt(channel=ChannelId("other"), state=D, at=like.at, reference=like.reference),
        ]

    def waiting(self, until: datetime) -> bool:
        return any(due <= until for due, _, _ in self._waiting)
