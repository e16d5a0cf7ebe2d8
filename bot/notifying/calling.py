"""How long officers have to call somebody whom no channel reached. Pure."""

from datetime import datetime

from bot.notifying.rules import Rules
from knowledge.dossiers.dossier import local_day
from vietnam.calendar import VN, WorkCalendar


def call_until(now: datetime, calendar: WorkCalendar, rules: Rules) -> datetime:
    """Closing time of the last of the working days that the rules give."""
    day = calendar.add_workdays(local_day(now), rules.call_workdays)
    return datetime.combine(day, calendar.hours.closing, tzinfo=VN)
