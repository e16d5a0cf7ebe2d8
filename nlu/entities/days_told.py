"""Days told from the message's own day: "hôm qua", "mai", "5 ngày nữa", "thứ 2 tuần sau", "tuần trước thứ 6".

Only what fixes one day: "tuần sau", "mấy bữa trước", "thứ 6" alone do not. Without diacritics many of these
words are others: "toi qua" is "tôi qua", "mai" is "mãi", "ngày nay" is nowadays.
"""

import re
from datetime import date, timedelta
from typing import Final

from nlu.entities.days import Reader, Readers
from nlu.entities.spoken import WORDS, spoken
from nlu.spelling.normalise import Typed
from vietnam.text import may_mean

_COUNT: Final = rf"(?P<count>\d{{1,2}}|(?:{WORDS})(?: (?:{WORDS}))?)"
_WEEKDAY: Final = r"(?:(?:thu|t) ?\.?(?P<weekday>[2-7]|hai|ba|tu|nam|sau|bay)|(?P<sunday>chu nhat|cnhat|cn))"
_PAST: Final = r"(?:truoc nua|truoc|trc|vua roi|vua qua|vua r|hom roi|roi|r|qua|wa)"
_NEXT: Final = r"(?:sau nua|sau|toi day|sap toi|toi|ke tiep|ke|tiep theo)"
_NOW: Final = r"(?:nay|ni|ny)"
_PART: Final = r"(?:(?:sang|trua|chieu|toi|dem)(?: som)? )?"

_PERSON_BEFORE: Final = re.compile(
    r"\b(?:cay|hoa|bong|chi|co|ba|em|anh|thi|ong|chau|be|bac|ho so|di|cau|ten|hoang|phuong|xa|duong|tan"
    r"|ban|thanh|bach|quynh|xuan|nhu|ngoc|tuyet|sao|khuyen|mai|thuong|hoai|goi|doi|tim|lam)\s*$"
)
_FOREVER: Final = re.compile(
    r" (?:ma |van )?(?:khong|ko|k|hok|hong|chua|chang|cha) (?:thay|xong|duoc|dc|nghe|tra loi)"
)
_NOT_TOMORROW: Final = re.compile(
    r" (?:tang|moi|mot|sau|mia|nha|dich|chau|linh|thuy|ly|son|thon)\b|\w| ?\d{1,2}/"
)
_WENT_PAST: Final = re.compile(
    r" (?:ben|xa|phuong|ubnd|uy ban|cong an|ca|do|day|nop|lam|huyen|tinh|nha|lay|hoi|nuoc|dai loan|han"
    r"|nhat|my|uc|phap|duc|lai|dau|tren|duoi|trung tam|mot cua|gap|thue|nam|buu dien)\b"
)
_SPAN: Final = re.compile(
    r"\b(?:may|nhung|cac|vai|mot|trong|suot|hai|ba|bon|(?<!\d)(?:[2-9]|[12]\d)|tung)\s*$"
)
_NUMBER_BEFORE: Final = re.compile(rf"\b(?:{WORDS}|ngan|nghin|mai|moi|trieu|\d+)\s*$")
_ABOUT: Final = re.compile(r"\b(?:hon|gan|khoang|tam|chung|may|them|cho|doi|nhat|duoc|trong)\s*$")


def _weekday(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """A weekday with the week that is meant; "thứ 2 tới" is the next one after the message's day."""
    if today is None or (weekday := _number_of(match)) is None:
        return None
    monday = today - timedelta(days=today.weekday())
    week = match["week"].removeprefix("tuan ").strip()
    if match["week"].startswith("tuan"):
        return monday + timedelta(days=7 * _weeks(week) + weekday)
    if _weeks(week) > 0:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if _weeks(week) == 0:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    return _last(today, weekday)


def _weeks(word: str) -> int:
    if re.fullmatch(_NOW, word):
        return 0
    sign = 1 if re.fullmatch(_NEXT, word) else -1
    return sign * (2 if word.endswith("nua") else 1)


def _last(today: date, weekday: int) -> date:
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _past_weekday(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "bữa thứ hai", "hôm thứ 6": the last one."""
    if today is None or (weekday := _number_of(match)) is None:
        return None
    return _last(today, weekday)


def _by_now(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "chừ đã thứ tư": the message's day, or the last such day."""
    if today is None or (weekday := _number_of(match)) is None:
        return None
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _number_of(match: re.Match[str]) -> int | None:
    """0 for Monday."""
    if match["sunday"]:
        return 6
    weekday = match["weekday"]
    number = int(weekday) if weekday.isdigit() else spoken(weekday)
    return number - 2 if number else None


def _counted(sign: int) -> Reader:
    def read(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
        count = int(match["count"]) if match["count"].isdigit() else spoken(match["count"])
        if today is None or not count or _ABOUT.search(typed.bare, max(0, match.start() - 12), match.start()):
            return None
        return today + timedelta(days=sign * count)

    return read


def _kia(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "hôm kia" lies behind, "ngày kia" ahead; "kìa" is a day further."""
    if today is None:
        return None
    days = 3 if typed.composed[match.start() : match.end()].lower().endswith("kìa") else 2
    return today + timedelta(days=days if match[0].startswith("ngay") else -days)


def _yesterday(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    text, part = typed.bare, match["part"] or ""
    if part == "ngay" and _SPAN.search(text, max(0, match.start() - 8), match.start()):
        return None
    if part == "toi":
        written = typed.composed[match.start() : match.start() + 3].lower()
        if written not in {"tối", "toi"} or (written == "toi" and _WENT_PAST.match(text, match.end())):
            return None
    return today - timedelta(days=1) if today else None


def _today(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "tối nay", but not "tới nay", nor "tôi nay 70 tuổi", nor "mấy hôm nay"."""
    if _SPAN.search(typed.bare, max(0, match.start() - 8), match.start()):
        return None
    if match[0].startswith("toi"):
        written = typed.composed[match.start() : match.start() + 3].lower()
        before = typed.bare[max(0, match.start() - 32) : match.start()]
        other = re.search(
            r"\b(?:tu|me|bo|cha|con|vo|chong|ba|ong|cua|nha|chung|den|gia dinh)\b[^,.]{0,24}$", before
        )
        after = re.match(r" (?:da|duoc|moi|van|chua|\d+ tuoi|hon|gan|cung da)\b", typed.bare[match.end() :])
        if written not in {"tối", "toi"} or (written == "toi" and (other or after)):
            return None
    return today


def _tomorrow(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "mai", but not of "chị Mai", "khuyến mãi", "gọi mãi không được"."""
    text, start = typed.bare, match.start("mai")
    if not may_mean(typed.composed[start : match.end("mai")], "mai"):
        return None
    if match["part"] is None:
        if _NOT_TOMORROW.match(text, match.end()) or _FOREVER.match(text, match.end()):
            return None
        if start and typed.composed[start].isupper() and not typed.composed.isupper():
            return today + timedelta(days=1) if today and re.search(r"[.?!\n] *$", text[:start]) else None
        if _PERSON_BEFORE.search(text, max(0, start - 12), start):
            return None
    return today + timedelta(days=1) if today else None


def _in_two_days(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "mốt" alone only with its mark: "mot" is one."""
    written = typed.composed[match.start("mot") : match.end("mot")].lower()
    before = typed.bare[max(0, match.start() - 8) : match.start()]
    if written != "mốt" and (
        written != "mot" or not (match["part"] in {"ngay", "sang", "chieu"} or match["nay"])
    ):
        return None
    if _NUMBER_BEFORE.search(before) or _SPAN.search(before):
        return None
    return today + timedelta(days=2) if today else None


READERS: Final[Readers] = (
    (
        re.compile(
            rf"\b{_WEEKDAY} (?P<week>(?:cua |trong |dau )?tuan (?:{_NEXT}|{_NOW}|{_PAST})|{_NEXT}|{_NOW}"
            rf"|{_PAST})(?!\w)"
        ),
        _weekday,
    ),
    (
        re.compile(
            rf"\b(?P<week>tuan (?:{_NEXT}|{_NOW}|{_PAST}))(?: ?,| vao| la| hom"
            rf"| bua)* {_PART}{_WEEKDAY}(?!\w)"
        ),
        _weekday,
    ),
    (
        re.compile(rf"\b(?:chu|gio|nay|bua nay|hom nay)(?: la| da| qua| den| toi){{1,2}} {_WEEKDAY}(?!\w)"),
        _by_now,
    ),
    (re.compile(rf"\b(?:hom|bua) {_PART}{_WEEKDAY}(?!\w)"), _past_weekday),
    (re.compile(rf"\b(?:cach day |cach nay |truoc day ){_COUNT} (?:ngay|hom|bua)\b"), _counted(-1)),
    (
        re.compile(rf"\b{_COUNT} (?:ngay|hom|bua) (?:truoc(?! khi)|roi truoc)(?! (?:ngay|han|hen))\b"),
        _counted(-1),
    ),
    (re.compile(rf"\b{_COUNT} (?:ngay|hom|bua) nua\b"), _counted(1)),
    (re.compile(r"\b(?:hom|bua|ngay) (?:kia|tia)\b(?! nua)"), _kia),
    (
        re.compile(
            r"\b(?:(?P<part>hom|bua|hum|toi|chieu|sang|trua|dem|khuya|ngay) (?:qua|wa)|hqua|hwa|h\.qua)\b"
        ),
        _yesterday,
    ),
    (re.compile(r"\b(?:(?:hom|bua|hum|sang|chieu|toi|trua|dem) (?:nay|ni|ny)|hnay|hni|h\.nay)\b"), _today),
    (re.compile(r"\b(?:(?P<part>ngay|bua|sang|chieu|toi|trua) )?(?P<mot>mot)(?P<nay> nay)?\b"), _in_two_days),
    (re.compile(r"\b(?:(?P<part>ngay|sang som|sang|chieu|toi|trua|hom|bua|dem) )?(?P<mai>mai)\b"), _tomorrow),
)
