"""Signed letters: what is wrong with one, how often a date may be put off, an overwritten old date."""

from dataclasses import replace
from typing import Any

import pytest

from bot.notices.overdue_apology import decide
from bot.notifying.notice import Desk, TaskKind
from tests.bot.make import dossier
from tests.bot.notices.late import (
    CAME,
    CHAT,
    FLAWED,
    MISSED,
    OWED_BY_HEAD,
    RULES,
    case,
    event,
    kinds,
    letter,
    render,
    signed,
    when,
)


class TestAFlawedLetter:
    @pytest.mark.parametrize(
        ("changed", "flaws"),
        [
            pytest.param({"reason": None}, ("chưa ghi lý do",), id="no reason"),
            pytest.param({"new_due_at": None}, ("chưa ghi ngày hẹn mới",), id="no new date"),
            pytest.param(
                {"reason": None, "new_due_at": None},
                ("chưa ghi lý do", "chưa ghi ngày hẹn mới"),
                id="neither",
            ),
            pytest.param(
                {"new_due_at": "2026-11-28T17:00:00+07:00"}, ("ngày hẹn mới là ngày nghỉ",), id="a Saturday"
            ),
            pytest.param(
                {"new_due_at": "2026-11-24T17:00:00+07:00"},
                ("ngày hẹn mới đã qua", "ngày hẹn mới là ngày nghỉ", "ngày hẹn mới không sau ngày hẹn cũ"),
                id="a past holiday",
            ),
            pytest.param(
                {"new_due_at": "2026-11-26T17:00:00+07:00"},
                ("ngày hẹn mới không sau ngày hẹn cũ",),
                id="earlier than promised",
            ),
            pytest.param(
                {"new_due_at": "2026-11-27T17:00:00+07:00"},
                ("ngày hẹn mới không sau ngày hẹn cũ",),
                id="the date itself",
            ),
        ],
    )
    def test_is_not_told_and_its_officer_learns_why(
        self, changed: dict[str, Any], flaws: tuple[str, ...]
    ) -> None:
        decision = decide(case(CAME, *signed(**changed)))
        assert decision.due is None
        assert kinds(decision) == FLAWED + OWED_BY_HEAD
        (say,) = decision.tasks[0].says
        assert say.wording == "task.letter_flawed" and say.values["flaws"] == flaws
        assert all(flaw in decision.why for flaw in flaws)

    @pytest.mark.parametrize(
        ("came", "told"),
        [
            pytest.param("02/12 16:59:59", True, id="a second before the new date"),
            pytest.param("02/12 17:00", True, id="on it"),
            pytest.param("02/12 17:00:01", False, id="a second after it"),
        ],
    )
    def test_the_new_date_is_from_today_on(self, came: str, told: bool) -> None:
        decision = decide(case(came, *signed(came)))
        assert (decision.due is not None) is told
        assert ("ngày hẹn mới đã qua" in decision.why) is not told

    def test_a_date_that_passed_later_was_right(self) -> None:
        """A signer added afterwards makes no past date of it."""
        before, after = signed()
        corrected = event("03/12 08:00", apology=letter(signer="Phó Chủ tịch UBND xã"))
        assert decide(case("03/12 08:01", before, after, corrected)).tasks == ()

    def test_a_second_after_the_promised_moment_is_after_it(self) -> None:
        assert decide(case(CAME, *signed(new_due_at="2026-11-27T17:00:01+07:00"))).due is not None

    @pytest.mark.parametrize(
        ("now", "tasks"),
        [
            pytest.param("24/11 08:00", FLAWED, id="before the warning"),
            pytest.param("25/11 07:00", FLAWED + OWED_BY_HEAD, id="warned"),
            pytest.param("26/11 17:00:01", FLAWED + MISSED, id="missed"),
        ],
    )
    def test_a_letter_is_still_owed(self, now: str, tasks: list[Any]) -> None:
        assert kinds(decide(case(now, *signed("23/11 08:00", reason=None)))) == tasks

    @pytest.mark.parametrize(
        ("came", "due_at"),
        [
            pytest.param("23/11 08:00", "26/11 17:00", id="in time to be mended"),
            pytest.param("30/11 08:00", "30/11 08:00", id="at once"),
        ],
    )
    def test_it_is_mended_by_the_deadline(self, came: str, due_at: str) -> None:
        assert decide(case(came, *signed(came, reason=None))).tasks[0].due_at == when(due_at)

    def test_in_silence_only_what_the_letter_lacks_is_said(self) -> None:
        decision = decide(case("30/11 08:00", *signed(reason=None), silent_since=when("27/11 08:00")))
        assert kinds(decision) == FLAWED and decision.look_at == when("30/11 09:00")

    def test_once_it_is_mended_it_is_told(self) -> None:
        before, after = signed(reason=None)
        mended = event("26/11 15:00", apology=letter())
        decision = decide(case("26/11 15:00", before, after, mended))
        assert decision.due is not None and decision.due.at == when("26/11 15:00")

    def test_another_flaw_is_another_task(self) -> None:
        marks = {
            decide(case(CAME, *signed(**changed))).tasks[0].mark
            for changed in ({"reason": None}, {"new_due_at": None}, {"reason": None, "no": "22/UBND"})
        }
        assert len(marks) == 3


class TestPutOffOnce:
    SECOND = "2026-12-09T17:00:00+07:00"
    THIRD = "2026-12-16T17:00:00+07:00"

    def again(self) -> tuple[Any, ...]:
        return (*signed(), event("02/12 09:00", apology=letter(no="25/UBND", new_due_at=self.SECOND)))

    def test_a_second_new_date_goes_to_the_head(self) -> None:
        decision = decide(case("02/12 09:00", *self.again()))
        assert decision.due is None and decision.look_at is None
        (task,) = decision.tasks
        assert (task.kind, task.desk, task.mark) == (TaskKind.LATE_AGAIN, Desk.HEAD, "letter 2026-12-09")
        assert task.due_at == when("03/12 17:00") and task.says[0].wording == "task.second_letter"

    def test_how_often_is_a_parameter(self) -> None:
        rules = replace(RULES, most_reappointments=2)
        assert decide(case("02/12 09:00", *self.again(), rules=rules)).due is not None
        third = event("09/12 09:00", apology=letter(no="29/UBND", new_due_at=self.THIRD))
        assert kinds(decide(case("09/12 09:00", *self.again(), third, rules=rules))) == [
            (TaskKind.LATE_AGAIN, Desk.HEAD)
        ]
        never = replace(RULES, most_reappointments=0)
        assert decide(case(CAME, *signed(), rules=never)).due is None

    def test_a_new_number_with_the_same_date_puts_nothing_off(self) -> None:
        renumbered = event("27/11 09:00", apology=letter(no="22/UBND"))
        assert decide(case("27/11 09:00", *signed(), renumbered)).due is not None

    @pytest.mark.parametrize(
        "first",
        [
            pytest.param("2026-11-28T17:00:00+07:00", id="a day off"),
            pytest.param("2026-11-26T17:00:00+07:00", id="not after the promised one"),
            pytest.param("2026-11-25T17:00:00+07:00", id="past"),
        ],
    )
    def test_a_date_that_could_not_be_told_does_not_count(self, first: str) -> None:
        mended = event("26/11 15:00", apology=letter())
        assert decide(case("26/11 15:00", *signed(new_due_at=first), mended)).due is not None

    def test_a_date_given_at_its_last_moment_counts(self) -> None:
        again = event("03/12 09:00", apology=letter(no="25/UBND", new_due_at=self.SECOND))
        assert kinds(decide(case("03/12 09:00", *signed("02/12 17:00"), again))) == [
            (TaskKind.LATE_AGAIN, Desk.HEAD)
        ]

    def test_a_draft_does_not_count(self) -> None:
        draft = event("25/11 15:00", apology=letter(signed_on=None, new_due_at=self.SECOND))
        assert decide(case(CAME, dossier(), draft, event(CAME, apology=letter()))).due is not None

    @pytest.mark.parametrize(
        "moved",
        [
            pytest.param([("03/11 08:00", "2026-11-20")], id="put off before"),
            pytest.param([("03/11 08:00", "2026-12-10")], id="brought forward before"),
            pytest.param(
                [("03/11 08:00", "2026-11-27"), ("04/11 08:00", "2026-12-10")],
                id="put off and brought forward",
            ),
        ],
    )
    def test_a_promise_that_no_letter_moved_does_not_count(self, moved: list[tuple[str, str]]) -> None:
        """The time starts again after a supplement (61/2018 art. 19.4)."""
        before = [event(moment, due_at=f"{day}T17:00:00+07:00") for moment, day in moved]
        assert decide(case(CAME, *before, *signed())).due is not None

    def test_seen_first_with_one_letter_then_with_another(self) -> None:
        decision = decide(case("02/12 09:00", event(CAME, apology=letter()), self.again()[-1]))
        assert kinds(decision) == [(TaskKind.LATE_AGAIN, Desk.HEAD)]


class TestWhereTheOldDateIsOverwritten:
    """The desk changes the date in the system (61/2018 art. 19.9): `due_at` becomes the new date."""

    NEW = "2026-12-02T17:00:00+07:00"
    SECOND = "2026-12-09T17:00:00+07:00"

    def moved(self) -> tuple[Any, Any]:
        return dossier(), event(CAME, due_at=self.NEW, apology=letter())

    def test_the_date_before_is_told(self) -> None:
        decision = decide(case(CAME, *self.moved()))
        assert decision.due is not None and decision.due.mark == "21-UBND 2026-12-02 2026-11-27"
        assert "ngày 27/11/2026" in render(decision, CHAT).text

    def test_a_second_one_is_still_the_second(self) -> None:
        second = event("02/12 09:00", due_at=self.SECOND, apology=letter(new_due_at=self.SECOND))
        assert kinds(decide(case("02/12 09:00", *self.moved(), second))) == [(TaskKind.LATE_AGAIN, Desk.HEAD)]

    def test_a_date_moved_before_any_letter_is_not_the_old_one(self) -> None:
        earlier = event("05/11 08:00", due_at="2026-11-20T17:00:00+07:00")
        decision = decide(case(CAME, earlier, *self.moved()))
        assert decision.due is not None and decision.due.mark.endswith("2026-11-27")

    def test_without_a_history_nothing_is_made_up(self) -> None:
        decision = decide(case(CAME, self.moved()[1]))
        assert decision.due is None and "không sau ngày hẹn cũ" in decision.why
