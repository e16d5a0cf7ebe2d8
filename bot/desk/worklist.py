"""One list of what has to be done, the most urgent first, by opening hours left. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.notifying.rules import Rules
from bot.records import CONTROL_DESK, TicketKind
from bot.reply import Say
from knowledge.dossiers.dossier import local_day
from vietnam.calendar import VN, WorkCalendar

_CALLED_BACK = {TicketKind.HANDOFF, TicketKind.WITHDRAW}
_HOUR = timedelta(hours=1)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class OpenTask:
    id: int
    kind: str
    desk: str
    unit_code: str | None
    dossier_code: str | None
    says: tuple[Say, ...]
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class OpenTicket:
    """`text` None: erased, or none was given. `phone`: the proven one of whoever asks."""

    id: int
    kind: str
    unit_code: str | None
    dossier_code: str | None
    text: str | None
    created_at: datetime
    phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """`number`: `12` for a task, `Y12` for a citizen's request. `hours_left` counts opening hours, negative
    when it is late. `said`: the citizen's own words. `call`: whom to call back, only where that is asked
    for: who reports somebody is not called up by them."""

    number: str
    kind: str
    desk: str
    unit_code: str | None
    dossier_code: str | None
    due_at: datetime
    hours_left: float
    says: tuple[Say, ...] = ()
    said: str | None = None
    call: str | None = None


def worklist(
    tasks: Iterable[OpenTask],
    tickets: Iterable[OpenTicket],
    now: datetime,
    calendar: WorkCalendar,
    rules: Rules,
) -> list[Item]:
    items = [
        *(_of_task(task, now, calendar) for task in tasks),
        *(_of_ticket(each, now, calendar, rules) for each in tickets),
    ]
    return sorted(items, key=lambda item: (item.hours_left, item.due_at, item.number))


def hours_left(now: datetime, due: datetime, calendar: WorkCalendar) -> float:
    """Opening hours from `now` to `due`, negative backwards."""
    begin, end = min(now, due).astimezone(VN), max(now, due).astimezone(VN)
    day, total = local_day(begin), timedelta(0)
    while day <= local_day(end):
        if calendar.is_workday(day):
            for opens, closes in calendar.hours.sessions:
                opened = max(begin, datetime.combine(day, opens, tzinfo=VN))
                closed = min(end, datetime.combine(day, closes, tzinfo=VN))
                total += max(timedelta(0), closed - opened)
        day += _ONE_DAY
    return round((total if due >= now else -total) / _HOUR, 1)


def ticket_due(ticket: OpenTicket, calendar: WorkCalendar, rules: Rules) -> datetime:
    """In opening hours, but for what the law counts by the clock."""
    hours = _opening_hours(ticket.kind, rules)
    if hours is None:
        return ticket.created_at + timedelta(hours=rules.privacy_hours)
    return calendar.add_working_hours(ticket.created_at, hours)


def _opening_hours(kind: str, rules: Rules) -> int | None:
    match kind:
        case TicketKind.HANDOFF:
            return rules.handoff_work_hours
        case TicketKind.WITHDRAW:
            return rules.withdraw_work_hours
        case TicketKind.REPORT | TicketKind.COMMENT:
            return rules.report_work_hours
        case _:
            return None


def _of_task(task: OpenTask, now: datetime, calendar: WorkCalendar) -> Item:
    return Item(
        number=str(task.id),
        kind=task.kind,
        desk=task.desk,
        unit_code=task.unit_code,
        dossier_code=task.dossier_code,
        due_at=task.due_at,
        hours_left=hours_left(now, task.due_at, calendar),
        says=task.says,
    )


def _of_ticket(ticket: OpenTicket, now: datetime, calendar: WorkCalendar, rules: Rules) -> Item:
    due = ticket_due(ticket, calendar, rules)
    control = ticket.unit_code == CONTROL_DESK
    return Item(
        number=f"Y{ticket.id}",
        kind=ticket.kind,
        desk=CONTROL_DESK if control else "officer",
        unit_code=None if control else ticket.unit_code,
        dossier_code=ticket.dossier_code,
        due_at=due,
        hours_left=hours_left(now, due, calendar),
        said=ticket.text,
        call=ticket.phone if ticket.kind in _CALLED_BACK else None,
    )
