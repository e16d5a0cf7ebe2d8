"""Dossiers from a file: the good rows are taken, the others reported."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.event import read_event
from knowledge.dossiers.fileformat import format_of
from knowledge.dossiers.flat import unflatten
from knowledge.dossiers.refusal import Refusal
from knowledge.dossiers.store import apply

_BATCH = 20_000
"""Rows held in memory at once."""


@dataclass(frozen=True, kw_only=True)
class Report:
    taken: int = 0
    unchanged: int = 0
    stale: int = 0
    refused: tuple[Refusal, ...] = ()


async def import_dossiers(
    conn: AsyncConnection,
    province: str,
    path: Path,
    progress: Callable[[int], None],
    *,
    source: Source = Source.IMPORT,
    then: Callable[[Sequence[Dossier]], Awaitable[None]] | None = None,
) -> Report:
    """In the caller's transaction: all good rows of the file or, after an error, none. `progress` is told
    how many rows more are done, `then` is given the dossiers that they brought. Raises `UnknownFormatError`,
    `OSError`."""
    report = Report()
    events = read_file(path)
    while batch := list(islice(events, _BATCH)):
        good = [(row, event) for row, event in batch if isinstance(event, Dossier)]
        bad = [event for _, event in batch if isinstance(event, Refusal)]
        dossiers = [dossier for _, dossier in good]
        applied = await apply(conn, province, dossiers, source)
        if then is not None:
            await then(dossiers)
        bad += [conflict(*good[at]) for at in applied.conflicts]
        report = Report(
            taken=report.taken + applied.taken,
            unchanged=report.unchanged + applied.unchanged,
            stale=report.stale + applied.stale,
            refused=(*report.refused, *sorted(bad, key=lambda refusal: refusal.row)),
        )
        progress(len(batch))
    return report


def read_file(path: Path) -> Iterator[tuple[int, Dossier | Refusal]]:
    """Each row of the file as the dossier that it is, or why it is none."""
    file_format = format_of(path)
    for row, given in file_format.read(path):
        found: Mapping[str, object] | Refusal = given
        if file_format.flat and not isinstance(found, Refusal):
            found = unflatten(found, row)
        yield row, found if isinstance(found, Refusal) else read_event(found, row)


def conflict(row: int, dossier: Dossier) -> Refusal:
    field = "updated_at" if dossier.sequence is None else "sequence"
    return Refusal(row=row, field=field, reason="cùng lần cập nhật với bản đã có nhưng nội dung khác")
