"""The span of time that a report is about."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from vietnam.calendar import VN

_MONTH = re.compile(r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Period:
    """From `begins` up to, not including, `ends`; both are midnights in Vietnam. `name`: `2026-11`."""

    name: str
    begins: datetime
    ends: datetime

    def holds(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends


def month(name: str) -> Period:
    """`2026-11`. Raises ValueError for what is no month."""
    found = _MONTH.fullmatch(name)
    if found is None:
        raise ValueError(f"no month: {name!r}")
    year, number = int(found["year"]), int(found["month"])
    after = (year, number + 1) if number < 12 else (year + 1, 1)
    return Period(name=name, begins=_midnight(year, number), ends=_midnight(*after))


def month_at(now: datetime) -> Period:
    return month(f"{now.astimezone(VN):%Y-%m}")


def _midnight(year: int, number: int) -> datetime:
    return datetime.combine(date(year, number, 1), time(0), tzinfo=VN)
