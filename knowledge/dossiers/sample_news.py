"""What may happen to a sample dossier, so that its notice can be seen: one change for each kind of news."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from knowledge.dossiers.dossier import Apology, Dossier, Fee, Status, Supplement, local_day
from knowledge.dossiers.sample_parts import at, load_parts
from vietnam.calendar import WorkCalendar

News = Callable[[Dossier, datetime, WorkCalendar], Dossier]


def happens(dossier: Dossier, news: str, now: datetime, calendar: WorkCalendar) -> Dossier:
    """The dossier after it, as of `now`. Raises KeyError for what is not among `NEWS`."""
    changed = NEWS[news](dossier, now, calendar)
    return replace(changed, updated_at=now, sequence=(dossier.sequence or 0) + 1)


def _received(dossier: Dossier, now: datetime, calendar: WorkCalendar) -> Dossier:
    due = at(calendar.add_workdays(local_day(now), 5), 17)
    return replace(
        dossier, status_code=Status.ACCEPTED, received_at=now, due_at=due, finished_at=None, apology=None
    )


def _supplement(dossier: Dossier, now: datetime, calendar: WorkCalendar) -> Dossier:
    slip = Supplement(
        no="12", deadline=calendar.add_workdays(local_day(now), 10), items=load_parts().papers[:2]
    )
    return replace(dossier, status_code=Status.SUPPLEMENT_NEEDED, supplement=slip)


def _payment(dossier: Dossier, now: datetime, calendar: WorkCalendar) -> Dossier:
    fee = Fee(amount=120_000, deadline=calendar.add_workdays(local_day(now), 5))
    return replace(dossier, status_code=Status.PAYMENT_NEEDED, fee=fee)


def _ready(dossier: Dossier, now: datetime, calendar: WorkCalendar) -> Dossier:
    """On the promised day: before it, it would be early."""
    return replace(dossier, status_code=Status.DONE, finished_at=now, due_at=now + timedelta(minutes=1))


def _ready_early(dossier: Dossier, now: datetime, calendar: WorkCalendar) -> Dossier:
    due = at(calendar.add_workdays(local_day(now), 4), 17)
    return replace(dossier, status_code=Status.DONE, finished_at=now, due_at=due)


def _refused(dossier: Dossier, now: datetime, calendar: WorkCalendar) -> Dossier:
    return replace(dossier, status_code=Status.REFUSED, status_note=load_parts().refusals[0], finished_at=now)


def _overdue_apology(dossier: Dossier, now: datetime, calendar: WorkCalendar) -> Dossier:
    """Signed today, a day before the promised one."""
    due = at(calendar.next_workday(local_day(now)), 17)
    letter = Apology(
        no="21/UBND",
        signed_on=local_day(now),
        signer="Chủ tịch UBND",
        reason=load_parts().delays[0],
        new_due_at=at(calendar.add_workdays(local_day(due), 3), 17),
    )
    return replace(dossier, apology=letter, due_at=due)


NEWS: Mapping[str, News] = {
    "received": _received,
    "supplement": _supplement,
    "payment": _payment,
    "ready": _ready,
    "ready_early": _ready_early,
    "refused": _refused,
    "overdue_apology": _overdue_apology,
}
"""By the kind of notice that tells of it (bot/notices/)."""
