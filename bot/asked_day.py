"""The day that a question about opening is about: one that is named, else the next such weekday. Pure."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from nlu.meaning import Entity, EntityName
from vietnam.text import fold

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
SATURDAY = 5

_NAMES = ("hai|2", "ba|3", "tu|4", "nam|5", "sau|6", "bay|7")
_WEEKDAY = (*(rf"\b(?:thu|t) ?(?:{name})\b" for name in _NAMES), r"\b(?:chu nhat|cn)\b")
_OPEN = re.compile(r"\b(?:nghi|lam|mo cua|dong cua|tiep|nop|nhan|truc|giai quyet|co ai|mo)\b")
"""Words that ask whether an office works then; a day alone may be one's own appointment."""


def asked_day(text: str, entities: Iterable[Entity], today: date) -> date | None:
    """None: the message asks about no day, or not whether the office works on it."""
    folded = fold(text)
    if not _OPEN.search(folded):
        return None
    named = [str(entity.value) for entity in entities if entity.name is EntityName.DATE]
    if named:
        return date.fromisoformat(named[0])
    for weekday, words in enumerate(_WEEKDAY):
        if re.search(words, folded):
            return today + timedelta(days=(weekday - today.weekday()) % 7)
    return None


def named_in(hours: str, day: date) -> bool:
    """Whether hours of opening speak of a day of the weekend by its name ("sáng thứ Bảy")."""
    return day.weekday() >= SATURDAY and bool(re.search(_WEEKDAY[day.weekday()], fold(hours)))
