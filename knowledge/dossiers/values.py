"""Single values of an event, as JSON, CSV and spreadsheets write them, to ours. Errors are Vietnamese."""

import re
from datetime import date, datetime, time

from pydantic_core import PydanticCustomError

from vietnam.calendar import VN
from vietnam.text import fold, nfc

_CLOSING = time(17)
"""A due date without an hour means the end of that working day (domain reference §2.3)."""

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_DAY_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+")
_MONEY_UNIT = re.compile(r"\s*(?:đồng|đ|vnd|vnđ)\.?$", re.IGNORECASE)
_COMPOSED = re.compile("[ -~À-ÏÑ-ïñ-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ]*")
"""Printable ASCII and composed Vietnamese letters, without the lookalikes of Đ: `nfc` leaves it as it is."""

_YES = frozenset({"true", "1", "co", "x", "yes", "roi", "da nop"})
_NO = frozenset({"false", "0", "khong", "no", "chua", "chua nop"})
_YEARS = range(1900, 2200)
_LARGEST = 2**63 - 1


def wrong(reason: str) -> PydanticCustomError:
    return PydanticCustomError("value", "{reason}", {"reason": reason})


def text(value: object) -> str | None:
    """Composed, trimmed text; empty is None. Numbers are taken because spreadsheets make them of text."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise wrong("phải là chữ")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _composed(str(value)).strip() or None


def moment(value: object) -> datetime | None:
    """A moment; without a zone it is Vietnam's time, without an hour the start of the day."""
    return _moment(value, time(0))


def deadline(value: object) -> datetime | None:
    """Like `moment`, but a bare day lasts until offices close."""
    return _moment(value, _CLOSING)


def day(value: object) -> date | None:
    read = _moment(value, time(0))
    return None if read is None else read.astimezone(VN).date()


def whole(value: object) -> int | None:
    """A whole number from 0 that the database can hold."""
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value.strip()[:20])
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong("phải là số nguyên")
    if not 0 <= value <= _LARGEST:
        raise wrong("số nằm ngoài khoảng cho phép")
    return value


def amount(value: object) -> int | None:
    """Đồng, also as "50.000 đ"; dots and commas only ever group thousands, fractions do not exist."""
    if isinstance(value, str):
        bare = _MONEY_UNIT.sub("", value.strip())
        value = re.sub(r"[.,\s]", "", bare) if _GROUPED.fullmatch(bare) else bare
    return whole(value)


def yes_no(value: object) -> bool:
    if value is None or value == "":
        return False
    word = fold(str(value))
    if word in _YES or word in _NO:
        return word in _YES
    raise wrong("phải là true hoặc false")


def phone_text(value: object) -> str | None:
    """A spreadsheet drops the leading zero of a number cell; it is put back for numbers only."""
    return f"0{value}" if _is_number(value) else text(value)


def citizen_id(value: object) -> str | None:
    """Number cells lose leading zeros, with which the 12 digits of domestic identity numbers begin."""
    if _is_number(value):
        return f"{value:0>12}" if len(f"{value}") > 9 else f"{value}"
    read = text(value)
    return None if read is None else "".join(read.split())


def _composed(text: str) -> str:
    """`nfc` walks over every character, which was a third of the time of an import."""
    return text if _COMPOSED.fullmatch(text) else nfc(text)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _moment(value: object, clock: time) -> datetime | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise wrong("phải là ngày dạng 2026-11-02T09:15:00+07:00 hoặc 02/11/2026")
    try:
        read = _read_moment(_composed(value).strip(), clock)
    except ValueError as error:
        raise wrong("không đọc được ngày; viết 2026-11-02T09:15:00+07:00 hoặc 02/11/2026") from error
    if read.year not in _YEARS:
        raise wrong("năm không hợp lý")
    return read if read.tzinfo is not None else read.replace(tzinfo=VN)


def _read_moment(written: str, clock: time) -> datetime:
    if match := _DAY_FIRST.fullmatch(written):
        day_, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
        read = datetime(year, month, day_, hour, minute, second, tzinfo=VN)
    else:
        read = datetime.fromisoformat(written)
    return datetime.combine(read.date(), clock, tzinfo=VN) if _DAY_ONLY.fullmatch(written) else read
