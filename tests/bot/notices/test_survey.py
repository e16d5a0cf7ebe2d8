"""One question, a working day after the hand-over, between eight in the morning and eight in the evening.

Usual case: handed over on Wednesday 25/11/2026."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notices.survey import LABELS, NOTICE, decide
from bot.notifying.notice import Decision
from knowledge.dossiers.change import Source
from nlu.meaning import Awaiting
from tests.bot.make import CODE, dossier
from tests.bot.notices.late import CHAT, RULES, SMS, case, event, render, when, with_sources


def returned(**changed: Any) -> tuple[Any, Any]:
    given = {"status": 10, "returned_at": "2026-11-25T09:00:00+07:00", **changed}
    return dossier(), event("25/11 09:05", **given)


@pytest.mark.parametrize(
    ("now", "asked", "look_at"),
    [
        pytest.param("25/11 09:05", False, "26/11 08:00", id="handed over"),
        pytest.param("26/11 07:59:59", False, "26/11 08:00", id="a second before the morning"),
        pytest.param("26/11 08:00", True, "26/11 20:00", id="the morning after"),
        pytest.param("26/11 19:59:59", True, "26/11 20:00", id="a second before the evening"),
        pytest.param("26/11 20:00", False, "27/11 08:00", id="in the evening"),
        pytest.param("27/11 00:00", False, "27/11 08:00", id="at midnight"),
        pytest.param("28/11 12:00", True, "28/11 20:00", id="on a Saturday"),
        pytest.param("01/12 07:59:59", False, "01/12 08:00", id="a second before it is too old"),
        pytest.param("01/12 08:00", False, None, id="too old"),
    ],
)
def test_by_the_clock(now: str, asked: bool, look_at: str | None) -> None:
    decision = decide(case(now, *returned()))
    assert (decision.due is not None) is asked
    assert decision.look_at == (when(look_at) if look_at else None)
    assert decision.tasks == ()


@pytest.mark.parametrize(
    ("day", "asked_on"),
    [
        pytest.param("23/11", "25/11 08:00", id="before a day off"),
        pytest.param("27/11", "30/11 08:00", id="on a Friday"),
        pytest.param("28/11", "30/11 08:00", id="on a Saturday"),
    ],
)
def test_a_working_day_after_the_hand_over(day: str, asked_on: str) -> None:
    given = event(f"{day} 09:05", status=10, returned_at=when(f"{day} 09:00").isoformat())
    assert decide(case(f"{day} 10:00", dossier(), given)).look_at == when(asked_on)
    decision = decide(case(asked_on, dossier(), given))
    assert decision.due is not None and decision.due.at == when(asked_on)


def test_days_and_hours_are_parameters() -> None:
    rules = replace(RULES, survey_after_workdays=2, survey_from=time(9, 30), survey_until=time(18))
    assert decide(case("25/11 10:00", *returned(), rules=rules)).look_at == when("27/11 09:30")
    assert decide(case("27/11 18:00", *returned(), rules=rules)).look_at == when("28/11 09:30")


def test_without_a_moment_of_hand_over_the_event_counts() -> None:
    assert decide(case("26/11 08:00", *returned(returned_at=None))).due is not None


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        pytest.param({"status": 9, "result_delivery": "post"}, True, id="the post brings it"),
        pytest.param({"status": 9, "result_delivery": "desk"}, False, id="waits at the desk"),
        pytest.param({"status": 9, "result_delivery": None}, False, id="ready, nobody knows how"),
        pytest.param({"status": 9, "result_delivery": "online"}, False, id="ready online"),
        pytest.param({"status": 3}, False, id="refused"),
        pytest.param({"status": 7}, False, id="withdrawn"),
        pytest.param({"status": 8}, False, id="stopped"),
        pytest.param({"status": 4}, False, id="in work"),
    ],
)
def test_only_what_ended_well(changed: dict[str, Any], asked: bool) -> None:
    decision = decide(case("26/11 08:00", *returned(returned_at=None, **changed)))
    assert (decision.due is not None) is asked
    assert asked or decision.look_at is None
    assert (changed["status"] in NOTICE.statuses) or not asked


def test_by_post_the_end_of_the_work_counts() -> None:
    posted = event("25/11 09:05", status=9, result_delivery="post", finished_at="2026-11-23T15:00:00+07:00")
    decision = decide(case("25/11 09:05", dossier(), posted))
    assert decision.due is not None and decision.due.at == when("25/11 08:00")


def test_once_for_a_dossier() -> None:
    """Sent by post and handed over are two states, and one question."""
    posted = event("24/11 09:00", status=9, result_delivery="post")
    first = decide(case("25/11 08:00", dossier(), posted))
    then = decide(case("26/11 08:00", dossier(), posted, returned()[1]))
    assert first.due is not None and then.due is not None
    assert first.due.mark == then.due.mark == "rating"


def test_never_after_a_death() -> None:
    decision = decide(case("26/11 08:00", *returned(), bereaved=True))
    assert decision == Decision(why="hồ sơ về việc tang, không hỏi")


@pytest.mark.parametrize(
    ("source", "asked"),
    [(Source.FEED, True), (Source.ANNOUNCED, True), (Source.IMPORT, False), (Source.SAMPLE, False)],
)
def test_by_the_source_of_the_end(source: Source, asked: bool) -> None:
    other = Source.IMPORT if asked else Source.FEED
    decision = decide(with_sources(case("26/11 08:00", *returned()), other, source))
    assert (decision.due is not None) is asked
    assert asked or decision.look_at is None


def test_while_the_feed_is_silent_it_waits() -> None:
    decision = decide(case("26/11 08:00", *returned(), silent_since=when("25/11 10:00")))
    assert decision.due is None and decision.look_at == when("26/11 09:00")


def test_it_is_optional_and_leaves_the_question_open() -> None:
    assert not NOTICE.duty and NOTICE.by_time and NOTICE.asks is Awaiting.RATING
    assert NOTICE.life == timedelta(days=5)


def test_what_it_says() -> None:
    decision = decide(case("26/11 08:00", *returned()))
    assert decision.due is not None and decision.due.labels == LABELS
    words = render(decision, replace(CHAT, buttons=5, button_length=20))
    assert words.buttons == LABELS
    for part in ("UBND xã Bình Sơn", CODE, "từ 1 đến 5"):
        assert part in words.text


def test_the_number_of_an_option_is_the_rating() -> None:
    decision = decide(case("26/11 08:00", *returned()))
    assert "\n1. Rất không hài lòng\n" in render(decision, CHAT).text
    assert "\n5. Rất hài lòng\nMã tin: K7MQ4XP." in render(decision, CHAT).text


def test_abroad_the_question_is_asked_without_its_dossier() -> None:
    text = render(decide(case("26/11 08:00", *returned())), replace(CHAT, discreet=True)).text
    assert text.startswith("Một hồ sơ của Ông/Bà vừa giải quyết xong. Ông/Bà hài lòng đến mức nào?")
    assert CODE not in text and "\n1. Rất không hài lòng\n" in text


def test_one_segment_with_the_longest_names() -> None:
    before, after = returned()
    unit = replace(after.unit, name="Chi nhánh VPĐKĐĐ Bình Sơn số 001")
    longest = replace(after, code="G09.20-20260609-0092637", unit=unit)
    words = render(decide(case("26/11 08:00", before, longest)), SMS)
    assert words.segments == 1
    assert words.text == (
        "Chi nhanh VPDKDD Binh Son so 001: Moi Ong/Ba cham diem ho so G09.20-20260609-0092637: "
        "nhan 1 (rat khong hai long) den 5 (rat hai long). Ma tin K7MQ4XP."
    )


@given(st.timedeltas(timedelta(0), timedelta(days=20)))
def test_time_goes_forward_and_nobody_is_asked_at_night(past: timedelta) -> None:
    asked = case(when("25/11 09:05") + past, *returned())
    decision = decide(asked)
    assert decision == decide(asked)
    assert decision.look_at is None or decision.look_at > asked.now
    assert decision.due is None or 8 <= asked.now.hour < 20
