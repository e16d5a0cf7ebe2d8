"""Days of the lunar calendar: "20/10 âm lịch", "rằm tháng giêng", "mùng 5 tết", as solar days."""

import re
from datetime import date
from typing import Final

from nlu.entities.days import DAY, DAY_WORD, MONTH, Readers, figure
from nlu.entities.spoken import WORDS
from nlu.spelling.normalise import Typed
from vietnam.lunar import nearest_solar, solar_of

_LUNAR: Final = r" ?[,(]? ?(?:lich )?(?:am lich|am\b|al\b)"
_MOON_MONTH: Final = r"(?:thang |thg )?(?:(?P<month>1[0-2]|0?[1-9])|(?P<named>gieng|chap))"


def _lunar(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    groups = match.groupdict()
    day = 15 if groups.get("full_moon") else figure(groups["day"] or groups["late"]) or 0
    named = groups.get("named")
    month = {"gieng": 1, "tet": 1, "chap": 12}[named] if named else int(groups["month"])
    if groups.get("late"):
        month = 12
    if groups.get("year"):
        return solar_of(day, month, int(groups["year"]))
    return nearest_solar(day, month, today) if today else None


READERS: Final[Readers] = (
    (
        re.compile(
            rf"\b(?:am lich |am |al )?(?:{DAY_WORD} )?{DAY} ?(?:[/.-]| thang | thg ?)"
            rf" ?{MONTH}{_LUNAR}(?: ?\)?,? ?nam (?P<year>20\d\d))?"
        ),
        _lunar,
    ),
    (re.compile(rf"\b(?:am lich|al) (?:{DAY_WORD} )?{DAY} ?(?:[/.-]|thang) ?{MONTH}\b"), _lunar),
    (re.compile(rf"\b(?P<full_moon>ram) {_MOON_MONTH}\b"), _lunar),
    (re.compile(rf"\b(?:{DAY_WORD} )?{DAY} thang (?P<named>gieng|chap)\b"), _lunar),
    (
        re.compile(
            rf"\b(?:(?:mung|mong) (?P<day>\d|10|{WORDS})|(?:ngay )?(?P<late>2[3-9]|30)) (?P<named>tet)\b"
            r"(?! (?:tay|duong))"
        ),
        _lunar,
    ),
)
