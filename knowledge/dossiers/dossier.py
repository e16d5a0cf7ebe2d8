"""One dossier as the one-stop system tells it, and what follows from it: state, promise, delay.

Pure: the calendar and the moment are arguments. Moments carry a zone; days are days in Vietnam.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum

from vietnam.calendar import VN, WorkCalendar


class Status(IntEnum):
    """The list shared by the provinces and the national portal (domain reference §2.2)."""

    REGISTERED = 1
    ACCEPTED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT_NEEDED = 5
    PAYMENT_NEEDED = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10


class StatusGroup(StrEnum):
    """What a citizen distinguishes; being late is not a state but follows from promise and clock."""

    NOT_ACCEPTED_YET = "not_accepted_yet"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    READY = "ready"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    UPDATING = "updating"
    """A number that this list does not know, spoken as "đang cập nhật"."""


_GROUPS: Mapping[Status, StatusGroup] = {
    Status.REGISTERED: StatusGroup.NOT_ACCEPTED_YET,
    Status.ACCEPTED: StatusGroup.IN_PROGRESS,
    Status.REFUSED: StatusGroup.REFUSED,
    Status.PROCESSING: StatusGroup.IN_PROGRESS,
    Status.SUPPLEMENT_NEEDED: StatusGroup.PAUSED,
    Status.PAYMENT_NEEDED: StatusGroup.PAUSED,
    Status.WITHDRAWN: StatusGroup.WITHDRAWN,
    Status.STOPPED: StatusGroup.STOPPED,
    Status.DONE: StatusGroup.READY,
    Status.RETURNED: StatusGroup.RETURNED,
}

_RUNNING = frozenset({StatusGroup.IN_PROGRESS, StatusGroup.UPDATING})
_FINISHED = frozenset(
    {
        StatusGroup.READY,
        StatusGroup.RETURNED,
        StatusGroup.REFUSED,
        StatusGroup.WITHDRAWN,
        StatusGroup.STOPPED,
    }
)


class Channel(StrEnum):
    """How a dossier was filed. Words of other systems that the alias table does not know stay as they are."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


class Delivery(StrEnum):
    """How the result comes to the citizen."""

    DESK = "desk"
    POST = "post"
    ONLINE = "online"


@dataclass(frozen=True, kw_only=True)
class Person:
    """An owner or an authorised person. `phone` is E.164; what could not be read as one is None."""

    name: str | None = None
    phone: str | None = None
    citizen_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Unit:
    """Who resolves the dossier. `phone` is shown as the unit writes it."""

    code: str
    name: str | None = None
    phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class SupplementItem:
    name: str
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Supplement:
    """The slip that asks for more papers (Mẫu 02)."""

    no: str | None = None
    deadline: date | None = None
    items: tuple[SupplementItem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Apology:
    """The written apology with a new date (Mẫu 04); a draft has no `signed_on`."""

    no: str | None = None
    signed_on: date | None = None
    signer: str | None = None
    reason: str | None = None
    new_due_at: datetime | None = None

    @property
    def is_signed(self) -> bool:
        return self.signed_on is not None


@dataclass(frozen=True, kw_only=True)
class Fee:
    """`amount` in đồng."""

    amount: int | None = None
    deadline: date | None = None
    paid: bool = False
    refund_due: bool = False


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """The newest event of one code; `extra` keeps, in the event's own shape, what we have no field for."""

    code: str
    status_code: int
    unit: Unit
    updated_at: datetime
    sequence: int | None = None
    procedure_code: str | None = None
    procedure_name: str | None = None
    applicant: Person = Person()
    authorised: tuple[Person, ...] = ()
    status_note: str | None = None
    channel: str | None = None
    received_at: datetime | None = None
    due_at: datetime | None = None
    finished_at: datetime | None = None
    returned_at: datetime | None = None
    result_delivery: str | None = None
    supplement: Supplement | None = None
    apology: Apology | None = None
    fee: Fee | None = None
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def status(self) -> Status | None:
        """None for a number outside the national list."""
        return next((status for status in Status if status == self.status_code), None)


def group(dossier: Dossier) -> StatusGroup:
    status = dossier.status
    return StatusGroup.UPDATING if status is None else _GROUPS[status]


def is_open(dossier: Dossier) -> bool:
    """Nothing final has happened yet; paused ones and those waiting for acceptance are open."""
    return group(dossier) not in _FINISHED


def promise(dossier: Dossier) -> datetime | None:
    """The moment that was promised last: the new date of a signed apology, else the date on the receipt."""
    apology = dossier.apology
    if apology is not None and apology.is_signed and apology.new_due_at is not None:
        return apology.new_due_at
    return dossier.due_at


def finished(dossier: Dossier) -> datetime | None:
    """When the work ended. With both moments the end of the work counts, not the hand-over (QĐ 766 rule)."""
    if is_open(dossier):
        return None
    return dossier.finished_at or dossier.returned_at


def is_overdue(dossier: Dossier, now: datetime) -> bool:
    """Late from the second after the promise. A running dossier is measured against `now`, a finished
    one against its end; while the citizen has to act (5, 6) or before acceptance nothing is late."""
    promised, end = promise(dossier), _measured_at(dossier, now)
    return promised is not None and end is not None and end.replace(microsecond=0) > promised


def overdue_workdays(dossier: Dossier, now: datetime, calendar: WorkCalendar) -> int:
    """Working days begun since the promised day. 0 for what is not late and for what is late by hours
    or by days off only: ask `is_overdue` for the yes or no."""
    promised, end = promise(dossier), _measured_at(dossier, now)
    if promised is None or end is None or not is_overdue(dossier, now):
        return 0
    return max(0, calendar.workdays_between(local_day(promised), local_day(end)))


def days_left(dossier: Dossier, now: datetime, calendar: WorkCalendar) -> int | None:
    """Working days until the promised day, negative after it; None when no clock runs."""
    promised = promise(dossier)
    if promised is None or group(dossier) not in _RUNNING:
        return None
    return calendar.workdays_between(local_day(now), local_day(promised))


def early_workdays(dossier: Dossier, calendar: WorkCalendar) -> int:
    """Working days between a result and its later promised day; 0 when it was not early."""
    promised, end = promise(dossier), finished(dossier)
    if promised is None or end is None or group(dossier) not in {StatusGroup.READY, StatusGroup.RETURNED}:
        return 0
    return max(0, calendar.workdays_between(local_day(end), local_day(promised)))


def local_day(moment: datetime) -> date:
    return moment.astimezone(VN).date()


def _measured_at(dossier: Dossier, now: datetime) -> datetime | None:
    return now if group(dossier) in _RUNNING else finished(dossier)
