"""A list of recipients: its rows one after the other, however many, and what is wrong with each."""

import csv
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bot.campaigns.cells import NOT_UTF8, CellError, clean, read_cell
from bot.campaigns.errors import CampaignError
from bot.campaigns.lint import check_columns
from bot.reply import Value
from knowledge.dossiers.fileformat import open_bytes
from vietnam.phone import parse_phone

PHONE = "phone"
LONGEST_LINE = 100_000
_DELIMITERS = ",;\t"
_BROKEN = (EOFError, OSError, zlib.error)
AS_UTF8 = 'mở bằng Excel, lưu lại dạng "CSV UTF-8" rồi nạp lại'


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """`row` as a spreadsheet numbers it: the header is row 1."""

    row: int
    phone: str
    values: Mapping[str, Value]


@dataclass(frozen=True, kw_only=True)
class BadRow:
    """`field` is a column; `reason` quotes nothing of the row."""

    row: int
    field: str
    reason: str


def read_listing(path: Path, variables: Mapping[str, str | None]) -> Iterator[Recipient | BadRow]:
    """Every row that is not empty; of the columns only `phone` and those that the text has a variable for.
    Raises CampaignError where the file as a whole cannot be read."""
    with open_bytes(path) as file:
        _refuse_utf16(file.peek(2)[:2] if isinstance(file, io.BufferedReader) else b"", path)
        # surrogateescape keeps a broken byte visible, so that its row and column can be named
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
        try:
            yield from _rows(text, path, variables)
        except _BROKEN as error:
            raise CampaignError(
                f"{path.name}: tệp nén bị hỏng hoặc bị cắt ngang; chưa nhận dòng nào", "lấy lại tệp"
            ) from error


def _rows(
    text: io.TextIOWrapper, path: Path, variables: Mapping[str, str | None]
) -> Iterator[Recipient | BadRow]:
    lines = _lines(text, path)
    first = next(lines, "")
    if first.lower().startswith("sep="):  # Excel's own hint
        first = next(lines, "")
    if not first.strip():
        raise CampaignError(f"{path.name}: tệp trống", "dòng đầu ghi tên cột, trong đó có cột phone")
    delimiter = max(_DELIMITERS, key=first.count)
    header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
    _check_header(header, path, variables)
    taken = [(name, header.index(name), form) for name, form in variables.items()]
    at = header.index(PHONE)
    for row, cells in _records(csv.reader(lines, delimiter=delimiter, strict=True), path):
        if len(cells) != len(header):
            if any(map(str.strip, cells)):
                reason = f"có {len(cells)} ô, tiêu đề có {len(header)} cột; ô có dấu phân cách cần ngoặc kép"
                yield BadRow(row=row, field="", reason=reason)
            continue
        yield _recipient(row, cells, at, taken)


def _recipient(
    row: int, cells: Sequence[str], at: int, taken: Sequence[tuple[str, int, str | None]]
) -> Recipient | BadRow:
    name = PHONE
    try:
        phone = parse_phone(cells[at]) or parse_phone(clean(cells[at]))
        if phone is None:
            raise CellError(_why_no_phone(clean(cells[at])))
        values = {}
        for name, column, form in taken:
            values[name] = read_cell(cells[column], form)
    except CellError as error:
        reason = f"{error}; {AS_UTF8}" if str(error) == NOT_UTF8 else str(error)
        return BadRow(row=row, field=name, reason=reason)
    return Recipient(row=row, phone=phone, values=values)


def _why_no_phone(cell: str) -> str:
    if not cell:
        return "để trống; điền số điện thoại hoặc xóa dòng này"
    if "E+" in cell.upper():
        return "Excel đã đổi số điện thoại thành số mũ; đặt cột phone là Text rồi chép lại số"
    if cell.isdecimal() and len(cell) == 9 and parse_phone(f"0{cell}"):
        return "mất số 0 ở đầu (Excel bỏ mất); đặt cột phone là Text rồi điền lại số 0"
    return "không phải một số điện thoại gọi được"


def _records(reader: Iterator[list[str]], path: Path) -> Iterator[tuple[int, list[str]]]:
    for row in count(2):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise CampaignError(
                f"{path.name}, dòng {row}: dấu ngoặc kép không đóng đúng, hoặc một ô quá dài",
                "sửa dòng này; dấu ngoặc kép trong ô phải viết đôi",
            ) from error
        yield row, cells


def _lines(text: io.TextIOWrapper, path: Path) -> Iterator[str]:
    for number in count(1):
        line = text.readline(LONGEST_LINE + 1)
        if not line:
            return
        if len(line) > LONGEST_LINE:
            raise CampaignError(
                f"{path.name}, dòng {number}: dài hơn {LONGEST_LINE} ký tự",
                "kiểm tra tệp có đúng là CSV, mỗi người một dòng",
            )
        yield line


def _check_header(header: Sequence[str], path: Path, variables: Mapping[str, str | None]) -> None:
    if any(not name.isprintable() or not _is_utf8(name) for name in header):
        raise CampaignError(f"{path.name}: dòng tiêu đề không phải UTF-8", AS_UTF8)
    named = [name for name in header if name]
    if len(set(named)) < len(named):
        raise CampaignError(f"{path.name}: tiêu đề có tên cột trùng nhau", "đặt mỗi cột một tên")
    for finding in check_columns(named):
        raise CampaignError(f"{path.name}: {finding.message}")
    missing = [name for name in (PHONE, *variables) if name not in header]
    if missing:
        raise CampaignError(
            f"{path.name}: thiếu cột {', '.join(missing)}; tệp có: {', '.join(named)}",
            "thêm cột, hoặc sửa biến trong lời nhắn cho khớp tên cột",
        )


def _is_utf8(name: str) -> bool:
    try:
        clean(name)
    except CellError:
        return False
    return True


def _refuse_utf16(start: bytes, path: Path) -> None:
    if start in {b"\xff\xfe", b"\xfe\xff"}:
        raise CampaignError(f"{path.name}: tệp là UTF-16", AS_UTF8)
