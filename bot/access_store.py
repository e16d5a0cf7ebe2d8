"""Wrong proofs and one-time codes in the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.bot import one_time_codes, proof_tries

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Tried:
    """Who tried, and on which unit's numbers of which day."""

    channel: str
    sender: str
    unit_day: str


@dataclass(frozen=True, kw_only=True)
class Tries:
    """Wrong tries: of the sender in the window, on the unit and day in a day, of everybody in an hour."""

    sender: int
    unit_day: int
    overall: int


async def count_tries(
    connection: AsyncConnection, province: str, tried: Tried, now: datetime, window: timedelta
) -> Tries:
    """One statement, whatever was tried: the time taken tells nothing."""
    table = proof_tries.c
    by_sender = (
        select(func.count())
        .where(table.province == province, table.channel == tried.channel, table.sender == tried.sender)
        .where(table.at > now - window)
    )
    by_unit = (
        select(func.count())
        .where(table.province == province, table.unit_day == tried.unit_day)
        .where(table.at > now - DAY)
    )
    overall = select(func.count()).where(table.province == province, table.at > now - HOUR)
    statement = select(by_sender.scalar_subquery(), by_unit.scalar_subquery(), overall.scalar_subquery())
    row = (await connection.execute(statement)).one()
    return Tries(sender=row[0], unit_day=row[1], overall=row[2])


async def note_try(connection: AsyncConnection, province: str, tried: Tried, now: datetime) -> None:
    await connection.execute(
        insert(proof_tries).values(
            province=province, at=now, channel=tried.channel, sender=tried.sender, unit_day=tried.unit_day
        )
    )


@dataclass(frozen=True, kw_only=True)
class IssuedCode:
    """A one-time code as it is stored: a keyed digest, never the code."""

    id: int
    phone: str
    digest: str
    tries: int


async def codes_issued(
    connection: AsyncConnection, province: str, *, channel: str, sender: str, phone: str, since: datetime
) -> tuple[int, int]:
    """How many codes this sender asked for, and how many were asked for this phone, since then."""
    table = one_time_codes.c
    recent = (table.province == province, table.issued_at > since)
    by_sender = select(func.count()).where(*recent, table.channel == channel, table.sender == sender)
    by_phone = select(func.count()).where(*recent, table.phone == phone)
    row = (await connection.execute(select(by_sender.scalar_subquery(), by_phone.scalar_subquery()))).one()
    return row[0], row[1]


async def keep_code(
    connection: AsyncConnection,
    province: str,
    *,
    channel: str,
    sender: str,
    phone: str,
    digest: str,
    now: datetime,
) -> None:
    await connection.execute(
        insert(one_time_codes).values(
            province=province, channel=channel, sender=sender, phone=phone, digest=digest, issued_at=now
        )
    )


async def newest_code(
    connection: AsyncConnection, province: str, *, channel: str, sender: str, since: datetime
) -> IssuedCode | None:
    """The last code asked for by this sender, unless it is used or was issued before `since`."""
    table = one_time_codes.c
    statement = (
        select(table.id, table.phone, table.digest, table.tries)
        .where(table.province == province, table.channel == channel, table.sender == sender)
        .where(table.issued_at > since, table.used_at.is_(None))
        .order_by(table.id.desc())
        .limit(1)
    )
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        return None
    return IssuedCode(id=row.id, phone=row.phone, digest=row.digest, tries=row.tries)


async def count_wrong_code(connection: AsyncConnection, province: str, code_id: int) -> None:
    await connection.execute(
        update(one_time_codes)
        .where(one_time_codes.c.province == province, one_time_codes.c.id == code_id)
        .values(tries=one_time_codes.c.tries + 1)
    )


async def use_code(connection: AsyncConnection, province: str, code_id: int, now: datetime) -> None:
    await connection.execute(
        update(one_time_codes)
        .where(one_time_codes.c.province == province, one_time_codes.c.id == code_id)
        .values(used_at=now)
    )
