"""Working days of Vietnamese state offices, and when a time limit ends.

Counting rules: Civil Code 2015 art. 147-148 (the first day is not counted; a last day off moves to the
end of the next working day). Which days are off is data: see `vietnam/days.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

from vietnam.days import closures_of, read_days
from vietnam.duration import TimeLimit, TimeUnit, fmt_limit, parse_duration

__all__ = [
    "OFFICE_HOURS",
    "VN",
    "Due",
    "OpeningHours",
    "TimeLimit",
    "TimeUnit",
    "WorkCalendar",
    "fmt_date",
    "fmt_datetime",
    "fmt_limit",
    "load_calendar",
    "parse_duration",
]

VN = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Vietnam has kept +07:00 without summer time since 1975, so a fixed offset is exact for any dossier
and needs no time zone database on the machine."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class OpeningHours:
    """Sessions of one working day, in order and apart; together they are the 8 hours of a working day."""

    sessions: tuple[tuple[time, time], ...] = ((time(7), time(11, 30)), (time(13, 30), time(17)))
    same_day_until: time = time(15)
    """Same-day procedures accepted after this are due the next working day (procedure 1.001193, birth
    registration; Decree 23/2015/NĐ-CP art. 7, certification)."""

    def __post_init__(self) -> None:
        edges = [edge for session in self.sessions for edge in session]
        if not edges or edges != sorted(set(edges)):
            raise ValueError("opening hours must be sessions in order that do not touch")

    @property
    def opening(self) -> time:
        return self.sessions[0][0]

    @property
    def closing(self) -> time:
        return self.sessions[-1][1]


OFFICE_HOURS = OpeningHours()


@dataclass(frozen=True, kw_only=True)
class Due:
    """`expected_only`: the count runs into a year whose days off are not announced ("dự kiến")."""

    at: datetime
    expected_only: bool


@dataclass(frozen=True, kw_only=True)
class WorkCalendar:
    """`off` names the days off by reason; `made_up` are weekend days that are worked."""

    off: Mapping[date, str]
    made_up: frozenset[date]
    announced: frozenset[int]
    hours: OpeningHours = field(default=OFFICE_HOURS)

    def is_workday(self, day: date) -> bool:
        if day in self.off:
            return False
        return day.weekday() < 5 or day in self.made_up

    def is_announced(self, year: int) -> bool:
        return year in self.announced

    def day_off_reason(self, day: date) -> str | None:
        """The holiday, exchange or closure by name; None on working days and ordinary weekends."""
        return self.off.get(day)

    def next_workday(self, day: date) -> date:
        """The first working day after `day`."""
        return self.workday_from(day + _ONE_DAY)

    def workday_from(self, day: date) -> date:
        """`day` itself when it is worked, else the first working day after it."""
        while not self.is_workday(day):
            day += _ONE_DAY
        return day

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after `day`, not counting it; negative n goes back, 0 gives `day` itself."""
        step = _ONE_DAY if n > 0 else -_ONE_DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Working days from `start` to `end`, negative backwards; `start` not counted, `end` counted."""
        sign = 1 if end >= start else -1
        days = (start + sign * i * _ONE_DAY for i in range(1, abs((end - start).days) + 1))
        return sign * sum(map(self.is_workday, days))

    def open_from(self, at: datetime) -> datetime:
        """`at` in Vietnam's time while offices are open, else the moment when they open next.

        This is when a paper that comes in at `at` counts as received. Closing time itself is still open.
        """
        at = _local(at)
        if self.is_workday(at.date()):
            for opens, closes in self.hours.sessions:
                if at.timetz().replace(tzinfo=None) <= closes:
                    return max(at, _at(at.date(), opens))
        return _at(self.next_workday(at.date()), self.hours.opening)

    def add_working_hours(self, at: datetime, hours: float) -> datetime:
        """`hours` (not negative) of opening time after `at`; ends at a closing, never at the next opening."""
        left = timedelta(hours=hours)
        at = self.open_from(at)
        while True:
            for opens, closes in self.hours.sessions:
                begin, end = max(at, _at(at.date(), opens)), _at(at.date(), closes)
                if begin + left <= end:
                    return begin + left
                left -= max(timedelta(0), end - begin)
            at = _at(self.next_workday(at.date()), self.hours.opening)

    def due_at(self, received: datetime, limit: TimeLimit) -> Due:
        """When a dossier accepted at `received` must be answered; limits in days end at closing time."""
        accepted = self.open_from(received)
        if limit.unit is TimeUnit.HOUR:
            at = self.add_working_hours(accepted, limit.amount)
        else:
            at = _at(self._due_day(accepted, limit), self.hours.closing)
        years = range(accepted.year, at.year + 1)
        return Due(at=at, expected_only=not all(map(self.is_announced, years)))

    def _due_day(self, accepted: datetime, limit: TimeLimit) -> date:
        day = accepted.date()
        if limit.unit is TimeUnit.WORKDAY:
            return self.add_workdays(day, limit.amount)
        if limit.unit is TimeUnit.DAY:
            return self.workday_from(day + limit.amount * _ONE_DAY)
        if limit.unit is TimeUnit.MONTH:
            return self.workday_from(_add_months(day, limit.amount))
        late = accepted > _at(day, self.hours.same_day_until)
        return self.next_workday(day) if late else day


def load_calendar(
    *,
    extra_off: Mapping[date, str] | None = None,
    unit: str | None = None,
    hours: OpeningHours = OFFICE_HOURS,
) -> WorkCalendar:
    """The country's calendar with the closures that the data file holds for `unit`.

    `extra_off` are further closures by day with the decision that orders them; they win over all else.
    """
    days = read_days()
    off = {**days.off, **closures_of(unit, days.closures), **(extra_off or {})}
    return WorkCalendar(off=off, made_up=days.made_up, announced=days.announced, hours=hours)


def fmt_date(day: date) -> str:
    """`27/11/2026`; a datetime is first taken to Vietnam's time."""
    if isinstance(day, datetime):
        day = _local(day)
    return day.strftime("%d/%m/") + f"{day.year:04d}"


def fmt_datetime(at: datetime) -> str:
    """`09:15 27/11/2026`, in Vietnam's time."""
    at = _local(at)
    return f"{at:%H:%M} {fmt_date(at)}"


def _local(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone; a naive datetime could mean any")
    return at.astimezone(VN)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=VN)


def _add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (first_of_next - _ONE_DAY).day))
