"""Events from a clock that is fast: nothing is told before its moment, and then it is not too old."""

from typing import Any

import pytest

from bot.notifying.notice import Case, Decision
from bot.notifying.told import NOT_COME
from knowledge.dossiers.change import ChangeKind, Source
from tests.bot.make import SIGNED, dossier
from tests.bot.notices.cases import FEE, NOTICES, SUPPLEMENT, at, case, change

EARLY = {"status": 9, "due_at": "2026-12-04T17:00:00+07:00"}
ON_TIME = {"status": 9, "due_at": "2026-11-20T17:00:00+07:00"}


def asked(kind: str, given: Case) -> Decision:
    decide = NOTICES[kind].decide
    assert decide is not None
    return decide(given)


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        pytest.param("received", {"status": 2, "received_at": "2026-11-27T09:00:00+07:00"}, id="received"),
        pytest.param("supplement", {"status": 5, "supplement": SUPPLEMENT}, id="supplement"),
        pytest.param("payment", {"status": 6, "fee": FEE}, id="payment"),
        pytest.param("ready", ON_TIME, id="ready"),
        pytest.param("ready_early", {**EARLY, "finished_at": "2026-11-27T09:00:00+07:00"}, id="ready_early"),
        pytest.param("refused", {"status": 3}, id="refused"),
        pytest.param("stopped", {"status": 8}, id="stopped"),
        pytest.param("overdue_apology", {"status": 4, "apology": SIGNED}, id="overdue_apology"),
    ],
)
class TestAWeekAhead:
    def test_the_event(self, kind: str, event: dict[str, Any]) -> None:
        brings = (ChangeKind.NEW, ChangeKind.STATUS, ChangeKind.SUPPLEMENT, ChangeKind.APOLOGY)
        came = change(at(27), event["status"], *brings)
        early = asked(kind, case(dossier(**event), came, now=at(20)))
        assert (early.due, early.why, early.look_at) == (None, NOT_COME, at(27))
        due = asked(kind, case(dossier(**event), came, now=at(27))).due
        assert due is not None
        assert due.at == at(27)

    def test_an_import_stays_silent_for_good(self, kind: str, event: dict[str, Any]) -> None:
        brings = (ChangeKind.NEW, ChangeKind.STATUS, ChangeKind.SUPPLEMENT, ChangeKind.APOLOGY)
        came = change(at(27), event["status"], *brings, source=Source.IMPORT)
        found = asked(kind, case(dossier(**event), came, now=at(20)))
        assert (found.due, found.look_at) == (None, None)


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        pytest.param("received", {"status": 2, "received_at": "2026-11-27T09:00:00+07:00"}, id="received_at"),
        pytest.param("ready", {**ON_TIME, "finished_at": "2026-11-27T09:00:00+07:00"}, id="finished_at"),
        pytest.param("ready_early", {**EARLY, "finished_at": "2026-11-27T09:00:00+07:00"}, id="early"),
    ],
)
def test_only_the_fact_is_ahead(kind: str, event: dict[str, Any]) -> None:
    """It is told a week after the event that brought it, though it lives for days only."""
    came = change(at(20), event["status"])
    early = asked(kind, case(dossier(**event), came, now=at(20)))
    assert (early.due, early.why, early.look_at) == (None, NOT_COME, at(27))
    due = asked(kind, case(dossier(**event), came, now=at(27))).due
    assert due is not None
    assert due.at == at(27)


def test_how_early_is_counted_from_the_end_that_is_told() -> None:
    """Between the event on the 20th and the 4th of December lie nine working days, from the 27th on five."""
    given = dossier(**EARLY, finished_at="2026-11-27T09:00:00+07:00")
    due = asked("ready_early", case(given, change(at(20), 9), now=at(27))).due
    assert due is not None
    assert due.says[0].values["days"] == 5


def test_nobody_is_reminded_of_a_result_that_is_not_there_yet() -> None:
    given = dossier(**ON_TIME, finished_at="2026-12-25T09:00:00+07:00", result_delivery="desk")
    found = asked("collect_reminder", case(given, change(at(20), 9), now=at(30)))
    assert found.due is None
    assert found.look_at is not None
    assert found.look_at > at(30).replace(month=12, day=25)
