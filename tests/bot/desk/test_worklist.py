"""Opening hours left, and the order of work."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.answering import flaw
from bot.desk.worklist import OpenTask, OpenTicket, hours_left, ticket_due, worklist
from bot.notifying.rules import load_rules
from vietnam.calendar import VN, load_calendar

CALENDAR = load_calendar()
RULES = load_rules(date(2026, 11, 20))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2026: the 20th is a Friday, the 24th a holiday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=VN)


@pytest.mark.parametrize(
    ("now", "due", "hours"),
    [
        pytest.param(at(20, 8), at(20, 10), 2.0, id="the same morning"),
        pytest.param(at(20, 11), at(20, 14), 1.0, id="over lunch"),
        pytest.param(at(20, 16), at(23, 8), 2.0, id="over the weekend"),
        pytest.param(at(23, 17), at(25, 7, 30), 0.5, id="over a holiday"),
        pytest.param(at(21, 9), at(22, 9), 0.0, id="on days off nothing passes"),
        pytest.param(at(20, 10), at(20, 8), -2.0, id="late by two hours"),
        pytest.param(at(25, 8), at(20, 16), -10.0, id="late since before the weekend"),
    ],
)
def test_hours_left(now: datetime, due: datetime, hours: float) -> None:
    assert hours_left(now, due, CALENDAR) == hours


@given(st.integers(0, 60_000), st.integers(0, 200))
def test_hours_left_undoes_adding_them(minutes: int, hours: int) -> None:
    now = at(1, 0) + timedelta(minutes=minutes)
    assert hours_left(now, CALENDAR.add_working_hours(now, hours), CALENDAR) == pytest.approx(hours, abs=0.1)


def task(number: int, due: datetime) -> OpenTask:
    return OpenTask(
        id=number, kind="no_phone", desk="officer", unit_code="U", dossier_code=None, says=(), due_at=due
    )


def ticket(number: int, kind: str, created: datetime, unit: str | None = "U") -> OpenTicket:
    return OpenTicket(
        id=number, kind=kind, unit_code=unit, dossier_code=None, text="xin chào", created_at=created
    )


def test_tasks_and_requests_are_one_list() -> None:
    found = worklist(
        [task(1, at(27, 9)), task(2, at(19, 9))],
        [ticket(7, "handoff", at(20, 8)), ticket(8, "report", at(20, 8), "control")],
        at(20, 9),
        CALENDAR,
        RULES,
    )
    assert [item.number for item in found] == ["2", "Y7", "1", "Y8"]
    assert [(item.desk, item.unit_code) for item in found if item.number == "Y8"] == [("control", None)]


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        pytest.param("handoff", at(20, 14), id="half a day"),
        pytest.param("withdraw", at(20, 17), id="a day"),
        pytest.param("privacy", at(23, 8), id="72 hours, days off count"),
    ],
)
def test_when_a_request_is_due(kind: str, due: datetime) -> None:
    begun = at(20, 7) if kind == "withdraw" else at(20, 8)
    found = ticket_due(ticket(1, kind, begun), CALENDAR, RULES)
    assert hours_left(due, found, CALENDAR) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Đã chuyển bộ phận Một cửa.Mời Ông/Bà đến", id="a missing space is no link"),
        pytest.param("Xem tại dichvucong.gov.vn", id="the portal by its plain name"),
    ],
)
def test_plain_answers_leave(text: str) -> None:
    assert flaw(text) is None
