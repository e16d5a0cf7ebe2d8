"""Excel workbooks: the first sheet, its first row the header."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

from knowledge.dossiers.fileformat import FileFormat, Row
from knowledge.dossiers.refusal import Refusal

_EXACT = 10**15
"""Excel keeps 15 digits of a number; longer ones are written as text."""


def read(path: Path) -> Iterator[Row]:
    """Formulas are refused: what they show depends on a program that we do not run."""
    try:
        book = load_workbook(path, read_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError):
        yield 1, Refusal(row=1, field="", reason="tệp không phải sổ tính XLSX đọc được")
        return
    try:
        header: list[str] = []
        for number, cells in enumerate(book.worksheets[0].iter_rows(), start=1):
            if not header:
                header = [str(cell.value or "").strip() for cell in cells]
                if any(name and header.count(name) > 1 for name in header):
                    yield number, Refusal(row=number, field="", reason="tiêu đề có tên cột trùng nhau")
                    return
            elif any(cell.value not in {None, ""} for cell in cells):
                yield number, _row(number, header, cells)
    finally:
        book.close()


def write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    listed = list(rows)
    header = list(dict.fromkeys(name for row in listed for name in row))
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Hồ sơ")
    sheet.append([_cell(sheet, name) for name in header])
    for row in listed:
        sheet.append([_cell(sheet, row.get(name)) for name in header])
    book.save(path)


def _row(number: int, header: list[str], cells: tuple[Any, ...]) -> Mapping[str, object] | Refusal:
    values: dict[str, object] = {}
    for at, cell in enumerate(cells):
        if cell.value is None:
            continue
        name = header[at] if at < len(header) else ""
        if not name:
            return Refusal(row=number, field="", reason="có ô nằm ngoài các cột có tên")
        if cell.data_type in {"f", "e"}:
            return Refusal(row=number, field=name, reason="ô chứa công thức hoặc lỗi; hãy dán dạng giá trị")
        values[name] = _value(cell)
    return values


def _value(cell: Any) -> object:
    value = cell.value
    if isinstance(value, datetime) and value.time() == time(0) and "h" not in cell.number_format.lower():
        value = value.date()
    return value.isoformat() if isinstance(value, date | time) else value


def _cell(sheet: Any, value: object) -> Any:
    if isinstance(value, str) or (isinstance(value, int) and abs(value) >= _EXACT):
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value)))
        cell.data_type = "s"  # "=1+1" stays the text that it is
        return cell
    return value


FORMAT = FileFormat(suffixes=(".xlsx",), flat=True, read=read, write=write)
