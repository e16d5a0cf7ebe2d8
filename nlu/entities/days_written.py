"""Days that are written out: "17/11", "ngày 5 tháng 3 năm 2026", "mười tháng mười một", "20/10 âm lịch".

Without a year the one that brings the day nearest to the message's day is meant. A figure with a slash is
often something else (a house number, a share, a mark); what stands around it tells.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from nlu.entities.spoken import WORDS, spoken
from nlu.spelling.normalise import Typed
from vietnam.lunar import nearest_solar, solar_of

Reader = Callable[[Typed, re.Match[str], date | None], date | None]
"""The day that a match fixes, from the message's day; None where it is none. May raise ValueError."""

_DAY: Final = r"(?P<day>[0-3]?\d)"
_MONTH: Final = r"(?P<month>1[0-2]|0?[1-9])"
_YEAR: Final = (
    r"(?:,? ?(?:nam ?)?(?P<year>20\d\d|19\d\d|(?<=nam )\d\d(?![\d/.]))"
    r"|,? ?nam (?P<which>nay|ngoai|truoc|sau|toi))"
)
_SAID: Final = rf"(?:{WORDS})(?: (?:{WORDS})){{0,2}}"
_DAY_WORD: Final = r"(?:ngay|hom|mung|mong|bua)"
_LUNAR: Final = r" ?[,(]? ?(?:lich )?(?:am lich|am\b|al\b)"

_CUE: Final = re.compile(
    r"\b(?:ngay|hom|hen|bua|mung|mong|tu|den|toi|sang|chieu|truoc|sau|tra|nop|lay|nhan|han|het han|vao|kq"
    r"|cap|sinh"
    r"|ket qua|phieu hen|hop|lich|ghi|phieu|dat)\s*:?\s*$"
)
_OTHER_NUMBER: Final = re.compile(
    r"(?:\b(?:(?<!ho )so|nha|hem|kiet|ngo|ngach|duong|pho|ql|quoc lo|thua|lo|lop|nd|tt|nghi dinh|thong tu"
    r"|quyet dinh|qd|luat|phong|can|block|ty le|chiem|suat|thuong binh|hang|to|khoa|dia chi|muc|phuc vu"
    r"|truc"
    r")(?: so)?|\d)\s*$"
)
_MARKED: Final = re.compile(r"\b(?:danh gia|cham|cho|diem|muc|dg|vote|rate|hai long)\b[^.!?;]{0,16}$")
_MARK: Final = re.compile(r"[1-5] ?/ ?5|\d ?/ ?10")
_AFTER_MARK: Final = re.compile(r" ?(?:diem|sao|\*)")
_AFTER_SHARE: Final = re.compile(
    r" (?:ngay\b|so\b|thoi gian|dien tich|gia tri|manh|thua|luong|can\b|nha\b|dat\b|tai san|co phan"
    r"|thang\b|nam\b"
    r"(?! (?:nay|ngoai|\d)))"
)
_UNIT: Final = re.compile(
    r" ?(?:ngay|hom|bua|tuan|thang|nam|nguoi|diem|sao|gio|lan|trieu|tr|ty|k|nghin|ngan|buoi|ban|h|phut"
    r"|met|m2?|kg|dong"
    r"|d|%|cai|to|suat|phan|tuoi|km|gb|mb)\b"
)
_SHARES: Final = {"1/2", "1/3", "2/3", "1/4", "3/4", "24/7"}


def _written(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """Day and month with their year, the one named, or the nearest."""
    day, month, year = int(match["day"]), int(match["month"]), match["year"]
    if year:
        full = int(year) if len(year) == 4 else _century(int(year), today)
        return date(full, month, day) if 1900 <= full <= 2100 else None
    if today is None:
        return None
    if which := match.groupdict().get("which"):
        return date(today.year + _YEAR_STEPS[which], month, day)
    return _meant(typed, match, [maybe(today.year + step, month, day) for step in (-1, 0, 1)], today)


def _meant(typed: Typed, match: re.Match[str], days: list[date | None], today: date) -> date | None:
    """The nearest of the days; after "hôm" the last one, which has been."""
    before = typed.bare[max(0, match.start() - 12) : match.start()]
    if match[0].startswith("hom ") or re.search(r"\bhom (?:mung |mong |ngay )?$", before):
        days = [day for day in days if day and day <= today]
    return nearest(days, today)


_YEAR_STEPS: Final = {"nay": 0, "ngoai": -1, "truoc": -1, "sau": 1, "toi": 1}


def _century(year: int, today: date | None) -> int:
    """Two digits are a year of this century, unless that lies far ahead: births are written so too."""
    ahead = (today.year if today else 2030) + 10
    return 2000 + year if 2000 + year <= ahead else 1900 + year


def _slashed(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "17/11", which may be a house number, a share or a mark as well."""
    text, start, end = typed.bare, match.start(), match.end()
    near = max(0, start - 24)
    cued = _CUE.search(text, near, start) is not None
    if not cued and (_OTHER_NUMBER.search(text, near, start) or _is_street(typed.composed, end)):
        return None
    if match[0] in _SHARES and not cued:
        return None
    if (_MARK.fullmatch(match[0]) and _AFTER_MARK.match(text, end)) or (
        not cued and _AFTER_SHARE.match(text, end)
    ):
        return None
    if (
        _MARK.fullmatch(match[0])
        and not cued
        and (match[0].endswith("5") or _MARKED.search(text, near, start))
    ):
        return None
    return _written(typed, match, today)


def _is_street(composed: str, at: int) -> bool:
    """Two capital words after the number: "12/3 Lê Lợi"."""
    return not composed.isupper() and re.match(r" [A-ZĐ][^\W\d_]+ [A-ZĐ][^\W\d_]+", composed[at:]) is not None


def _cued(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "17-11" and "17.11" after a word that expects a day, and not "2-3 ngày", "1.5 triệu"."""
    if not _CUE.search(typed.bare, max(0, match.start() - 12), match.start()):
        return None
    return None if _UNIT.match(typed.bare, match.end()) else _written(typed, match, today)


def _in_words(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "ngày mười tháng mười một"; "mười tháng" is a time, so a word for the day must stand before it."""
    cue = _CUE.search(typed.bare, max(0, match.start() - 12), match.start())
    day, month = _figure(match["said_day"]), _figure(match["said_month"])
    if (cue is None and not re.match(_DAY_WORD, match[0])) or today is None or not day or not month:
        return None
    if match["said_month"] == "sau" and typed.composed[match.start("said_month") + 1] != "á":
        return None  # "tháng sau", next month
    if re.match(r" (?:lan|trieu|nghin|ngan|tram|ngay)\b", typed.bare[match.end() :]):
        return None
    if match["said_year"]:
        return date(int(match["said_year"]), month, day)
    return _meant(typed, match, [maybe(today.year + step, month, day) for step in (-1, 0, 1)], today)


def _of_this_month(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "hẹn 25 tháng này", "hẹn 15 tây"; "3 tháng sau" is a time."""
    if not _CUE.search(typed.bare, max(0, match.start() - 12), match.start()):
        return None
    return _day_of_month(typed, match, today)


def _figure(words: str) -> int | None:
    return int(words) if words.isdigit() else spoken(words)


def _day_of_month(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "ngày 10", "mùng 5 tháng này": the nearest such day, or the month that is named."""
    if typed.composed[match.start() : match.start() + 4].lower() == "mừng":
        return None
    if today is None or _EVERY.search(typed.bare, 0, match.start()):
        return None
    day = _figure(match["day"])
    if not day or day > 31:
        return None
    which = match["which"]
    if which is not None:
        step = 0 if which in {"nay", "ni"} else (1 if which in {"sau", "toi", "toi day"} else -1)
        return maybe(*_month(today, step), day)
    if match["toward"] not in {None, "tay"}:
        ahead = match["toward"] in {"toi", "sap toi", "toi day"}
        days = [maybe(*_month(today, step), day) for step in ((0, 1) if ahead else (0, -1))]
        return next((one for one in days if one and (one >= today) == ahead), None)
    return _meant(typed, match, [maybe(*_month(today, step), day) for step in (-1, 0, 1)], today)


_EVERY: Final = re.compile(r"\b(?:moi|mot|1|trong|nua|hang)\s*$")


def _iso(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _lunar(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    groups = match.groupdict()
    day = 15 if groups.get("full_moon") else _figure(groups["day"] or groups["late"]) or 0
    named = groups.get("named")
    month = {"gieng": 1, "tet": 1, "chap": 12}[named] if named else int(groups["month"])
    if groups.get("late"):
        month = 12
    if groups.get("year"):
        return solar_of(day, month, int(groups["year"]))
    return nearest_solar(day, month, today) if today else None


def _month(today: date, step: int) -> tuple[int, int]:
    months = today.year * 12 + today.month - 1 + step
    return months // 12, months % 12 + 1


def maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(days: list[date | None], today: date) -> date | None:
    real = [day for day in days if day is not None]
    return min(real, key=lambda day: abs((day - today).days), default=None)


_NO_YEAR: Final = r"(?P<year>)?"
_MOON_MONTH: Final = r"(?:thang |thg )?(?:(?P<month>1[0-2]|0?[1-9])|(?P<named>gieng|chap))"
READERS: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = (
    (re.compile(r"(?<![\w.-])(?P<year>20\d\d)([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?![\w-])"), _iso),
    (
        re.compile(
            rf"\b(?:am lich |am |al )?(?:{_DAY_WORD} )?{_DAY} ?(?:[/.-]| thang | thg ?)"
            rf" ?{_MONTH}{_LUNAR}(?: ?\)?,? ?nam (?P<year>20\d\d))?"
        ),
        _lunar,
    ),
    (re.compile(rf"\b(?:am lich|al) (?:{_DAY_WORD} )?{_DAY} ?(?:[/.-]|thang) ?{_MONTH}\b"), _lunar),
    (re.compile(rf"\b(?P<full_moon>ram) {_MOON_MONTH}\b"), _lunar),
    (re.compile(rf"\b(?:{_DAY_WORD} )?{_DAY} thang (?P<named>gieng|chap)\b"), _lunar),
    (
        re.compile(
            rf"\b(?:(?:mung|mong) (?P<day>\d|10|{WORDS})|(?:ngay )?(?P<late>2[3-9]|30)) (?P<named>tet)\b"
            r"(?! (?:tay|duong))"
        ),
        _lunar,
    ),
    (
        re.compile(
            rf"(?<![\w.,/-]){_DAY} ?(?P<sep>[/.-]) ?{_MONTH} ?(?P=sep) ?(?P<year>\d{{4}}|\d\d)"
            r"(?![\w/]|[.-]\d)"
        ),
        _written,
    ),
    (re.compile(rf"(?<![\w.,/-]){_DAY} ?/ ?{_MONTH}(?:{_YEAR})?(?![\w/]|[.-]\d)"), _slashed),
    (re.compile(rf"(?<![\w.,/-]){_DAY} ?[.-] ?{_MONTH}{_NO_YEAR}(?![\w/]|[.,-]\d)"), _cued),
    (
        re.compile(rf"\b(?:{_DAY_WORD} )?{_DAY} ?(?:thang|thg|th) ?{_MONTH}\b(?![./]\d)(?:{_YEAR})?"),
        _written,
    ),
    (re.compile(rf"\b(?:thang|thg) {_MONTH},? ngay {_DAY}\b(?:{_YEAR})?"), _written),
    (re.compile(rf"\bngay {_DAY} ?t\.?{_MONTH}\b{_NO_YEAR}"), _written),
    (re.compile(r"\b(?:ngay|sinh) (?P<day>[0-3]\d)(?P<month>[01]\d)(?P<year>(?:19|20)\d\d)\b"), _written),
    (
        re.compile(
            rf"\b(?:{_DAY_WORD} )?(?P<said_day>{_SAID}) thang (?P<said_month>{_SAID}|1[0-2]|[1-9])\b"
            r"(?:,? (?:nam )?(?P<said_year>20\d\d))?"
        ),
        _in_words,
    ),
    (
        re.compile(
            rf"\b(?:ngay|mung|mong|hom|bua) (?P<day>[0-3]?\d|(?:muoi|hai muoi|ba muoi)(?: (?:{WORDS}))?"
            rf"|(?<=mung |mong )(?:{WORDS})(?! (?:moi|tram|ngan|nghin)))\b"
            r"(?! ?(?:[/.-] ?\d|gio|h\b|g\b|ngay|nguoi|tieng|lan|buoi|ho so|luot|bua|ca\b|cai|thang (?:\d"
            r"|[a-z]+ nam)"
            r"|tr\b|k\b))"
            r"(?: thang (?P<which>nay|ni|sau|toi day|toi|truoc|roi|vua roi|vua qua|qua))?"
            r"(?: (?P<toward>toi day|sap toi|toi(?! ?(?:gio|nay|luc|chu|bay gio|hom|ngay))(?!\w)|vua roi"
            r"|vua qua))?(?: (?:tay|duong lich"
            r"|duong))?"
        ),
        _day_of_month,
    ),
    (
        re.compile(
            r"(?<![\w./,-])(?P<day>[0-3]?\d) (?:thang (?P<which>nay|truoc|roi|qua)|(?P<toward>tay))\b"
        ),
        _of_this_month,
    ),
)
