"""Offices from a file and back, in the formats that dossiers come in."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.dossiers.fileformat import format_of
from knowledge.dossiers.importing import Report
from knowledge.dossiers.refusal import Refusal
from knowledge.offices.office import Office, read_office, write_office
from knowledge.offices.store import every_office, keep


async def import_offices(
    conn: AsyncConnection, province: str, path: Path, progress: Callable[[int], None]
) -> Report:
    """Good rows are taken in the caller's transaction, the others reported. Raises `UnknownFormatError`."""
    good: dict[str, Office] = {}
    bad: list[Refusal] = []
    for row, fields in format_of(path).read(path):
        found = fields if isinstance(fields, Refusal) else read_office(fields, row)
        if isinstance(found, Refusal):
            bad.append(found)
        elif found.code in good:
            bad.append(Refusal(row=row, field="code", reason="mã đơn vị đã có ở dòng trên của tệp"))
        else:
            good[found.code] = found
        progress(1)
    kept = await keep(conn, province, list(good.values()))
    return Report(taken=kept.taken, unchanged=kept.unchanged, stale=kept.stale, refused=tuple(bad))


async def export_offices(conn: AsyncConnection, province: str, path: Path) -> int:
    """How many were written. Raises `UnknownFormatError`, `OSError`."""
    listed = await every_office(conn, province)
    format_of(path).write(path, map(write_office, listed))
    return len(listed)
