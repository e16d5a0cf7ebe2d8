"""Dossiers to a file that `import dossiers` takes back as unchanged."""

from pathlib import Path
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.dossiers.event import to_event
from knowledge.dossiers.fileformat import format_of
from knowledge.dossiers.flat import flatten
from knowledge.dossiers.store import everything


async def export_dossiers(conn: AsyncConnection, province: str, path: Path) -> int:
    """How many were written. The file appears under its name only when it is whole, readable by its
    owner only. Raises `UnknownFormatError`, `OSError`."""
    file_format = format_of(path)
    events = [to_event(dossier) async for dossier in everything(conn, province)]
    half = path.with_name(f".{uuid4().hex[:8]}.{path.name}")
    half.touch(mode=0o600)
    try:
        file_format.write(half, map(flatten, events) if file_format.flat else events)
        half.rename(path)
    finally:
        half.unlink(missing_ok=True)
    return len(events)
