"""Imported procedures in the database: the only SQL of this room. Nothing here commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.knowledge_procedures import procedures
from knowledge.procedures.codec import fingerprint, from_document, to_document
from knowledge.procedures.procedure import Procedure


@dataclass(frozen=True, kw_only=True)
class Version:
    """Changes whenever an import changes what is known; compared by a running server."""

    count: int
    updated_at: datetime | None


async def save(
    connection: AsyncConnection, province: str, batch: Sequence[Procedure], *, now: datetime
) -> int:
    """Writes what is new or different, and returns how many that were; the rest stands as it was.

    A code that comes twice in the batch is taken as it comes last.
    """
    rows = {procedure.code: _row(province, procedure, now) for procedure in batch}
    if not rows:
        return 0
    statement = insert(procedures).values(list(rows.values()))
    new = statement.excluded
    changed = statement.on_conflict_do_update(
        index_elements=[procedures.c.province, procedures.c.code],
        set_={"document": new.document, "content_hash": new.content_hash, "updated_at": new.updated_at},
        where=procedures.c.content_hash != new.content_hash,
    ).returning(procedures.c.code)
    return len((await connection.execute(changed)).all())


async def load_all(connection: AsyncConnection, province: str) -> tuple[Procedure, ...]:
    """Every imported procedure of the province, by code."""
    rows = await connection.execute(
        select(procedures.c.document).where(procedures.c.province == province).order_by(procedures.c.code)
    )
    return tuple(from_document(row.document) for row in rows)


async def version(connection: AsyncConnection, province: str) -> Version:
    row = await connection.execute(
        select(func.count(), func.max(procedures.c.updated_at)).where(procedures.c.province == province)
    )
    count, updated_at = row.one()
    return Version(count=count, updated_at=updated_at)


def _row(province: str, procedure: Procedure, now: datetime) -> dict[str, object]:
    document = to_document(procedure)
    return {
        "province": province,
        "code": procedure.code,
        "document": document,
        "content_hash": fingerprint(document),
        "updated_at": now,
    }
