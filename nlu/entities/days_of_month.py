"""Days of which only the number is said: "ngày 10", "mùng 5 tháng này", "hẹn 25 tháng này", "hẹn 15 tây"."""

import re
from datetime import date
from typing import Final

from nlu.entities.days import CUE, Readers, figure, maybe, nearest_meant
from nlu.entities.spoken import WORDS
from nlu.spelling.normalise import Typed

_EVERY: Final = re.compile(r"\b(?:moi|mot|1|trong|nua|hang)\s*$")


def _of_this_month(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "hẹn 25 tháng này", "hẹn 15 tây"; "3 tháng sau" is a time."""
    if not CUE.search(typed.bare, max(0, match.start() - 12), match.start()):
        return None
    return _day_of_month(typed, match, today)


def _day_of_month(typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """ "ngày 10", "mùng 5 tháng này": the nearest such day, or the month that is named."""
    if typed.composed[match.start() : match.start() + 4].lower() == "mừng":
        return None
    if today is None or _EVERY.search(typed.bare, 0, match.start()):
        return None
    day = figure(match["day"])
    if not day or day > 31:
        return None
    which = match["which"]
    if which is not None:
        step = 0 if which in {"nay", "ni"} else (1 if which in {"sau", "toi", "toi day"} else -1)
        return maybe(*month_of(today, step), day)
    if match["toward"] not in {None, "tay"}:
        ahead = match["toward"] in {"toi", "sap toi", "toi day"}
        days = [maybe(*month_of(today, step), day) for step in ((0, 1) if ahead else (0, -1))]
        return next((one for one in days if one and (one >= today) == ahead), None)
    return nearest_meant(typed, match, [maybe(*month_of(today, step), day) for step in (-1, 0, 1)], today)


def month_of(today: date, step: int) -> tuple[int, int]:
    months = today.year * 12 + today.month - 1 + step
    return months // 12, months % 12 + 1


READERS: Final[Readers] = (
    (
        re.compile(
            rf"\b(?:ngay|mung|mong|hom|bua) (?P<day>[0-3]?\d|(?:muoi|hai muoi|ba muoi)(?: (?:{WORDS}))?"
            rf"|(?<=mung |mong )(?:{WORDS})(?! (?:moi|tram|ngan|nghin)))\b"
            r"(?! ?(?:[/.-] ?\d|gio|h\b|g\b|ngay|nguoi|tieng|lan|buoi|ho so|luot|bua|ca\b|cai|thang (?:\d"
            r"|[a-z]+ nam)|tr\b|k\b))"
            r"(?: thang (?P<which>nay|ni|sau|toi day|toi|truoc|roi|vua roi|vua qua|qua))?"
            r"(?: (?P<toward>toi day|sap toi|toi(?! ?(?:gio|nay|luc|chu|bay gio|hom|ngay))(?!\w)|vua roi"
            r"|vua qua))?(?: (?:tay|duong lich|duong))?"
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
