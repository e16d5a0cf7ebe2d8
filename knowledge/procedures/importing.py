"""A file of procedures into the database: line by line, the good rows taken, the bad ones reported."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.procedures import store
from knowledge.procedures.importer import Importer, Refusal, all_importers, read_record
from knowledge.procedures.procedure import Procedure
from knowledge.procedures.report import Report

_BATCH = 200
_NUL = re.compile(rb"\\u0000")
_BOM = b"\xef\xbb\xbf"

Progress = Callable[[int], None]


async def import_procedures(
    connection: AsyncConnection,
    lines: Iterable[str | bytes],
    *,
    province: str,
    now: datetime,
    checked_on: date | None = None,
    progress: Progress | None = None,
) -> Report:
    """Takes JSON Lines of any shape that an importer knows. The caller opens and commits the transaction.

    `checked_on` is the day the file was read at its source, for records that do not say it themselves.
    `progress` is told after each batch how many rows are done. The same file again changes nothing.
    """
    report, seen = Report(), dict[str, int]()
    rows = read_rows(lines, checked_on=checked_on)
    done = 0
    while batch := list(islice(rows, _BATCH)):
        await _take(connection, province, _first_of_each(batch, seen, report), report, now)
        done += len(batch)
        if progress is not None:
            progress(done)
    return report


def read_rows(
    lines: Iterable[str | bytes], *, checked_on: date | None = None
) -> Iterator[tuple[int, Procedure | Refusal]]:
    """Each line with its number, read but not stored; empty lines are passed over, and the byte order mark
    that some programs put at the beginning of a file, which joined files have in the middle too."""
    members = all_importers()
    for row, line in enumerate(lines, start=1):
        if bare := _bytes(line).removeprefix(_BOM).strip():
            yield row, _read(bare, row, members, checked_on)


def _bytes(line: str | bytes) -> bytes:
    return line if isinstance(line, bytes) else line.encode(errors="surrogatepass")


async def _take(
    connection: AsyncConnection, province: str, batch: Sequence[Procedure], report: Report, now: datetime
) -> None:
    taken = await store.save(connection, province, batch, now=now)
    report.taken += taken
    report.unchanged += len(batch) - taken
    for procedure in batch:
        report.count(procedure)


def _first_of_each(
    batch: Sequence[tuple[int, Procedure | Refusal]], seen: dict[str, int], report: Report
) -> list[Procedure]:
    """The good rows; a code that the file has already given is refused, since one of the two is wrong."""
    good = []
    for row, item in batch:
        if isinstance(item, Refusal):
            report.refused.append(item)
        elif item.code in seen:
            reason = f"the file has {item.code} already in row {seen[item.code]}"
            report.refused.append(Refusal(row=row, field="code", reason=reason))
        else:
            seen[item.code] = row
            good.append(item)
    return good


def _read(
    line: bytes, row: int, members: tuple[Importer, ...], checked_on: date | None
) -> Procedure | Refusal:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return Refusal(row=row, field="", reason=f"not JSON: {error}")
    if _NUL.search(line):
        return Refusal(row=row, field="", reason="holds the character NUL, which the database cannot keep")
    if not isinstance(record, dict):
        return Refusal(row=row, field="", reason="not a JSON object")
    if checked_on is not None:
        record.setdefault("checked_on", checked_on.isoformat())
    return read_record(record, row, members)
