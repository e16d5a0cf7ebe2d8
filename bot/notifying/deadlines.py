"""By when an apology must have been sent, when officers are warned, and what only time decides. Pure.

Source: Decree 61/2018/NĐ-CP art. 19.9 (at the latest one day before); the numbers are in rules.toml.
"""

from datetime import date, datetime, time, timedelta

from bot.notifying.notice import Case, Decision
from bot.notifying.rules import Rules
from knowledge.dossiers.change import ANNOUNCING
from knowledge.dossiers.dossier import Dossier, Status, StatusGroup, group, local_day
from vietnam.calendar import VN, WorkCalendar, fmt_datetime

SECOND = timedelta(seconds=1)
"""A moment has passed from the second after it."""

UNKNOWN_STATUSES = range(11, 100)
"""Numbers that the national list may grow into: "đang cập nhật", with the clock running."""

RUNNING = frozenset({Status.ACCEPTED, Status.PROCESSING, *UNKNOWN_STATUSES})
"""States in which a dossier can become late."""

_SILENT_AGAIN = timedelta(hours=1)

_CLOSED = {
    StatusGroup.NOT_ACCEPTED_YET: "hồ sơ chưa được tiếp nhận, thời hạn chưa tính",
    StatusGroup.PAUSED: "thời hạn đang tạm dừng, chờ người dân",
    StatusGroup.READY: "đã có kết quả",
    StatusGroup.RETURNED: "đã có kết quả và đã trả",
    StatusGroup.REFUSED: "hồ sơ đã bị từ chối",
    StatusGroup.WITHDRAWN: "hồ sơ đã được rút",
    StatusGroup.STOPPED: "hồ sơ đã dừng giải quyết",
}


def not_running(dossier: Dossier) -> str | None:
    """Why it cannot become late; None: its clock runs."""
    return _CLOSED.get(group(dossier))


def letter_deadline(due_at: datetime, calendar: WorkCalendar, rules: Rules) -> datetime:
    """The end of office hours on the calendar day by which the apology must have been sent. A day off stays
    that day: "at the latest"."""
    day = local_day(due_at) - timedelta(days=rules.apology_days_before)
    return at(day, calendar.hours.closing)


def letter_task_at(due_at: datetime, calendar: WorkCalendar, rules: Rules) -> datetime:
    """When officers get the task: the opening of a working day before the deadline."""
    day = local_day(letter_deadline(due_at, calendar, rules))
    day = calendar.add_workdays(day, -rules.letter_task_workdays_before)
    if not calendar.is_workday(day):
        day = calendar.add_workdays(day, -1)
    return at(day, calendar.hours.opening)


def next_morning(moment: datetime, calendar: WorkCalendar) -> datetime:
    """The opening of the first working day after the day of `moment`."""
    return at(calendar.next_workday(local_day(moment)), calendar.hours.opening)


def closing_of_next_workday(moment: datetime, calendar: WorkCalendar) -> datetime:
    return at(calendar.next_workday(local_day(moment)), calendar.hours.closing)


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=VN)


def of_old(case: Case, promised: datetime) -> bool:
    """A promise that had passed before anything of the dossier was announced to us, and that is older than
    officers work on one by one: the archive of a first import."""
    if case.now - promised <= timedelta(days=case.rules.old_promise_days):
        return False
    begun = next((change.at for change in case.changes if change.source in ANNOUNCING), None)
    return begun is None or promised < begun


def held(case: Case) -> Decision | None:
    """A feed that fell silent is not a late office: nothing that only time drives is decided meanwhile."""
    if case.silent_since is None:
        return None
    why = f"dữ liệu của đơn vị gián đoạn từ {fmt_datetime(case.silent_since)}, chưa kết luận"
    return Decision(why=why, look_at=case.now + _SILENT_AGAIN)
