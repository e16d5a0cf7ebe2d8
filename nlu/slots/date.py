"""Days: written out ("17/11", "ngày 5 tháng 3"), or told from the day of the message ("hôm qua", "thứ 2
tuần sau"). Only what fixes one calendar day counts; "tuần sau" and "cuối tháng" do not."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from nlu.entities import days_lunar, days_of_month, days_told, days_written
from nlu.entities.days import Reader
from nlu.entities.slot import Scene, Slot, is_taken
from nlu.meaning import Entity, EntityName
from nlu.spelling.normalise import Typed
from vietnam.calendar import VN

_FIRST_YEAR, _LAST_YEAR = 1900, 2200

_READERS: Final = (
    days_written.ISO,
    *days_lunar.READERS,
    *days_written.READERS,
    *days_of_month.READERS,
    *days_told.READERS,
)


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    today = _today(scene.context.sent_at)
    taken: list[tuple[int, int]] = []
    for pattern, reader in _READERS:
        for match in pattern.finditer(typed.bare):
            start, end = match.span()
            if is_taken(taken, start, end):
                continue
            if (day := _safely(reader, typed, match, today)) is None:
                continue
            taken.append((start, end))
            yield Entity(name=EntityName.DATE, value=day.isoformat(), start=start, end=end)


def _today(sent_at: datetime | None) -> date | None:
    """None where a clock gone wrong names a day at the ends of time, from which nothing can be counted."""
    if sent_at is None or not _FIRST_YEAR < sent_at.year < _LAST_YEAR:
        return None
    return sent_at.astimezone(VN).date()


def _safely(reader: Reader, typed: Typed, match: re.Match[str], today: date | None) -> date | None:
    """None for days that no calendar has: 31/2."""
    try:
        return reader(typed, match, today)
    except (ValueError, OverflowError):
        return None


SLOT: Final = Slot(find=_find, rank=50)
