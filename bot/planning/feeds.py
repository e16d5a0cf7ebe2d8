"""A feed that fell silent is not a late office: what only the clock drives waits until it speaks again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notifying.notice import Desk, Task, TaskKind
from bot.notifying.office import NoticeOffice
from bot.planning import feeds_store as store
from bot.planning.plan_store import put_tasks
from bot.reply import Say
from knowledge.dossiers.dossier import local_day

CATCH_UP = timedelta(minutes=15)
"""What was held back is looked at so long after the first word: the feed brings what it missed meanwhile."""


async def heard(connection: AsyncConnection, province: str, units: Iterable[str], now: datetime) -> None:
    """The feed spoke of these units (codes), in the caller's transaction and before it watches what the feed
    brought. A silence ends, and what was held back comes up again."""
    named = sorted(set(units))  # one order for all writers: no deadlock
    if named and (spoke := await store.hear(connection, province, named, now)):
        await store.watch_again(connection, province, spoke, now + CATCH_UP, now)


async def silent_since(connection: AsyncConnection, province: str, unit_code: str) -> datetime | None:
    """When the feed last spoke of the unit, if it counts as silent: as old is what is known of it."""
    return await store.silent_since(connection, province, unit_code)


async def sweep(office: NoticeOffice) -> int:
    """Mark units of which the feed has said nothing for too many working hours, though they have work, and
    raise one task each; how many fell silent."""
    now = office.now()
    rules = office.rules(local_day(now))
    hours = rules.feed_silent_hours
    async with office.engine.begin() as connection:
        heard_at = await store.unheard(connection, office.province, now - timedelta(hours=hours))
        since = {unit: office.calendar.add_working_hours(at, hours) for unit, at in heard_at.items()}
        silent = {unit: at for unit, at in heard_at.items() if since[unit] <= now}
        if not silent:
            return 0
        marked = await store.mark_silent(connection, office.province, silent, since)
        tasks = [_task(unit, silent[unit], now) for unit in marked]
        await put_tasks(connection, office.province, tasks, now)
    return len(marked)


def _task(unit: str, heard_at: datetime, now: datetime) -> Task:
    return Task(
        kind=TaskKind.FEED_SILENT,
        desk=Desk.OPERATOR,
        mark=heard_at.isoformat(),
        unit_code=unit,
        dossier_code=None,
        due_at=now,
        says=(Say(wording="task.feed_silent", values={"unit": unit, "since": heard_at}),),
    )
