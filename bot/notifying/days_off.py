"""Which holidays and closures lie within a time limit, in words. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from vietnam.calendar import WorkCalendar

_MOST = 3
"""Runs that are named; a limit with more of them is so long that nobody counts its days."""
_ONE_DAY = timedelta(days=1)


def days_off(calendar: WorkCalendar, start: date, end: date) -> str | None:
    """`24/11 (Ngày Văn hóa Việt Nam)`, `16/02 đến 20/02 (Tết Nguyên Đán); …`: the days after `start` until
    `end` off for a holiday, exchange or closure, where a weekend alone is none. None: none, or too many."""
    runs = [run for run in _runs(calendar, start, end) if any(day.weekday() < 5 for day in run)]
    if not 0 < len(runs) <= _MOST:
        return None
    return "; ".join(_named(calendar, run) for run in runs)


def _runs(calendar: WorkCalendar, start: date, end: date) -> Iterator[list[date]]:
    """Days off by name that no working day parts; those on a weekend too."""
    run: list[date] = []
    day = start
    while day < end:
        day += _ONE_DAY
        if calendar.is_workday(day):
            if run:
                yield run
            run = []
        elif calendar.day_off_reason(day):
            run.append(day)
    if run:
        yield run


def _named(calendar: WorkCalendar, run: Sequence[date]) -> str:
    when = f"{run[0]:%d/%m}" if len(run) == 1 else f"{run[0]:%d/%m} đến {run[-1]:%d/%m}"
    return f"{when} ({_reason([calendar.day_off_reason(day) or '' for day in run])})"


def _reason(reasons: Sequence[str]) -> str:
    """The one that the others are named after ("Mùng hai Tết Nguyên Đán"), else all of them."""
    counted = {reason: sum(reason in other for other in reasons) for reason in reasons}
    best = max(counted, key=lambda reason: counted[reason])
    return best if counted[best] > 1 else " và ".join(counted)
