"""The sample dossiers that the pages offer to try, as they were loaded: their numbers hold that day."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.dossiers.sample_demo import DemoCase, demo
from knowledge.dossiers.store import lookup
from vietnam.calendar import WorkCalendar
from webhooks.house import Clock

DAYS_BACK = 14
"""How long a server is expected to run on one loading of the sample."""
KEPT = timedelta(minutes=1)


class LoadedExamples:
    """Looks in the database once a minute at most: which day's sample is there, if any."""

    def __init__(self, engine: AsyncEngine, province: str, calendar: WorkCalendar, clock: Clock) -> None:
        self._engine, self._province, self._calendar, self._clock = engine, province, calendar, clock
        self._found: Sequence[DemoCase] = ()
        self._good_until = clock() - KEPT

    async def __call__(self) -> Sequence[DemoCase]:
        now = self._clock()
        if now >= self._good_until:
            self._found = await self._look()
            self._good_until = now + KEPT
        return self._found

    async def _look(self) -> Sequence[DemoCase]:
        async with self._engine.connect() as connection:
            for back in range(DAYS_BACK):
                cases = demo(self._clock() - timedelta(days=back), self._calendar)
                if await lookup(connection, self._province, cases[0].code):
                    return cases
        return ()
