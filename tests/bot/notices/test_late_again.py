"""The second date has passed: told once, in the morning, without a third date; the head has to answer.

Usual case: promised for 27/11/2026, by a letter of 26/11 for Wednesday 02/12 at 17:00."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notices.late_again import NOTICE, decide
from bot.notifying.notice import Decision, Desk, TaskKind
from knowledge.dossiers.change import Source
from tests.bot.make import CODE, dossier
from tests.bot.notices.late import (
    CHAT,
    RULES,
    SMS,
    case,
    dates_said,
    event,
    letter,
    render,
    when,
    with_sources,
)


def put_off(**changed: Any) -> tuple[Any, Any]:
    return dossier(), event("26/11 10:00", apology=letter(**changed))


HEAD = [(TaskKind.LATE_AGAIN, Desk.HEAD, "passed 2026-12-02")]


def tasks(decision: Decision) -> list[tuple[TaskKind, Desk, str]]:
    return [(task.kind, task.desk, task.mark) for task in decision.tasks]


@pytest.mark.parametrize(
    ("now", "told", "raised", "look_at"),
    [
        pytest.param("26/11 10:00", False, [], "02/12 17:00:01", id="just put off"),
        pytest.param("02/12 17:00", False, [], "02/12 17:00:01", id="on the second date"),
        pytest.param("02/12 17:00:01", False, HEAD, "03/12 07:00", id="a second later the head knows"),
        pytest.param("03/12 06:59:59", False, HEAD, "03/12 07:00", id="a second before the morning"),
        pytest.param("03/12 07:00", True, HEAD, None, id="told in the morning"),
        pytest.param("20/12 07:00", True, HEAD, None, id="also when nobody looked for long"),
    ],
)
def test_by_the_clock(now: str, told: bool, raised: list[Any], look_at: str | None) -> None:
    decision = decide(case(now, *put_off()))
    assert (decision.due is not None) is told
    assert tasks(decision) == raised
    assert decision.look_at == (when(look_at) if look_at else None)


@pytest.mark.parametrize(
    ("promised", "morning"),
    [
        pytest.param("2026-12-04T17:00:00+07:00", "07/12 07:00", id="a Friday"),
        pytest.param("2026-12-03T10:00:00+07:00", "04/12 07:00", id="in the middle of a day"),
        pytest.param("2026-12-31T17:00:00+07:00", None, id="before New Year"),
    ],
)
def test_told_on_the_next_working_day(promised: str, morning: str | None) -> None:
    after = case("31/12 17:00:01", *put_off(new_due_at=promised))
    if morning is None:
        assert decide(after).look_at == when("31/12 07:00") + timedelta(days=4)
    else:
        assert decide(replace(after, now=when(morning) - timedelta(seconds=1))).due is None
        assert decide(replace(after, now=when(morning))).due is not None


def test_mark_and_moment_are_those_of_the_second_date() -> None:
    decision = decide(case("03/12 07:00", *put_off()))
    assert decision.due is not None
    assert (decision.due.mark, decision.due.at) == ("2026-12-02", when("02/12 17:00"))
    assert decision.tasks[0].due_at == when("03/12 17:00") and decision.tasks[0].dossier_code == CODE
    assert NOTICE.by_time and NOTICE.duty


def test_what_it_says() -> None:
    decision = decide(case("03/12 07:00", *put_off()))
    text = render(decision, CHAT).text
    for part in (
        "UBND xã Bình Sơn xin lỗi Ông/Bà",
        CODE,
        "đã quá lần hẹn lại ngày 02/12/2026",
        "Chưa có ngày hẹn khác",
        "người đứng đầu",
        "0255 000 0012",
        "1022",
    ):
        assert part in text
    assert render(decision, SMS).text == (
        "UBND xa Binh Son: Xin loi Ong/Ba, ho so H48.12-261102-0007 da qua lan hen lai 02/12/2026. "
        "Da chuyen lanh dao tra loi. Ma tin K7MQ4XP. Hoi: 02550000012."
    )
    assert {day.isoformat() for day in dates_said(decision)} == {"2026-12-02"}


def test_one_segment_with_the_longest_names() -> None:
    before, after = put_off()
    longest = replace(
        after,
        code="G09.20-20260609-0092637",
        unit=replace(after.unit, name="Chi nhánh VPĐKĐĐ Bình Sơn số 001"),
    )
    assert render(decide(case("03/12 07:00", before, longest)), SMS).segments == 1


@pytest.mark.parametrize(
    ("events", "why"),
    [
        pytest.param((dossier(),), "chưa hẹn lại lần nào", id="never put off"),
        pytest.param(put_off(signed_on=None), "chưa hẹn lại lần nào", id="a draft"),
        pytest.param(put_off(new_due_at=None), "chưa hẹn lại lần nào", id="no new date"),
        pytest.param(
            put_off(new_due_at="2026-11-28T17:00:00+07:00"),
            "chưa hẹn lại lần nào",
            id="a date that is a day off",
        ),
        pytest.param(
            (*put_off(), event("03/12 06:00", status=9, apology=letter())), "đã có kết quả", id="done"
        ),
        pytest.param(
            (*put_off(), event("03/12 06:00", status=5, apology=letter())),
            "thời hạn đang tạm dừng, chờ người dân",
            id="paused",
        ),
    ],
)
def test_not_where_no_second_date_can_pass(events: tuple[Any, ...], why: str) -> None:
    assert decide(case("03/12 07:00", *events)) == Decision(why=why)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(case("03/12 07:00", *put_off()), True, id="by the feed"),
        pytest.param(case("03/12 07:00", *put_off(), source=Source.ANNOUNCED), True, id="announced"),
        pytest.param(case("03/12 07:00", *put_off(), source=Source.IMPORT), False, id="imported"),
        pytest.param(case("03/12 07:00", *put_off(reason=None)), False, id="a letter without a reason"),
        pytest.param(
            with_sources(
                case("03/12 07:00", *put_off(reason=None), event("27/11 08:00", apology=letter())),
                Source.IMPORT,
                Source.IMPORT,
                Source.FEED,
            ),
            True,
            id="imported, mended by the feed",
        ),
        pytest.param(
            with_sources(
                case("03/12 07:00", *put_off(), event("27/11 08:00", apology=letter(), status=2)),
                Source.IMPORT,
                Source.IMPORT,
                Source.FEED,
            ),
            False,
            id="imported, then in the feed",
        ),
    ],
)
def test_only_who_was_told_the_second_date_is_told_of_its_passing(given: Any, told: bool) -> None:
    decision = decide(given)
    assert (decision.due is not None) is told
    assert tasks(decision) == HEAD


def test_a_second_letter_moves_nothing() -> None:
    """The date that was announced is the one that passes; the other is nobody's promise yet."""
    again = event("02/12 09:00", apology=letter(no="25/UBND", new_due_at="2026-12-09T17:00:00+07:00"))
    decision = decide(case("03/12 07:00", *put_off(), again))
    assert decision.due is not None and decision.due.mark == "2026-12-02"
    assert "09/12" not in render(decision, CHAT).text


def test_two_letters_where_two_are_allowed() -> None:
    rules = replace(RULES, most_reappointments=2)
    again = event("02/12 09:00", apology=letter(no="25/UBND", new_due_at="2026-12-09T17:00:00+07:00"))
    decision = decide(case("03/12 07:00", *put_off(), again, rules=rules))
    assert decision.due is None and decision.look_at == when("09/12 17:00:01")


@pytest.mark.parametrize("now", ["01/12 08:00", "02/12 18:00", "03/12 07:00"])
def test_a_silent_feed_is_no_late_office(now: str) -> None:
    decision = decide(case(now, *put_off(), silent_since=when("01/12 07:30")))
    assert decision.due is None and decision.tasks == ()
    assert decision.look_at == when(now) + timedelta(hours=1)


@given(st.timedeltas(timedelta(0), timedelta(days=40)))
def test_time_goes_forward(past: timedelta) -> None:
    asked = case(when("26/11 10:00") + past, *put_off())
    decision = decide(asked)
    assert decision == decide(asked)
    assert decision.look_at is None or decision.look_at > asked.now
