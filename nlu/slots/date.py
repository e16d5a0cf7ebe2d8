"""Days: written out ("17/11", "ngày 5 tháng 3"), or told from the day of the message ("hôm qua", "thứ 2
tuần sau"). Only what fixes one calendar day counts; "tuần sau" and "cuối tháng" do not."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from nlu.meaning import Entity, EntityName
from nlu.normalise import Typed
from nlu.slot import Scene, Slot

_Reader = Callable[[re.Match[str], date | None], date | None]

_NUMBERS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10,
}  # fmt: skip
_COUNT: Final = rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_WEEKDAY: Final = r"(?:(?:thu|t) ?(?P<weekday>[2-7]|hai|ba|tu|nam|sau|bay)|(?P<sunday>chu nhat|cn))"
_DAY: Final = r"(?P<day>[0-3]?\d)"
_MONTH: Final = r"(?P<month>1[0-2]|0?[1-9])"
_NO_YEAR: Final = r"(?P<year>)?"
_BACK: Final = r"(?:truoc|vua roi|vua qua|roi|qua)"


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    sent_at = scene.context.sent_at
    today = sent_at.date() if sent_at else None
    taken: list[tuple[int, int]] = []
    for pattern, reader in _READERS:
        for match in pattern.finditer(typed.bare):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            if _is_other(typed, match) or (day := _safely(reader, match, today)) is None:
                continue
            taken.append((start, end))
            yield Entity(name=EntityName.DATE, value=day.isoformat(), start=start, end=end)


def _safely(reader: _Reader, match: re.Match[str], today: date | None) -> date | None:
    """None for days that no calendar has: 31/2."""
    try:
        return reader(match, today)
    except (ValueError, OverflowError):
        return None


def _is_other(typed: Typed, match: re.Match[str]) -> bool:
    """ "chị Mai" is nobody's tomorrow, and "3/5" is a mark unless a word says that it is a day."""
    before = typed.bare[max(0, match.start() - 9) : match.start()]
    if re.fullmatch(r"[1-5] ?/ ?5", match[0]):
        return not _DAY_WORD.search(before)
    if match[0] not in {"mai", "mot"}:
        return False
    return (typed.composed[match.start()].isupper() and match.start() > 0) or bool(_PERSON.search(before))


_DAY_WORD: Final = re.compile(r"\b(?:ngay|hom|hen|bua|mung|mong|tu|den|toi|sang|chieu|truoc|sau|tra|nop)\s*$")
_PERSON: Final = re.compile(r"\b(?:chi|co|ba|em|anh|thi|ong|chau|be|bac|ho so)\s*$")


def _written(match: re.Match[str], today: date | None) -> date | None:
    """Day and month, with a year or with the year that brings them nearest to the message's day."""
    day, month, year = int(match["day"]), int(match["month"]), match["year"]
    if year:
        full = int(year) if len(year) == 4 else 2000 + int(year)
        return date(full, month, day) if 1900 <= full <= 2100 else None
    return _nearest([_maybe(today.year + step, month, day) for step in (-1, 0, 1)], today) if today else None


def _day_of_month(match: re.Match[str], today: date | None) -> date | None:
    """ "ngày 10", "mùng 5 tháng này": the nearest such day, or the month that is named."""
    if today is None:
        return None
    day = int(match["day"])
    which = match["which"]
    if which is not None:
        step = 0 if which in {"nay", "ni"} else (1 if which in {"sau", "toi"} else -1)
        return _maybe(*_month(today, step), day)
    return _nearest([_maybe(*_month(today, step), day) for step in (-1, 0, 1)], today)


def _month(today: date, step: int) -> tuple[int, int]:
    months = today.year * 12 + today.month - 1 + step
    return months // 12, months % 12 + 1


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(days: list[date | None], today: date) -> date | None:
    real = [day for day in days if day is not None]
    return min(real, key=lambda day: abs((day - today).days), default=None)


def _weekday(match: re.Match[str], today: date | None) -> date | None:
    """A weekday with the week that is meant; "thứ 2 tới" is the next one after the message's day."""
    if today is None:
        return None
    weekday = 6 if match["sunday"] else _number(match["weekday"]) - 2
    monday = today - timedelta(days=today.weekday())
    week = match["week"]
    if week in {"tuan sau", "tuan toi"}:
        return monday + timedelta(days=7 + weekday)
    if week in {"tuan nay", "tuan ni"}:
        return monday + timedelta(days=weekday)
    if week.startswith("tuan"):
        return monday + timedelta(days=weekday - 7)
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    if week in {"toi", "sap toi", "sau"}:
        return today + timedelta(days=ahead)
    if week in {"nay", "ni"}:
        return monday + timedelta(days=weekday)
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)


def _shift(days: int) -> _Reader:
    return lambda match, today: today + timedelta(days=days) if today else None


def _counted(sign: int) -> _Reader:
    return lambda match, today: today + timedelta(days=sign * _number(match["count"])) if today else None


def _iso(match: re.Match[str], today: date | None) -> date | None:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _kia(match: re.Match[str], today: date | None) -> date | None:
    """ "hôm kia" lies behind, "ngày kia" ahead."""
    if today is None:
        return None
    return today + timedelta(days=2 if match[0].startswith("ngay") else -2)


_READERS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = (
    (re.compile(r"(?<![\w.-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"), _iso),
    (
        re.compile(
            rf"(?<![\w.,/-]){_DAY} ?(?P<sep>[/.-]) ?{_MONTH} ?(?P=sep) ?(?P<year>\d{{4}}|\d\d)"
            r"(?![\w/]|[.-]\d)"
        ),
        _written,
    ),
    (
        re.compile(rf"(?<![\w.,/-]){_DAY} ?/ ?{_MONTH}{_NO_YEAR}(?![\w/]|[.-]\d)"),
        _written,
    ),
    (
        re.compile(rf"\b(?:ngay|hom|mung|mong) {_DAY}[.-]{_MONTH}{_NO_YEAR}(?![\w/]|[.-]\d)"),
        _written,
    ),
    (
        re.compile(
            rf"\b(?:(?:ngay|hom|mung|mong) )?{_DAY} (?:thang|thg) ?{_MONTH}\b(?![./]\d)"
            r"(?:,? (?:nam )?(?P<year>20\d\d|19\d\d))?"
        ),
        _written,
    ),
    (
        re.compile(rf"\b{_WEEKDAY} (?P<week>tuan (?:sau|toi|nay|ni|{_BACK})|sap toi|toi|nay|ni|{_BACK})\b"),
        _weekday,
    ),
    (re.compile(rf"\b(?:cach day |cach nay ){_COUNT} (?:ngay|hom|bua)\b"), _counted(-1)),
    (
        re.compile(rf"\b{_COUNT} (?:ngay|hom|bua) (?:truoc(?! khi)|roi truoc)(?! (?:ngay|han|hen))\b"),
        _counted(-1),
    ),
    (re.compile(rf"\b{_COUNT} (?:ngay|hom|bua) nua\b"), _counted(1)),
    (re.compile(r"\b(?:hom|bua|ngay) (?:kia|tia)\b(?! nua)"), _kia),
    (re.compile(r"\b(?:hom|bua|toi|chieu|sang|trua|ngay) qua\b|\bhqua\b|\bhom wa\b"), _shift(-1)),
    (re.compile(r"\b(?:hom|bua|sang|chieu|toi|trua|ngay) (?:nay|ni)\b|\bhnay\b|\bhom ny\b"), _shift(0)),
    (re.compile(r"\bngay mot\b|\bmot nay\b|\b(?:sang|chieu|toi) mot\b"), _shift(2)),
    (
        re.compile(r"\b(?:ngay|sang|chieu|toi|trua|hom) mai\b|\bmai\b(?! tang| moi| mot| sau| mia| nha)"),
        _shift(1),
    ),
    (
        re.compile(
            r"\b(?:ngay|mung|mong|hom) (?P<day>[0-3]?\d)\b(?! ?(?:[/.-] ?\d|gio|h\b|ngay|nguoi|thang \d))"
            r"(?: thang (?P<which>nay|ni|sau|toi|truoc|roi))?"
        ),
        _day_of_month,
    ),
)


SLOT: Final = Slot(find=_find, rank=50)
