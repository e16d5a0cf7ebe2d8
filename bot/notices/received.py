"""The dossier was accepted: its number and the promised day (Decree 309/2025 art. 8.3, Mẫu 01)."""

from dataclasses import replace
from datetime import timedelta

from bot.notifying import told
from bot.notifying.days_off import days_off
from bot.notifying.notice import Case, Decision, Due, Notice
from bot.reply import Say
from knowledge.dossiers.change import Change
from knowledge.dossiers.dossier import Status, local_day, promise

STATUSES = frozenset({Status.ACCEPTED, Status.PROCESSING})
"""Work may begin before the notice has left; it is still of use."""
LIFE = timedelta(days=2)


def decide(case: Case) -> Decision:
    """Due once for each acceptance: a dossier that comes back from its citizen, or that the feed knows only
    since work began, is accepted anew only when its receipt is as young as the notice lives."""
    if case.dossier.status_code not in STATUSES:
        return Decision(why="hồ sơ không ở trạng thái đã tiếp nhận hoặc đang giải quyết")
    accepted, before = _accepted(case)
    received = case.dossier.received_at
    begins = max(accepted.at, received or accepted.at)
    if silent := told.untold(replace(accepted, at=begins), case.now, LIFE, "việc tiếp nhận"):
        return Decision(why=silent)
    if not _is_acceptance(accepted, before) and (received is None or case.now - received >= LIFE):
        return Decision(why="hồ sơ đã được tiếp nhận từ trước")
    if early := told.not_come(case.now, begins):
        return early
    says = (_told(case), *told.about(case), _promised(case), *told.contact(case))
    due = Due(mark=told.moment(received or accepted.at), says=says, at=begins)
    return Decision(why="hồ sơ đã được tiếp nhận", due=due)


def _accepted(case: Case) -> tuple[Change, Change | None]:
    """The change that began the present stay in work, and the one before it."""
    at = len(case.changes) - 1
    while at > 0 and case.changes[at - 1].status_code in STATUSES:
        at -= 1
    return case.changes[at], case.changes[at - 1] if at else None


def _is_acceptance(change: Change, before: Change | None) -> bool:
    if before is None:
        return change.status_code == Status.ACCEPTED
    return before.status_code == Status.REGISTERED


def _told(case: Case) -> Say:
    received = case.dossier.received_at
    if received is None:
        return told.say(case, "received.told_undated")
    return told.say(case, "received.told", received=received)


def _promised(case: Case) -> Say:
    """The promised day with the length of the limit in working days; a day that has passed is not told."""
    due, received = promise(case.dossier), case.dossier.received_at
    if due is None or due < case.now:
        return told.say(case, "received.due_unknown")
    if received is None or local_day(due) <= local_day(received):
        return told.say(case, "received.due", due=due)
    days = case.calendar.workdays_between(local_day(received), local_day(due))
    off = days_off(case.calendar, local_day(received), local_day(due))
    if off is None:
        return told.say(case, "received.due_days", due=due, days=days)
    return told.say(case, "received.due_days_off", due=due, days=days, off=off)


NOTICE = Notice(
    name="received",
    about="tiếp nhận hồ sơ và ngày hẹn trả",
    decide=decide,
    statuses=frozenset(map(int, STATUSES)),
    life=LIFE,
    several="received.several",
)
