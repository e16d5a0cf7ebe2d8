"""The moment of one notice: quiet hours and its person's share of the spread. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bot.leaving.quiet import leaves_at, next_morning
from bot.leaving.smooth import smoothed
from bot.notifying.rules import Rules
from vietnam.calendar import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class Timing:
    """What decides about the moment. `optional`: leaves on working days, and spread. `since`: from when on
    it could have left, hours apart."""

    person: str
    since: datetime
    expires_at: datetime
    urgent: bool
    optional: bool


def may_leave(timing: Timing, now: datetime, rules: Rules, calendar: WorkCalendar) -> datetime:
    """`now`, or when it has to be looked at again. Asked at that moment, it gives that moment."""
    if timing.urgent:
        return now
    allowed = leaves_at(now, rules, calendar, optional=timing.optional)
    if allowed > now:
        return smoothed(allowed, timing.person, rules.smooth_minutes, timing.expires_at)
    begun = leaves_at(timing.since, rules, calendar, optional=timing.optional)
    if begun > timing.since or timing.optional:
        return max(now, smoothed(begun, timing.person, rules.smooth_minutes, timing.expires_at))
    return now


def tomorrow(timing: Timing, now: datetime, rules: Rules, calendar: WorkCalendar) -> datetime:
    """For what may not leave today any more."""
    morning = next_morning(now, rules, calendar, optional=timing.optional)
    return smoothed(morning, timing.person, rules.smooth_minutes, timing.expires_at)
