"""Numbers that are not the citizen's, and of which dossiers they were told: SQL."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.bot_notices import notices, wrong_numbers


@dataclass(frozen=True, kw_only=True)
class About:
    """A dossier of which a subject was told, and whose it is."""

    dossier_code: str
    unit_code: str | None


async def told_about(
    connection: AsyncConnection, province: str, subject: str, since: datetime, limit: int
) -> list[About]:
    """Dossiers of which a subject was told since then, newest first."""
    c = notices.c
    newest = func.max(c.id)
    statement = (
        select(c.dossier_code, func.max(c.unit_code))
        .where(c.province == province, c.subject == subject, c.planned_at > since)
        .where(c.dossier_code.is_not(None), c.left_at.is_not(None))
        .group_by(c.dossier_code)
        .order_by(newest.desc())
        .limit(limit)
    )
    found = await connection.execute(statement)
    return [About(dossier_code=code, unit_code=unit) for code, unit in found]


async def note_wrong_number(connection: AsyncConnection, province: str, phone: str, now: datetime) -> bool:
    """True when it was not known yet."""
    statement = insert(wrong_numbers).values(province=province, phone=phone, at=now)
    added = await connection.execute(statement.on_conflict_do_nothing().returning(wrong_numbers.c.phone))
    return added.one_or_none() is not None


async def clear_wrong_number(connection: AsyncConnection, province: str, phone: str) -> bool:
    """True when it was noted as one."""
    c = wrong_numbers.c
    gone = delete(wrong_numbers).where(c.province == province, c.phone == phone).returning(c.phone)
    return (await connection.execute(gone)).one_or_none() is not None
