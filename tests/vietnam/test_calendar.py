from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunar_vn import LunarDate, lunar_to_solar

from vietnam.calendar import (
    VN,
    OpeningHours,
    TimeLimit,
    TimeUnit,
    fmt_date,
    fmt_datetime,
    load_calendar,
)

CALENDAR = load_calendar()

OFF_WEEKDAYS = {
    2024: "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9",
    2025: "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9",
    2026: "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11",
}
MADE_UP = {2024: "4/5", 2025: "26/4", 2026: "10/1 22/8"}

days = st.dates(date(2019, 1, 1), date(2035, 12, 31))
moments = st.builds(datetime.combine, days, st.times(), st.just(VN))
limits = st.builds(TimeLimit, amount=st.integers(1, 60), unit=st.sampled_from(TimeUnit))


def year_days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def short(found: list[date]) -> str:
    return " ".join(f"{day.day}/{day.month}" for day in found)


@pytest.mark.parametrize("year", OFF_WEEKDAYS)
def test_an_announced_year_is_exactly_this(year: int) -> None:
    weekdays_off = [d for d in year_days(year) if d.weekday() < 5 and not CALENDAR.is_workday(d)]
    weekends_on = [d for d in year_days(year) if d.weekday() >= 5 and CALENDAR.is_workday(d)]
    assert (short(weekdays_off), short(weekends_on)) == (OFF_WEEKDAYS[year], MADE_UP[year])
    assert CALENDAR.is_announced(year)


@pytest.mark.parametrize("year", [2023, 2027, 2060])
def test_other_years_are_only_expected(year: int) -> None:
    assert not CALENDAR.is_announced(year)


@pytest.mark.parametrize("year", range(2024, 2031))
@pytest.mark.parametrize(
    ("month", "day", "name"),
    [(1, 1, "Tết Nguyên Đán"), (1, 2, "Mùng hai"), (1, 3, "Mùng ba"), (3, 10, "Giỗ Tổ Hùng Vương")],
)
def test_lunar_holidays_fall_where_the_moon_says(year: int, month: int, day: int, name: str) -> None:
    holiday = lunar_to_solar(LunarDate(day=day, month=month, year=year))
    assert name in (CALENDAR.day_off_reason(holiday) or "")


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        pytest.param(date(2026, 11, 20), 3, date(2026, 11, 26), id="over Culture Day"),
        pytest.param(date(2026, 2, 13), 3, date(2026, 2, 25), id="over Tết"),
        pytest.param(date(2026, 8, 20), 5, date(2026, 8, 26), id="over a working Saturday"),
        pytest.param(date(2026, 1, 8), 2, date(2026, 1, 10), id="to a working Saturday"),
        pytest.param(date(2025, 4, 24), 5, date(2025, 5, 5), id="make-up day, then a long holiday"),
        pytest.param(date(2026, 11, 21), 1, date(2026, 11, 23), id="from a Saturday"),
        pytest.param(date(2026, 11, 23), -1, date(2026, 11, 20), id="backwards"),
        pytest.param(date(2026, 11, 21), 0, date(2026, 11, 21), id="none"),
    ],
)
def test_add_workdays(start: date, n: int, expected: date) -> None:
    assert CALENDAR.add_workdays(start, n) == expected
    assert CALENDAR.workdays_between(start, expected) == n


@given(days, st.integers(-60, 60))
def test_adding_and_counting_are_inverse(start: date, n: int) -> None:
    end = CALENDAR.add_workdays(start, n)
    assert CALENDAR.workdays_between(start, end) == n
    assert n == 0 or CALENDAR.is_workday(end)


@given(days, days, days)
def test_counts_add_up_along_the_way(a: date, b: date, c: date) -> None:
    a, b, c = sorted([a, b, c])
    count = CALENDAR.workdays_between
    assert count(a, b) + count(b, c) == count(a, c)


@given(days)
def test_the_next_working_day_is_the_first_one_after(day: date) -> None:
    following = CALENDAR.next_workday(day)
    assert following > day
    assert CALENDAR.is_workday(following)
    assert CALENDAR.workdays_between(day, following) == 1
    assert CALENDAR.workday_from(day) == (day if CALENDAR.is_workday(day) else following)


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VN)


@pytest.mark.parametrize(
    ("received", "opens"),
    [
        pytest.param("20/11/2026 09:15", "20/11/2026 09:15", id="while open"),
        pytest.param("20/11/2026 06:00", "20/11/2026 07:00", id="before opening"),
        pytest.param("20/11/2026 12:00", "20/11/2026 13:30", id="at lunch"),
        pytest.param("20/11/2026 17:00", "20/11/2026 17:00", id="at closing"),
        pytest.param("20/11/2026 17:01", "23/11/2026 07:00", id="after closing on Friday"),
        pytest.param("24/11/2026 10:00", "25/11/2026 07:00", id="on a holiday"),
        pytest.param("22/08/2026 10:00", "22/08/2026 10:00", id="on a working Saturday"),
    ],
)
def test_open_from(received: str, opens: str) -> None:
    assert CALENDAR.open_from(at(received)) == at(opens)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        pytest.param("20/11/2026 09:00", 2, "20/11/2026 11:00", id="within the morning"),
        pytest.param("20/11/2026 10:30", 2, "20/11/2026 14:30", id="over lunch"),
        pytest.param("20/11/2026 10:30", 1, "20/11/2026 11:30", id="ends at a closing, not the next opening"),
        pytest.param("20/11/2026 16:00", 2, "23/11/2026 08:00", id="over the weekend"),
        pytest.param("23/11/2026 08:00", 8, "25/11/2026 08:00", id="8 hours are a day, holiday skipped"),
        pytest.param("20/11/2026 17:00", 0, "20/11/2026 17:00", id="none"),
        pytest.param("20/11/2026 09:00", 0.5, "20/11/2026 09:30", id="half an hour"),
    ],
)
def test_add_working_hours(start: str, hours: float, end: str) -> None:
    assert CALENDAR.add_working_hours(at(start), hours) == at(end)


@given(moments, st.integers(0, 60), st.integers(0, 60))
def test_working_hours_add_up(start: datetime, first: int, second: int) -> None:
    halfway = CALENDAR.add_working_hours(start, first)
    assert CALENDAR.add_working_hours(halfway, second) == CALENDAR.add_working_hours(start, first + second)


@pytest.mark.parametrize(
    ("received", "amount", "unit", "due", "expected_only"),
    [
        pytest.param("20/11/2026 09:15", 3, TimeUnit.WORKDAY, "26/11/2026 17:00", False, id="working days"),
        pytest.param(
            "20/11/2026 17:30", 3, TimeUnit.WORKDAY, "27/11/2026 17:00", False, id="received after closing"
        ),
        pytest.param("20/11/2026 09:15", 4, TimeUnit.DAY, "25/11/2026 17:00", False, id="ends on a holiday"),
        pytest.param("19/11/2026 09:15", 3, TimeUnit.DAY, "23/11/2026 17:00", False, id="ends on a Sunday"),
        pytest.param("12/08/2026 09:15", 10, TimeUnit.DAY, "22/08/2026 17:00", False, id="working Saturday"),
        pytest.param("20/11/2026 15:00", 1, TimeUnit.SAME_DAY, "20/11/2026 17:00", False, id="15:00 sharp"),
        pytest.param("20/11/2026 15:01", 1, TimeUnit.SAME_DAY, "23/11/2026 17:00", False, id="after 15:00"),
        pytest.param("20/11/2026 18:00", 1, TimeUnit.SAME_DAY, "23/11/2026 17:00", False, id="evening"),
        pytest.param("20/11/2026 16:00", 8, TimeUnit.HOUR, "23/11/2026 16:00", False, id="hours"),
        pytest.param("30/01/2026 09:00", 1, TimeUnit.MONTH, "02/03/2026 17:00", False, id="short February"),
        pytest.param("24/10/2026 09:00", 1, TimeUnit.MONTH, "26/11/2026 17:00", False, id="from a Saturday"),
        pytest.param("15/12/2026 09:00", 1, TimeUnit.MONTH, "15/01/2027 17:00", True, id="into 2027"),
        pytest.param("28/12/2026 09:00", 5, TimeUnit.WORKDAY, "05/01/2027 17:00", True, id="over New Year"),
        pytest.param("31/12/2026 09:00", 8, TimeUnit.HOUR, "04/01/2027 09:00", True, id="hours into 2027"),
    ],
)
def test_due_at(received: str, amount: int, unit: TimeUnit, due: str, expected_only: bool) -> None:
    found = CALENDAR.due_at(at(received), TimeLimit(amount=amount, unit=unit))
    assert (found.at, found.expected_only) == (at(due), expected_only)


@given(moments, limits)
def test_a_due_moment_is_in_opening_time_and_after_acceptance(received: datetime, limit: TimeLimit) -> None:
    due = CALENDAR.due_at(received, limit)
    assert CALENDAR.is_workday(due.at.date())
    assert CALENDAR.open_from(due.at) == due.at >= CALENDAR.open_from(received)
    assert due.at.tzinfo is VN


@given(moments, moments, limits)
def test_who_comes_first_is_due_first(one: datetime, other: datetime, limit: TimeLimit) -> None:
    first, second = sorted([one, other])
    assert CALENDAR.due_at(first, limit).at <= CALENDAR.due_at(second, limit).at


@given(moments, limits)
def test_the_clock_of_the_sender_does_not_matter(received: datetime, limit: TimeLimit) -> None:
    elsewhere = received.astimezone(timezone(timedelta(hours=-8)))
    assert CALENDAR.due_at(elsewhere, limit) == CALENDAR.due_at(received, limit)


def test_a_closure_moves_the_due_day_even_on_a_make_up_saturday() -> None:
    closed = load_calendar(extra_off={date(2026, 8, 22): "Nghỉ tránh bão (Công điện 01)"})
    assert closed.add_workdays(date(2026, 8, 20), 5) == date(2026, 8, 27)
    assert closed.day_off_reason(date(2026, 8, 22)) == "Nghỉ tránh bão (Công điện 01)"
    assert CALENDAR.is_workday(date(2026, 8, 22))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),
        (date(2026, 2, 17), "Tết Nguyên Đán"),
        (date(2026, 11, 21), None),
        (date(2026, 11, 23), None),
    ],
)
def test_a_day_off_has_a_name(day: date, reason: str | None) -> None:
    assert CALENDAR.day_off_reason(day) == reason


def test_other_opening_hours() -> None:
    early = OpeningHours(sessions=((time(7, 30), time(16)),), same_day_until=time(14))
    calendar = load_calendar(hours=early)
    assert calendar.due_at(at("20/11/2026 14:30"), TimeLimit(unit=TimeUnit.SAME_DAY)).at == at(
        "23/11/2026 16:00"
    )
    assert calendar.add_working_hours(at("20/11/2026 15:30"), 1) == at("23/11/2026 08:00")


@pytest.mark.parametrize(
    "sessions",
    [
        pytest.param((), id="never open"),
        pytest.param(((time(13), time(17)), (time(7), time(11))), id="afternoon first"),
        pytest.param(((time(17), time(7)),), id="closes before it opens"),
    ],
)
def test_opening_hours_that_cannot_be(sessions: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="sessions in order"):
        OpeningHours(sessions=sessions)


def test_dates_read_as_vietnam_writes_them() -> None:
    assert fmt_date(date(2026, 11, 7)) == "07/11/2026"
    assert fmt_date(datetime(2026, 11, 26, 18, tzinfo=UTC)) == "27/11/2026"
    assert fmt_datetime(datetime(2026, 11, 20, 2, 15, tzinfo=UTC)) == "09:15 20/11/2026"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.due_at(at("20/11/2026 09:00").replace(tzinfo=None), TimeLimit(unit=TimeUnit.SAME_DAY))
