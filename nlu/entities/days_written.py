"""Days that are written out: "17/11", "ngày 5 tháng 3 năm 2026", "mười tháng mười một", "2026-11-20".

Without a year the one that brings the day nearest to the message's day is meant. A figure with a slash is
often something else (a house number, a share, a mark); what stands around it tells.
"""

import re
from datetime import date
from typing import Final

from nlu.entities.days import CUE, DAY, DAY_WORD, MONTH, Reader, Readers, figure, maybe, nearest_meant
from nlu.entities.spoken import WORDS
from nlu.spelling.normalise import Typed

_YEAR: Final = (
    r"(?:,? ?(?:nam ?)?(?P<year>20\d\d|19\d\d|(?<=nam )\d\d(?![\d/.]))"
    r"|,? ?nam (?P<which>nay|ngoai|truoc|sau|toi))"
)
_NO_YEAR: Final = r"(?P<year>)?"
_SAID: Final = rf"(?:{WORDS})(?: (?:{WORDS})){{0,2}}"

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
    r" ?(?:ngay|hom|bua|tuan|thang|nam|nguoi|diem|sao|gio|lan|trieu|tr|ty|k|nghin|ngan|buoi|ban|h|phut|met"
    r"|m2?|kg|dong|d|%|cai|to|suat|phan|tuoi|km|gb|mb)\b"
)
_SHARES: Final = {"1/2", "1/3", "2/3", "1/4", "3/4", "24/7"}
_YEAR_STEPS: Final = {"nay": 0, "ngoai": -1, "truoc": -1, "sau": 1, "toi": 1}


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
    return nearest_meant(typed, match, [maybe(today.year + step, month, day) for step in (-1, 0, 1)], today)


def _century(year: int, today: date | None) -> int:
    """Two digits are a year of this century, unless that lies far ahead: births are written so too."""
    ahead = (today.year if today else 2030) + 10
    return 2000 + year if 2000 + year <= ahead else 1900 + year


def _slashed(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "17/11", which may be a house number, a share or a mark as well."""
    text, start, end = typed.bare, match.start(), match.end()
    near = max(0, start - 24)
    cued = CUE.search(text, near, start) is not None
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
    if not CUE.search(typed.bare, max(0, match.start() - 12), match.start()):
        return None
    return None if _UNIT.match(typed.bare, match.end()) else _written(typed, match, today)


def _in_words(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "ngày mười tháng mười một"; "mười tháng" is a time, so a word for the day must stand before it."""
    cue = CUE.search(typed.bare, max(0, match.start() - 12), match.start())
    day, month = figure(match["said_day"]), figure(match["said_month"])
    if (cue is None and not re.match(DAY_WORD, match[0])) or today is None or not day or not month:
        return None
    if match["said_month"] == "sau" and typed.composed[match.start("said_month") + 1] != "á":
        return None  # "tháng sau", next month
    if re.match(r" (?:lan|trieu|nghin|ngan|tram|ngay)\b", typed.bare[match.end() :]):
        return None
    if match["said_year"]:
        return date(int(match["said_year"]), month, day)
    return nearest_meant(typed, match, [maybe(today.year + step, month, day) for step in (-1, 0, 1)], today)


def _iso(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


ISO: Final[tuple[re.Pattern[str], Reader]] = (
    re.compile(r"(?<![\w.-])(?P<year>20\d\d)([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?![\w-])"),
    _iso,
)
"""Year first. Tried before the lunar readers, which would take its month and day."""
READERS: Final[Readers] = (
    (
        re.compile(
            rf"(?<![\w.,/-]){DAY} ?(?P<sep>[/.-]) ?{MONTH} ?(?P=sep) ?(?P<year>\d{{4}}|\d\d)"
            r"(?![\w/]|[.-]\d)"
        ),
        _written,
    ),
    (re.compile(rf"(?<![\w.,/-]){DAY} ?/ ?{MONTH}(?:{_YEAR})?(?![\w/]|[.-]\d)"), _slashed),
    (re.compile(rf"(?<![\w.,/-]){DAY} ?[.-] ?{MONTH}{_NO_YEAR}(?![\w/]|[.,-]\d)"), _cued),
    (
        re.compile(rf"\b(?:{DAY_WORD} )?{DAY} ?(?:thang|thg|th) ?{MONTH}\b(?![./]\d)(?:{_YEAR})?"),
        _written,
    ),
    (re.compile(rf"\b(?:thang|thg) {MONTH},? ngay {DAY}\b(?:{_YEAR})?"), _written),
    (re.compile(rf"\bngay {DAY} ?t\.?{MONTH}\b{_NO_YEAR}"), _written),
    (re.compile(r"\b(?:ngay|sinh) (?P<day>[0-3]\d)(?P<month>[01]\d)(?P<year>(?:19|20)\d\d)\b"), _written),
    (
        re.compile(
            rf"\b(?:{DAY_WORD} )?(?P<said_day>{_SAID}) thang (?P<said_month>{_SAID}|1[0-2]|[1-9])\b"
            r"(?:,? (?:nam )?(?P<said_year>20\d\d))?"
        ),
        _in_words,
    ),
)
