"""What all readers of days share: the shape of a reader, and which of several days is the nearest."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from nlu.entities.spoken import spoken
from nlu.spelling.normalise import Typed

Reader = Callable[[Typed, re.Match[str], date | None], date | None]
"""The day that a match fixes, from the message's day; None where it is none. May raise ValueError."""

Readers = tuple[tuple[re.Pattern[str], Reader], ...]
"""Patterns over `Typed.bare`, and what their matches fix; the first that fits takes its stretch."""

DAY: Final = r"(?P<day>[0-3]?\d)"
MONTH: Final = r"(?P<month>1[0-2]|0?[1-9])"
DAY_WORD: Final = r"(?:ngay|hom|mung|mong|bua)"
CUE: Final = re.compile(
    r"\b(?:ngay|hom|hen|bua|mung|mong|tu|den|toi|sang|chieu|truoc|sau|tra|nop|lay|nhan|han|het han|vao|kq"
    r"|cap|sinh|ket qua|phieu hen|hop|lich|ghi|phieu|dat)\s*:?\s*$"
)
"""Words that expect a day behind them."""


def nearest_meant(typed: Typed, match: re.Match[str], days: list[date | None], today: date) -> date | None:
    """The nearest of the days; after "hôm" the last one, which has been."""
    before = typed.bare[max(0, match.start() - 12) : match.start()]
    if match[0].startswith("hom ") or re.search(r"\bhom (?:mung |mong |ngay )?$", before):
        days = [day for day in days if day and day <= today]
    real = [day for day in days if day is not None]
    return min(real, key=lambda day: abs((day - today).days), default=None)


def maybe(year: int, month: int, day: int) -> date | None:
    """None for a day that the calendar has not: 31/2."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def figure(words: str) -> int | None:
    """The number that digits or words without diacritics say; None where they say none."""
    return int(words) if words.isdigit() else spoken(words)
