"""One cell of a list as the value of a variable; what may not be sent is refused with its reason."""

import re
from collections.abc import Mapping

from pydantic_core import PydanticCustomError

from bot.lure import LINK
from bot.reply import Value
from knowledge.dossiers import values as read
from vietnam.text import nfc

_CITIZEN_ID = re.compile(r"0\d{11}", re.ASCII)
_COMPOSED = re.compile("[ -~À-ÏÑ-ïñ-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ]*")
_LIST = re.compile(r"\s*[;\n|]\s*")
MOST_LETTERS = 200
_BYTES = range(0xDC80, 0xDD00)
NOT_UTF8 = "có ký tự không phải UTF-8"


class CellError(ValueError):
    """Why the cell cannot be taken, in Vietnamese; names nothing that stands in it."""


def clean(cell: str) -> str:
    """Composed, on one line, without the apostrophe by which spreadsheets guard a formula."""
    if not (cell.isascii() or _COMPOSED.fullmatch(cell)):
        if any(ord(letter) in _BYTES for letter in cell):
            raise CellError(NOT_UTF8)
        cell = nfc(cell)
    if not cell.isprintable():
        cell = "".join(letter if letter.isprintable() or letter.isspace() else "" for letter in cell)
        cell = "; ".join(part for part in map(str.strip, cell.splitlines()) if part)
        cell = " ".join(cell.split())
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@"} else cell


def read_cell(cell: str, form: str | None) -> Value:
    """Raises CellError. An empty cell is an empty text, and no date, hour or amount."""
    text = clean(cell)
    if form is None:
        _check_text(text)
        return text
    try:
        return _typed(text, form)
    except PydanticCustomError as error:
        raise CellError(error.message()) from error


def is_plain(values: Mapping[str, Value]) -> bool:
    """Folding to GSM-7 leaves the length of all of them as it is."""
    return all(
        not isinstance(value, str) or value.isascii() or _COMPOSED.fullmatch(value)
        for value in values.values()
    )


def _check_text(text: str) -> None:
    if len(text) > MOST_LETTERS:
        raise CellError(f"dài {len(text)} chữ, nhiều nhất là {MOST_LETTERS}")
    if _CITIZEN_ID.fullmatch(text):
        raise CellError("giống số căn cước: không đưa vào tin nhắn")
    if ("." in text or ":" in text) and LINK.search(text):
        raise CellError("có đường dẫn: tin của cơ quan không kèm đường dẫn")


def _typed(text: str, form: str) -> Value:
    _check_text(text if form in {"list", "lines", "phone"} else "")
    if form in {"list", "lines"}:
        return tuple(part for part in _LIST.split(text) if part)
    if form == "phone":
        return text
    found: Value | None = read.amount(text) if form == "money" else read.moment(text)
    if form in {"date", "day"} and found is not None:
        found = read.day(text)
    if found is None:
        raise CellError("để trống; điền giá trị hoặc bỏ dòng này")
    return found
