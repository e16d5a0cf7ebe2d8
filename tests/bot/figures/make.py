"""A small province whose figures can be counted by hand; nobody in it exists."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.figures.period import month
from bot.figures.scope import Scope
from db.tables.bot_notices import notices, tasks
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.store import apply
from tests.bot.make import dossier
from vietnam.calendar import VN

PROVINCE = "51"
NOW = datetime(2026, 11, 26, 9, tzinfo=VN)


def scope(**changed: Any) -> Scope:
    return Scope(**{"province": PROVINCE, "period": month("2026-11"), "now": NOW, **changed})


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """In November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=VN)


def ended(
    serial: int, end: datetime, due: str | None = "2026-11-20T17:00:00+07:00", **changed: Any
) -> Dossier:
    return dossier(
        **{
            "code": f"H48.12-261102-{serial:04d}",
            "status": 9,
            "due_at": due,
            "finished_at": end.isoformat(),
            "updated_at": (end + timedelta(minutes=1)).isoformat(),
            **changed,
        }
    )


def running(serial: int, due: str, **changed: Any) -> Dossier:
    return dossier(**{"code": f"H48.12-261102-{serial:04d}", "due_at": due, **changed})


async def keep(engine: AsyncEngine, *dossiers: Dossier, source: Source = Source.FEED) -> None:
    async with engine.begin() as connection:
        applied = await apply(connection, PROVINCE, dossiers, source)
    assert applied.taken == len(dossiers)


async def put_notice(connection: AsyncConnection, serial: int, **columns: Any) -> int:
    """One that was delivered by Zalo a minute after its event, unless told otherwise."""
    event_at = columns.pop("event_at", at(10))
    row = {
        "province": PROVINCE,
        "once_key": f"test/{serial}",
        "kind": "ready",
        "subject": "+84905000001",
        "dossier_code": f"H48.12-261102-{serial:04d}",
        "unit_code": "H48.12",
        "state": "delivered",
        "event_at": event_at,
        "planned_at": event_at,
        "expires_at": event_at + timedelta(days=2),
        "rung": 1,
        "left_at": event_at,
        "ended_at": event_at + timedelta(minutes=1),
        "ended_on": "zalo_oa",
        **columns,
    }
    return int((await connection.execute(insert(notices).values(row).returning(notices.c.id))).scalar_one())


async def put_task(connection: AsyncConnection, serial: int, **columns: Any) -> int:
    row = {
        "province": PROVINCE,
        "once_key": f"test/{serial}/{columns.get('kind')}",
        "kind": "letter_missed",
        "desk": "head",
        "unit_code": "H48.12",
        "dossier_code": f"H48.12-261102-{serial:04d}",
        "content": {"says": []},
        "due_at": at(20),
        "created_at": at(20),
        **columns,
    }
    return int((await connection.execute(insert(tasks).values(row).returning(tasks.c.id))).scalar_one())
