"""Loading the sample province, and whether the one that is there is today's."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.planning import watch
from knowledge.dossiers.change import Applied
from knowledge.dossiers.sample import load_sample
from knowledge.dossiers.sample_demo import DemoCase, demo
from knowledge.dossiers.store import lookup, sample_codes
from knowledge.offices.sample import sample_offices
from knowledge.offices.store import keep
from vietnam.calendar import WorkCalendar


async def load_province(engine: AsyncEngine, province: str, now: datetime, calendar: WorkCalendar) -> Applied:
    """Offices and about 3,000 dossiers of the sample, instead of those of another day; real ones stay. What
    the clock asks of officers shows too."""
    async with engine.begin() as connection:
        await keep(connection, province, sample_offices())
        await watch.forget(connection, province, await sample_codes(connection, province))
        applied = await load_sample(connection, province, now, calendar)
        await watch.note(connection, province, await sample_codes(connection, province), now)
        return applied


async def is_todays(engine: AsyncEngine, province: str, now: datetime, calendar: WorkCalendar) -> bool:
    """Every dossier that README and the pages name is there and not older than the sample of today."""
    async with engine.connect() as connection:
        return all([await _is_there(connection, province, case) for case in demo(now, calendar)])


async def _is_there(connection: AsyncConnection, province: str, case: DemoCase) -> bool:
    found = await lookup(connection, province, case.code)
    return found is not None and (found.due_at, found.applicant) == (
        case.dossier.due_at,
        case.dossier.applicant,
    )
