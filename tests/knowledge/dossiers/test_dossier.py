from datetime import datetime
from typing import Any

import pytest

from knowledge.dossiers.dossier import (
    StatusGroup,
    days_left,
    early_workdays,
    group,
    is_overdue,
    overdue_workdays,
    promise,
)
from tests.knowledge.dossiers.make import dossier
from vietnam.calendar import load_calendar

CALENDAR = load_calendar()
DUE = "2026-11-20T17:00:00+07:00"
APOLOGY = {"no": "1", "signed_on": "2026-11-19", "new_due_at": "2026-11-27T17:00:00+07:00"}


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written + "+07:00")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (1, StatusGroup.NOT_ACCEPTED_YET),
        (2, StatusGroup.IN_PROGRESS),
        (3, StatusGroup.REFUSED),
        (4, StatusGroup.IN_PROGRESS),
        (5, StatusGroup.PAUSED),
        (6, StatusGroup.PAUSED),
        (7, StatusGroup.WITHDRAWN),
        (8, StatusGroup.STOPPED),
        (9, StatusGroup.READY),
        (10, StatusGroup.RETURNED),
        (11, StatusGroup.UPDATING),
        (0, StatusGroup.UPDATING),
    ],
)
def test_group(status: int, expected: StatusGroup) -> None:
    assert group(dossier(status=status)) is expected


@pytest.mark.parametrize(
    ("now", "changed", "late", "workdays"),
    [
        pytest.param("2026-11-20T17:00:00", {}, False, 0, id="the promised second itself"),
        pytest.param("2026-11-20T17:00:00.900000", {}, False, 0, id="still that second"),
        pytest.param("2026-11-20T17:00:01", {}, True, 0, id="the second after it"),
        pytest.param("2026-11-22T10:00:00", {}, True, 0, id="a weekend is no working day late"),
        pytest.param("2026-11-23T08:00:00", {}, True, 1, id="monday"),
        pytest.param("2026-11-25T08:00:00", {}, True, 2, id="24/11 is a day off"),
        pytest.param("2026-11-25T08:00:00", {"status": 5}, False, 0, id="supplement pauses"),
        pytest.param("2026-11-25T08:00:00", {"status": 6}, False, 0, id="payment pauses"),
        pytest.param("2026-11-25T08:00:00", {"status": 1}, False, 0, id="not accepted yet"),
        pytest.param("2026-11-25T08:00:00", {"status": 77}, True, 2, id="an unknown number does not pause"),
        pytest.param("2026-11-25T08:00:00", {"due_at": None}, False, 0, id="nothing promised"),
        pytest.param(
            "2026-11-25T08:00:00",
            {"status": 9, "finished_at": "2026-11-20T16:00:00+07:00"},
            *(False, 0),
            id="finished in time, however long ago",
        ),
        pytest.param(
            "2026-12-25T08:00:00",
            {"status": 10, "finished_at": "2026-11-23T10:00:00+07:00"},
            *(True, 1),
            id="finished late, measured at its end",
        ),
        pytest.param("2026-12-25T08:00:00", {"status": 9}, False, 0, id="finished, nobody knows when"),
        pytest.param("2026-11-25T08:00:00", {"apology": APOLOGY}, False, 0, id="a signed new date"),
        pytest.param("2026-11-28T08:00:00", {"apology": APOLOGY}, True, 0, id="the new date passed too"),
        pytest.param(
            "2026-11-25T08:00:00",
            {"apology": {**APOLOGY, "signed_on": None}},
            *(True, 2),
            id="an unsigned draft promises nothing",
        ),
    ],
)
def test_overdue(now: str, changed: dict[str, Any], late: bool, workdays: int) -> None:
    given = dossier(**{"due_at": DUE, "apology": None, **changed})
    assert is_overdue(given, moment(now)) is late
    assert overdue_workdays(given, moment(now), CALENDAR) == workdays


@pytest.mark.parametrize(
    ("now", "changed", "expected"),
    [
        pytest.param("2026-11-17T16:00:00", {}, 3, id="three working days"),
        pytest.param("2026-11-20T08:00:00", {}, 0, id="today"),
        pytest.param("2026-11-23T08:00:00", {}, -1, id="passed"),
        pytest.param("2026-11-17T08:00:00", {"status": 5}, None, id="paused"),
        pytest.param("2026-11-17T08:00:00", {"status": 10}, None, id="over"),
        pytest.param("2026-11-17T08:00:00", {"due_at": None}, None, id="nothing promised"),
    ],
)
def test_days_left(now: str, changed: dict[str, Any], expected: int | None) -> None:
    given = dossier(**{"due_at": DUE, "apology": None, **changed})
    assert days_left(given, moment(now), CALENDAR) == expected


def test_a_result_before_its_day_is_early_by_working_days() -> None:
    given = dossier(status=9, finished_at="2026-11-18T10:00:00+07:00", due_at=DUE, apology=None)
    assert early_workdays(given, CALENDAR) == 2
    assert early_workdays(dossier(status=4, due_at=DUE, apology=None), CALENDAR) == 0


def test_the_date_of_a_signed_letter_is_the_promise() -> None:
    again = dossier(due_at=DUE, apology=APOLOGY)
    assert promise(again) == moment("2026-11-27T17:00:00")
    assert is_overdue(again, moment("2026-11-28T08:00:00"))
    assert not is_overdue(again, moment("2026-11-26T08:00:00"))
