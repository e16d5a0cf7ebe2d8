"""Which dossiers are looked at for notices, and when."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import jobs
from bot.notifying import watch_store as store


async def note(connection: AsyncConnection, province: str, codes: Iterable[str], now: datetime) -> None:
    """Have these dossiers (canonical numbers) looked at now and wake a planner, both once the caller's
    transaction commits. In one statement, however many there are."""
    if watched := sorted(set(codes)):  # one order for all writers: no deadlock
        await store.watch(connection, province, watched, now)
        await jobs.wake_planner(connection)
