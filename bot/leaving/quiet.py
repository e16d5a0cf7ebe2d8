"""When a notice may leave: not while people sleep, and optional ones only on working days. Pure."""

from datetime import datetime, time, timedelta

from bot.notifying.rules import Rules
from vietnam.calendar import VN, WorkCalendar

_ONE_DAY = timedelta(days=1)


def leaves_at(
    now: datetime, rules: Rules, calendar: WorkCalendar, *, urgent: bool = False, optional: bool = False
) -> datetime:
    """The first moment from `now` on at which a notice may leave, in Vietnam's time; `now` itself in the
    open hours. What the law wants told leaves on days off too, between the same hours; optional ones wait
    for a working day; urgent ones never wait."""
    now = now.astimezone(VN)
    if urgent:
        return now
    if optional and not calendar.is_workday(now.date()):
        return _morning(now + _ONE_DAY, rules, calendar, optional=True)
    clock = now.time()
    if clock < rules.quiet_until:
        return _on(now, rules.quiet_until)
    if clock >= rules.quiet_from:
        return _morning(now + _ONE_DAY, rules, calendar, optional=optional)
    return now


def next_morning(now: datetime, rules: Rules, calendar: WorkCalendar, *, optional: bool = False) -> datetime:
    """When the hours open on the day after `now`: for what may not leave today any more."""
    return _morning(now.astimezone(VN) + _ONE_DAY, rules, calendar, optional=optional)


def closes_at(now: datetime, rules: Rules) -> datetime:
    """When the open hours of this day end: what may leave now may not leave after that."""
    return _on(now.astimezone(VN), rules.quiet_from)


def is_quiet(at: datetime, rules: Rules) -> bool:
    clock = at.astimezone(VN).time()
    return clock < rules.quiet_until or clock >= rules.quiet_from


def day_begins(now: datetime) -> datetime:
    """Midnight in Vietnam: from here on the notices of a day are counted."""
    return _on(now.astimezone(VN), time.min)


def _morning(day: datetime, rules: Rules, calendar: WorkCalendar, *, optional: bool) -> datetime:
    while optional and not calendar.is_workday(day.date()):
        day += _ONE_DAY
    return _on(day, rules.quiet_until)


def _on(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock, tzinfo=VN)
