"""Which dossiers are looked at for notices, and when."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import jobs
from bot.planning import watch_store as store
from knowledge.dossiers.dossier import Dossier, is_open

OVER_AFTER = timedelta(days=60)
"""Longer than the last reminder to collect a result, over Tết too."""


async def note(connection: AsyncConnection, province: str, codes: Iterable[str], now: datetime) -> None:
    """Have these dossiers (canonical numbers) looked at now and wake a planner, both once the caller's
    transaction commits. In one statement, however many there are."""
    if watched := sorted(set(codes)):  # one order for all writers: no deadlock
        await store.watch(connection, province, watched, now)
        await jobs.wake_planner(connection)


async def note_imported(
    connection: AsyncConnection, province: str, dossiers: Iterable[Dossier], now: datetime
) -> None:
    """Like `note`, without those that have long been over: files bring whole archives."""
    since = now - OVER_AFTER
    alive = (dossier for dossier in dossiers if is_open(dossier) or dossier.updated_at > since)
    await note(connection, province, (dossier.code for dossier in alive), now)


async def forget(connection: AsyncConnection, province: str, codes: Iterable[str]) -> None:
    """Watches, tasks and notices of these dossiers: for samples, which are replaced as a whole."""
    await store.forget(connection, province, list(codes))
