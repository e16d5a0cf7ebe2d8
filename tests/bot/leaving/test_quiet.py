"""Quiet hours, over midnight, Tết and the ends of months."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.leaving.quiet import day_begins, leaves_at, next_morning
from bot.notifying.rules import load_rules
from vietnam.calendar import VN, load_calendar

RULES = load_rules(date(2026, 11, 1))
CALENDAR = load_calendar()
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=VN) + timedelta(minutes=minutes)
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


@pytest.mark.parametrize(
    ("now", "duty", "optional"),
    [
        pytest.param("2026-11-04T10:00", "2026-11-04T10:00", "2026-11-04T10:00", id="by day"),
        pytest.param("2026-11-04T07:29", "2026-11-04T07:30", "2026-11-04T07:30", id="too early"),
        pytest.param("2026-11-04T07:30", "2026-11-04T07:30", "2026-11-04T07:30", id="the first minute"),
        pytest.param("2026-11-04T20:29", "2026-11-04T20:29", "2026-11-04T20:29", id="the last minute"),
        pytest.param("2026-11-04T20:30", "2026-11-05T07:30", "2026-11-05T07:30", id="too late"),
        pytest.param("2026-11-05T00:00", "2026-11-05T07:30", "2026-11-05T07:30", id="midnight"),
        pytest.param("2026-11-30T23:00", "2026-12-01T07:30", "2026-12-01T07:30", id="the month ends"),
        pytest.param("2026-12-31T21:00", "2027-01-01T07:30", "2027-01-04T07:30", id="the year ends"),
        pytest.param("2026-11-07T10:00", "2026-11-07T10:00", "2026-11-09T07:30", id="Saturday"),
        pytest.param("2026-11-06T20:45", "2026-11-07T07:30", "2026-11-09T07:30", id="Friday night"),
        pytest.param("2026-02-17T09:00", "2026-02-17T09:00", "2026-02-23T07:30", id="first day of Tết"),
        pytest.param("2026-02-15T22:00", "2026-02-16T07:30", "2026-02-23T07:30", id="the night before Tết"),
    ],
)
def test_when_it_leaves(now: str, duty: str, optional: str) -> None:
    assert leaves_at(at(now), RULES, CALENDAR) == at(duty)
    assert leaves_at(at(now), RULES, CALENDAR, optional=True) == at(optional)
    assert leaves_at(at(now), RULES, CALENDAR, urgent=True, optional=True) == at(now)


@given(MOMENTS, st.booleans(), st.booleans())
def test_never_earlier_and_then_at_once(now: datetime, urgent: bool, optional: bool) -> None:
    leaves = leaves_at(now, RULES, CALENDAR, urgent=urgent, optional=optional)
    assert leaves >= now
    assert leaves_at(leaves, RULES, CALENDAR, urgent=urgent, optional=optional) == leaves
    if not urgent:
        assert RULES.quiet_until <= leaves.time() < RULES.quiet_from
        assert not optional or CALENDAR.is_workday(leaves.date())
        assert optional or leaves - now <= timedelta(hours=11)


@given(MOMENTS)
def test_tomorrow_is_tomorrow(now: datetime) -> None:
    morning = next_morning(now, RULES, CALENDAR)
    assert morning.date() == now.date() + timedelta(days=1)
    assert leaves_at(morning, RULES, CALENDAR) == morning
    assert day_begins(now) <= now < day_begins(now) + timedelta(days=1)


def test_days_are_vietnams() -> None:
    assert day_begins(datetime.fromisoformat("2026-11-04T18:00+00:00")) == at("2026-11-05T00:00")
    assert leaves_at(datetime.fromisoformat("2026-11-04T18:00+00:00"), RULES, CALENDAR) == at(
        "2026-11-05T07:30"
    )
