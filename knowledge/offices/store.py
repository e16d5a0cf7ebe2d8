"""The only SQL over offices."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.knowledge_offices import offices
from knowledge.offices.office import Office, OfficeKind, OfficeLevel

_FIELDS = [column.name for column in offices.columns if column.name != "province"]
_AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True)
class Kept:
    """`stale`: what is known was confirmed later."""

    taken: int = 0
    unchanged: int = 0
    stale: int = 0


async def every_office(conn: AsyncConnection, province: str) -> list[Office]:
    """All offices of a province, by code."""
    rows = await conn.execute(
        select(*(offices.c[name] for name in _FIELDS))
        .where(offices.c.province == province)
        .order_by(offices.c.code)
    )
    return [
        Office(**{**row, "kind": OfficeKind(row["kind"]), "level": OfficeLevel(row["level"])})
        for row in rows.mappings()
    ]


async def keep(conn: AsyncConnection, province: str, incoming: Sequence[Office]) -> Kept:
    """Takes new and changed offices, each code at most once in `incoming`, in the caller's transaction."""
    known = {office.code: office for office in await every_office(conn, province)}
    stale = [
        office
        for office in incoming
        if office.code in known and office.confirmed_on < known[office.code].confirmed_on
    ]
    unchanged = [office for office in incoming if known.get(office.code) == office]
    left_out = {office.code for office in (*stale, *unchanged)}
    taken = [office for office in incoming if office.code not in left_out]
    for start in range(0, len(taken), _AT_ONCE):
        await _write(conn, province, taken[start : start + _AT_ONCE])
    return Kept(taken=len(taken), unchanged=len(unchanged), stale=len(stale))


async def forget(conn: AsyncConnection, province: str, source: str) -> None:
    """Drops the offices that one source named, such as a sample of another day."""
    await conn.execute(delete(offices).where(offices.c.province == province, offices.c.source == source))


async def _write(conn: AsyncConnection, province: str, some: Sequence[Office]) -> None:
    statement = insert(offices).values([{"province": province, **vars(office)} for office in some])
    await conn.execute(
        statement.on_conflict_do_update(
            index_elements=["province", "code"],
            set_={name: statement.excluded[name] for name in _FIELDS},
        )
    )
