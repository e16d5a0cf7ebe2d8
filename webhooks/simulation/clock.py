"""Time as the simulation makes it: the true moment, what the machine takes it for, and what comes when."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Act = Callable[[], None]


@dataclass(kw_only=True)
class VirtualClock:
    """Called, it says what the machine believes: `true` and, after a jump of its clock, `skew` beside it."""

    true: datetime
    skew: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return self.true + self.skew

    def truly(self, believed: datetime) -> datetime:
        """When the machine will believe this moment to have come, its clock as it stands."""
        return believed - self.skew


@dataclass(kw_only=True)
class Agenda:
    """What happens when, in true time; at one moment in the order in which it was put."""

    _heap: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _put: int = 0

    def put(self, at: datetime, act: Act) -> None:
        heapq.heappush(self._heap, (at, self._put, act))
        self._put += 1

    @property
    def next_at(self) -> datetime | None:
        return self._heap[0][0] if self._heap else None

    def until(self, now: datetime) -> Iterator[Act]:
        """All that is due, also what is put meanwhile."""
        while self._heap and self._heap[0][0] <= now:
            yield heapq.heappop(self._heap)[2]
