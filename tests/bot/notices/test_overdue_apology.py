"""The apology: every clause of the rule, one second before and after each of its moments.

Usual case: received on 02/11, promised for Friday 27/11/2026 at 17:00. The letter is owed until Thursday
26/11 at 17:00, officers are warned on Wednesday 25/11 at 07:00."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import Limits
from bot.notices.overdue_apology import NOTICE, SMS_ROOM, decide
from bot.notifying.deadlines import letter_deadline, letter_task_at
from bot.notifying.notice import Decision
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import local_day
from tests.bot.make import CODE, dossier
from tests.bot.notices.late import (
    CALENDAR,
    CAME,
    CHAT,
    MISSED,
    OWED,
    RULES,
    SMS,
    case,
    dates_said,
    event,
    kinds,
    letter,
    render,
    signed,
    when,
    with_sources,
)


class TestTheDeadline:
    @pytest.mark.parametrize(
        ("due", "deadline", "task_at"),
        [
            pytest.param("27/11 17:00", "26/11 17:00", "25/11 07:00", id="in the middle of a week"),
            pytest.param("27/11 09:30", "26/11 17:00", "25/11 07:00", id="due in the morning"),
            pytest.param("30/11 17:00", "29/11 17:00", "27/11 07:00", id="the day before is a Sunday"),
            pytest.param("25/11 17:00", "24/11 17:00", "23/11 07:00", id="the day before is a holiday"),
            pytest.param("26/11 17:00", "25/11 17:00", "23/11 07:00", id="a holiday before the deadline"),
            pytest.param("01/12 17:00", "30/11 17:00", "27/11 07:00", id="a weekend before the deadline"),
        ],
    )
    def test_is_a_calendar_day_before_and_the_task_a_working_day_before_that(
        self, due: str, deadline: str, task_at: str
    ) -> None:
        assert letter_deadline(when(due), CALENDAR, RULES) == when(deadline)
        assert letter_task_at(when(due), CALENDAR, RULES) == when(task_at)

    def test_the_numbers_are_parameters(self) -> None:
        rules = replace(RULES, apology_days_before=2, letter_task_workdays_before=0)
        assert letter_deadline(when("30/11 17:00"), CALENDAR, rules) == when("28/11 17:00")
        assert letter_task_at(when("30/11 17:00"), CALENDAR, rules) == when("27/11 07:00")
        assert letter_task_at(when("27/11 17:00"), CALENDAR, rules) == when("25/11 07:00")

    def test_a_day_is_a_day_in_vietnam(self) -> None:
        due = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
        assert letter_deadline(due, CALENDAR, RULES) == when("26/11 17:00")

    @given(st.timedeltas(timedelta(-700), timedelta(400)), st.integers(1, 3), st.integers(0, 3))
    def test_lies_before_the_promised_day(self, away: timedelta, days: int, workdays: int) -> None:
        due = when("27/11 17:00") + away
        rules = replace(RULES, apology_days_before=days, letter_task_workdays_before=workdays)
        deadline, task_at = letter_deadline(due, CALENDAR, rules), letter_task_at(due, CALENDAR, rules)
        assert local_day(deadline) < local_day(due)
        assert CALENDAR.is_workday(local_day(task_at)) and task_at < deadline


class TestWithoutALetter:
    @pytest.mark.parametrize("apology", [None, letter(signed_on=None)], ids=["none", "a draft"])
    @pytest.mark.parametrize(
        ("now", "tasks", "look_at"),
        [
            pytest.param("10/11 09:00", [], "25/11 07:00", id="early"),
            pytest.param("25/11 06:59:59", [], "25/11 07:00", id="a second before the task"),
            pytest.param("25/11 07:00", OWED, "26/11 17:00:01", id="the task"),
            pytest.param("26/11 17:00", OWED, "26/11 17:00:01", id="on the deadline"),
            pytest.param("26/11 17:00:01", MISSED, None, id="a second after the deadline"),
            pytest.param("27/11 17:00:01", MISSED, None, id="late"),
        ],
    )
    def test_officers_are_warned_and_nobody_is_told(
        self, apology: Any, now: str, tasks: list[Any], look_at: str | None
    ) -> None:
        decision = decide(case(now, dossier(apology=apology)))
        assert decision.due is None and kinds(decision) == tasks
        assert decision.look_at == (when(look_at) if look_at else None)

    def test_the_tasks_say_until_when(self) -> None:
        owed = decide(case("25/11 07:00")).tasks
        assert {task.due_at for task in owed} == {when("26/11 17:00")}
        assert {task.mark for task in owed} == {"2026-11-27"}
        (missed,) = decide(case("27/11 08:00")).tasks
        assert (missed.mark, missed.due_at, missed.dossier_code) == ("2026-11-27", when("27/11 17:00"), CODE)
        assert missed.unit_code == "H48.12"

    def test_a_breach_is_recorded_once_for_each_promised_day(self) -> None:
        marks = {decide(case(now)).tasks[0].mark for now in ("26/11 17:00:01", "30/11 08:00", "10/12 08:00")}
        assert marks == {"2026-11-27"}
        moved = dossier(due_at="2026-11-20T17:00:00+07:00")
        assert decide(case("26/11 17:00:01", moved)).tasks[0].mark == "2026-11-20"

    @pytest.mark.parametrize(
        ("changed", "why"),
        [
            pytest.param({"status": 1}, "hồ sơ chưa được tiếp nhận, thời hạn chưa tính", id="not accepted"),
            pytest.param({"status": 3}, "hồ sơ đã bị từ chối", id="refused"),
            pytest.param({"status": 5}, "thời hạn đang tạm dừng, chờ người dân", id="papers missing"),
            pytest.param({"status": 6}, "thời hạn đang tạm dừng, chờ người dân", id="money due"),
            pytest.param({"status": 7}, "hồ sơ đã được rút", id="withdrawn"),
            pytest.param({"status": 8}, "hồ sơ đã dừng giải quyết", id="stopped"),
            pytest.param({"status": 9}, "đã có kết quả", id="done"),
            pytest.param({"status": 10}, "đã có kết quả và đã trả", id="returned"),
            pytest.param({"due_at": None}, "hồ sơ không có ngày hẹn trả", id="no promised day"),
        ],
    )
    @pytest.mark.parametrize("apology", [None, letter()], ids=["no letter", "letter"])
    def test_where_no_clock_runs_nothing_is_owed(
        self, apology: Any, changed: dict[str, Any], why: str
    ) -> None:
        decision = decide(case("26/11 18:00", dossier(apology=apology, **changed)))
        assert decision == Decision(why=why)

    @pytest.mark.parametrize("status", [2, 4, 11, 99])
    def test_where_a_clock_runs_it_is(self, status: int) -> None:
        assert status in NOTICE.statuses
        assert kinds(decide(case("26/11 18:00", dossier(status=status)))) == MISSED

    @pytest.mark.parametrize("status", [1, 3, 5, 6, 7, 8, 9, 10])
    def test_and_no_other_state_is_asked(self, status: int) -> None:
        assert status not in NOTICE.statuses

    @pytest.mark.parametrize("now", ["25/11 08:00", "26/11 17:00:01", "30/11 08:00"])
    def test_a_silent_feed_is_no_late_office(self, now: str) -> None:
        decision = decide(case(now, silent_since=when("25/11 07:30")))
        assert decision.due is None and decision.tasks == ()
        assert decision.look_at == when(now) + timedelta(hours=1)
        assert "07:30 25/11/2026" in decision.why


class TestAnOldPromise:
    """A first import brings an archive: what was broken long before we knew is not work for today."""

    @pytest.mark.parametrize(
        ("now", "sources", "tasks"),
        [
            pytest.param("27/12 16:00", (Source.IMPORT,), MISSED, id="imported, within 30 days"),
            pytest.param("28/12 09:00", (Source.IMPORT,), [], id="imported, older"),
            pytest.param("28/12 09:00", (Source.SAMPLE,), [], id="a sample, older"),
            pytest.param("28/12 09:00", (Source.FEED,), MISSED, id="known by the feed when it passed"),
            pytest.param("28/12 09:00", (Source.ANNOUNCED,), MISSED, id="or by a file with --notify"),
            pytest.param("28/12 09:00", (Source.IMPORT, Source.FEED), [], id="the feed came after it"),
        ],
    )
    def test_is_no_task(self, now: str, sources: tuple[Source, ...], tasks: list[Any]) -> None:
        events = (event("10/11 08:00"), event("20/12 08:00", status_note="đang xử lý"))[: len(sources)]
        decision = decide(with_sources(case(now, *events), *sources))
        assert kinds(decision) == tasks
        assert decision.due is None and decision.look_at is None


class TestAPromiseTooShortForADeadline:
    """Same-day procedures: the deadline lay before the dossier was taken in."""

    @pytest.mark.parametrize(
        ("received", "now", "tasks", "look_at"),
        [
            pytest.param("27/11 08:00", "27/11 08:01", [], "27/11 17:00:01", id="same day"),
            pytest.param("27/11 08:00", "27/11 17:00", [], "27/11 17:00:01", id="same day, on time"),
            pytest.param("27/11 08:00", "27/11 17:00:01", MISSED, None, id="same day, late"),
            pytest.param("26/11 17:00", "26/11 17:00", [], "27/11 17:00:01", id="taken in on the deadline"),
            pytest.param("26/11 16:59", "26/11 16:59", OWED, "26/11 17:00:01", id="a minute before it"),
        ],
    )
    def test_is_broken_by_its_own_passing(
        self, received: str, now: str, tasks: list[Any], look_at: str | None
    ) -> None:
        short = event(received, received_at=when(received).isoformat())
        decision = decide(case(now, short))
        assert kinds(decision) == tasks and decision.look_at == (when(look_at) if look_at else None)

    def test_without_a_moment_of_receipt_the_first_event_counts(self) -> None:
        short = event("27/11 08:00", received_at=None)
        assert kinds(decide(case("27/11 12:00", short))) == []


class TestWithALetter:
    @pytest.mark.parametrize("now", [CAME, "26/11 17:00:01", "27/11 17:00:01", "02/12 17:00"])
    def test_it_is_told(self, now: str) -> None:
        decision = decide(case(now, *signed()))
        assert decision.due is not None and decision.tasks == ()
        assert decision.due.mark == "21-UBND 2026-12-02 2026-11-27"
        assert decision.due.at == when(CAME)
        assert decision.look_at == when("02/12 17:00:01")

    def test_until_the_new_date_has_passed(self) -> None:
        decision = decide(case("02/12 17:00:01", *signed()))
        assert decision == Decision(why="ngày hẹn lại 02/12/2026 đã qua")

    def test_a_letter_behind_its_deadline_is_told_at_once(self) -> None:
        decision = decide(case("28/11 10:00:05", *signed("28/11 10:00", signed_on="2026-11-28")))
        assert decision.due is not None and decision.due.at == when("28/11 10:00")

    def test_a_feed_that_catches_up_takes_nothing_from_it(self) -> None:
        """It is of use until the new date, however long ago it was signed."""
        came = "03/11 08:00"
        decision = decide(case("30/11 08:00", *signed(came, signed_on="2026-11-03")))
        assert decision.due is not None and decision.due.at + NOTICE.life > when("02/12 17:00")

    def test_before_anybody_was_warned_it_is_told_too(self) -> None:
        assert decide(case("12/11 10:00", *signed("12/11 10:00", signed_on="2026-11-12"))).due is not None

    def test_a_silent_feed_does_not_unsign_it(self) -> None:
        assert decide(case(CAME, *signed(), silent_since=when("26/11 07:00"))).due is not None
        assert not NOTICE.by_time

    def test_a_sign_of_life_changes_nothing(self) -> None:
        before, after = signed()
        later = replace(after, updated_at=when("27/11 08:00"), status_note="đang trình ký")
        assert decide(case("27/11 08:01", before, after, later)) == decide(case("27/11 08:01", before, after))

    @pytest.mark.parametrize(
        ("source", "told"),
        [
            pytest.param(Source.FEED, True, id="feed"),
            pytest.param(Source.ANNOUNCED, True, id="announced"),
            pytest.param(Source.IMPORT, False, id="import"),
            pytest.param(Source.SAMPLE, False, id="sample"),
        ],
    )
    def test_by_the_source_that_brought_the_letter(self, source: Source, told: bool) -> None:
        other = Source.FEED if source is Source.IMPORT else Source.IMPORT
        decision = decide(with_sources(case(CAME, *signed()), other, source))
        assert (decision.due is not None) is told and decision.tasks == ()

    def test_seen_for_the_first_time_with_its_letter(self) -> None:
        assert decide(case(CAME, event(CAME, apology=letter()))).due is not None


class TestWhatItSays:
    def test_everything_that_is_owed(self) -> None:
        """Domain reference §8.2, (1) to (8)."""
        text = render(decide(case(CAME, *signed())), CHAT).text
        for owed in (
            "UBND xã Bình Sơn xin lỗi Ông/Bà",
            CODE,
            "ngày 27/11/2026",
            "Lý do: đang chờ xác minh.",
            "Ngày hẹn trả lại: 02/12/2026.",
            "số 21/UBND do Chủ tịch UBND xã ký ngày 26/11/2026",
            "xem tại nơi nộp hồ sơ",
            "0255 000 0012",
            "khiếu nại",
            "1022",
            "K7MQ4XP",
        ):
            assert owed in text

    def test_the_core_by_sms(self) -> None:
        words = render(decide(case(CAME, *signed())), SMS)
        assert words.text == (
            "UBND xa Binh Son: Xin loi Ong/Ba vi cham ho so H48.12-261102-0007. Ly do: dang cho xac minh. "
            "Hen tra lai: 02/12/2026. Ma tin K7MQ4XP. Hoi: 02550000012."
        )
        assert words.segments == 1

    @pytest.mark.parametrize("no", ["21/UBND", None])
    @pytest.mark.parametrize("unit", ["UBND xã Bình Sơn", "Chi nhánh VPĐKĐĐ Bình Sơn số 001"])
    @pytest.mark.parametrize("length", range(1, 120, 7))
    def test_a_reason_stands_whole_or_not_at_all(self, length: int, unit: str, no: str | None) -> None:
        reason = ("chờ xác minh " * 12)[:length].strip()
        before, after = signed(reason=reason, no=no)
        named = replace(after, code="G09.20-20260609-0092637", unit=replace(after.unit, name=unit))
        decision = decide(case(CAME, before, named))
        words = render(decision, SMS)
        assert words.segments == 1 and len(words.text) <= 160
        plain = f"Ly do: {('cho xac minh ' * 12)[:length].strip()}."
        instead = f"Ly do: xem van ban so {no}." if no else "Ly do: xem van ban xin loi."
        assert (plain in words.text) != (instead in words.text)
        assert "Hen tra lai: 02/12/2026." in words.text
        assert f": {reason}." in render(decision, CHAT).text

    def test_a_letter_of_a_long_number_is_named_without_it(self) -> None:
        before, after = signed(reason="chờ xác minh " * 12, no="1108/CNVPĐK-ĐKCG")
        unit = replace(after.unit, name="Chi nhánh VPĐKĐĐ Bình Sơn số 001")
        words = render(
            decide(case(CAME, before, replace(after, code="G09.20-20260609-0092637", unit=unit))), SMS
        )
        assert words.segments == 1 and "Ly do: xem van ban xin loi." in words.text

    def test_the_room_is_used_to_the_last_character(self) -> None:
        def core(length: int) -> str:
            decision = decide(case(CAME, *signed(reason="x" * length)))
            return render(Decision(why="", due=decision.due), SMS, foot=False).text.partition(" Hoi:")[0]

        longest = max(length for length in range(1, 120) if "x" * length in core(length))
        assert len(core(longest).partition(" Van ban")[0].partition(" Phan anh")[0]) == SMS_ROOM
        assert "xem van ban so 21/UBND" in core(longest + 1)

    @pytest.mark.parametrize("limits", [CHAT, SMS])
    def test_neutral_where_the_reason_could_tell_what_it_is_about(self, limits: Limits) -> None:
        text = render(decide(case(CAME, *signed(), neutral=True)), limits).text
        assert "xác minh" not in text and "xac minh" not in text
        assert "02/12/2026" in text

    @pytest.mark.parametrize("limits", [CHAT, SMS])
    def test_a_reason_that_lures_is_left_to_the_letter(self, limits: Limits) -> None:
        given = signed(reason="nộp thêm phí tại dichvucong-gov.top/nop")
        text = render(decide(case(CAME, *given)), limits).text
        assert "dichvucong" not in text and "02/12/2026" in text

    @pytest.mark.parametrize(
        ("gone", "said"),
        [
            pytest.param(
                {"no": None}, "Văn bản xin lỗi do Chủ tịch UBND xã ký ngày 26/11/2026", id="no number"
            ),
            pytest.param({"signer": None}, "Văn bản xin lỗi số 21/UBND ký ngày 26/11/2026", id="no signer"),
            pytest.param({"no": None, "signer": None}, "Văn bản xin lỗi ký ngày 26/11/2026", id="neither"),
        ],
    )
    def test_of_the_letter_what_is_known(self, gone: dict[str, Any], said: str) -> None:
        decision = decide(case(CAME, *signed(**gone)))
        assert said in render(decision, CHAT).text and "None" not in render(decision, CHAT).text
        assert decision.due is not None and decision.due.mark.startswith("-" if "no" in gone else "21-UBND")

    def test_a_unit_without_name_or_phone(self) -> None:
        before, after = signed()
        nameless = replace(after, unit=replace(after.unit, name=None, phone=None))
        text = render(decide(case(CAME, before, nameless)), CHAT).text
        assert text.startswith("Cơ quan nhận hồ sơ xin lỗi Ông/Bà") and "1022" in text


MOMENTS = st.timedeltas(timedelta(0), timedelta(days=59)).map(lambda past: when("02/11 00:00") + past)
LETTERS = st.none() | st.builds(
    letter,
    reason=st.sampled_from([None, "đang chờ xác minh"]),
    signed_on=st.sampled_from([None, "2026-11-20", "2026-11-26"]),
    new_due_at=st.none() | MOMENTS.map(datetime.isoformat),
)


@given(now=MOMENTS, due=MOMENTS, first=LETTERS, second=LETTERS, status=st.sampled_from([2, 4, 11]))
def test_no_date_is_made_up_and_time_goes_forward(
    now: datetime, due: datetime, first: Any, second: Any, status: int
) -> None:
    events = [
        event(moment, due_at=due.isoformat(), status=status, apology=apology)
        for moment, apology in (("02/11 10:00", None), ("20/11 10:00", first), ("26/11 10:00", second))
    ]
    asked = case(now, *events)
    decision = decide(asked)
    assert decision == decide(asked)
    assert decision.look_at is None or decision.look_at > now
    known = {local_day(due), local_day(letter_deadline(due, CALENDAR, RULES)), *map(_promised, asked.changes)}
    apology = asked.dossier.apology
    assert dates_said(decision) <= known | {apology.signed_on if apology else None}
    if decision.due is not None:
        assert apology is not None and apology.is_signed and apology.reason and apology.new_due_at
        assert apology.new_due_at >= now and CALENDAR.is_workday(local_day(apology.new_due_at))
        assert apology.new_due_at > due


def _promised(change: Any) -> date:
    return local_day(change.promised_at)
