"""CSV, plain or gzipped, in UTF-8: with commas, tabs, or the semicolons of a Vietnamese Excel.

Cells that a spreadsheet would take for a formula are written behind an apostrophe, which reading takes
away again (https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path

from knowledge.dossiers.fileformat import FileFormat, Row, create_bytes, open_bytes
from knowledge.dossiers.refusal import Refusal

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_DELIMITERS = ",;\t"
_BROKEN = (EOFError, OSError, zlib.error)
_CUT = "tệp nén bị hỏng hoặc bị cắt ngang"


def read(path: Path) -> Iterator[Row]:
    """Row 1 is the header; a cell with line breaks does not shift the numbers, as in a spreadsheet."""
    with open_bytes(path) as file:
        # surrogateescape keeps a broken byte visible, so that one row is refused instead of the file
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
        try:
            delimiter, header = _header(text)
        except _BROKEN:
            yield 1, Refusal(row=1, field="", reason=_CUT)
            return
        if problem := _header_problem(header):
            yield 1, Refusal(row=1, field="", reason=problem)
            return
        yield from _rows(header, csv.reader(text, delimiter=delimiter, strict=True))


def write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    listed = list(rows)
    header = list(dict.fromkeys(name for row in listed for name in row))
    with create_bytes(path) as file, io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(header)
        writer.writerows([_guarded(row.get(name)) for name in header] for row in listed)


def _header(text: io.TextIOWrapper) -> tuple[str, list[str]]:
    first = text.readline()
    if first.lower().startswith("sep="):  # Excel's own hint
        first = text.readline()
    delimiter = max(_DELIMITERS, key=first.count)
    return delimiter, [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]


def _rows(header: list[str], reader: Iterator[list[str]]) -> Iterator[Row]:
    for number in count(2):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, Refusal(row=number, field="", reason="dấu ngoặc kép hoặc độ dài ô không đúng")
            continue
        except _BROKEN:
            yield number, Refusal(row=number, field="", reason=_CUT)
            return
        if any(cell.strip() for cell in cells):
            yield number, _row(number, header, cells)


def _row(number: int, header: list[str], cells: list[str]) -> Mapping[str, object] | Refusal:
    if len(cells) != len(header):
        return Refusal(row=number, field="", reason=f"có {len(cells)} ô, tiêu đề có {len(header)} cột")
    for name, cell in zip(header, cells, strict=True):
        if not _is_utf8(cell):
            return Refusal(row=number, field=name, reason="có ký tự không phải UTF-8")
    return {name: _unguarded(cell) for name, cell in zip(header, cells, strict=True) if name}


def _header_problem(header: list[str]) -> str | None:
    if not all(map(_is_utf8, header)):
        return "dòng tiêu đề có ký tự không phải UTF-8; hãy lưu lại dạng CSV UTF-8"
    named = [name for name in header if name]
    return "tiêu đề có tên cột trùng nhau" if len(set(named)) < len(named) else None


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _guarded(cell: object) -> str:
    if cell is None:
        return ""
    text = str(cell).lower() if isinstance(cell, bool) else str(cell)
    return f"'{text}" if text.startswith((*_FORMULA_STARTS, "'")) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA_STARTS, "'")) else cell


FORMAT = FileFormat(suffixes=(".csv", ".csv.gz"), flat=True, read=read, write=write)
