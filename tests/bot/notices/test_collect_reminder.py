"""A result that waits at the desk is recalled after 5 and after 15 working days, at nine.

Usual case: ready on Friday 20/11/2026; Tuesday 24/11 is a day off, so that the fifth working day is Monday
30/11 and the fifteenth Monday 14/12."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notices.collect_reminder import NOTICE, decide
from bot.notifying.notice import Decision
from bot.reply import Say, Value
from knowledge.dossiers.change import Source
from tests.bot.make import CODE, dossier
from tests.bot.notices.late import CHAT, RULES, SMS, WORDINGS, case, event, render, when, with_sources


def ready(**changed: Any) -> tuple[Any, Any]:
    return dossier(), event(
        "20/11 14:00", **{"status": 9, "finished_at": "2026-11-20T13:50:00+07:00", **changed}
    )


@pytest.mark.parametrize(
    ("now", "mark", "look_at"),
    [
        pytest.param("20/11 14:00", None, "30/11 09:00", id="ready"),
        pytest.param("30/11 08:59:59", None, "30/11 09:00", id="a second before"),
        pytest.param("30/11 09:00", "1 2026-11-20", "05/12 09:00", id="the first"),
        pytest.param("05/12 08:59:59", "1 2026-11-20", "05/12 09:00", id="a second before it is old"),
        pytest.param("05/12 09:00", None, "14/12 09:00", id="old"),
        pytest.param("14/12 09:00", "2 2026-11-20", "19/12 09:00", id="the second"),
        pytest.param("19/12 09:00", None, None, id="the last is old"),
    ],
)
def test_by_the_clock(now: str, mark: str | None, look_at: str | None) -> None:
    decision = decide(case(now, *ready()))
    assert (decision.due.mark if decision.due else None) == mark
    assert decision.look_at == (when(look_at) if look_at else None)
    assert decision.tasks == ()


def test_at_is_the_moment_of_the_reminder() -> None:
    decision = decide(case("30/11 15:00", *ready()))
    assert decision.due is not None and decision.due.at == when("30/11 09:00")


def test_it_is_optional_and_driven_by_time() -> None:
    assert not NOTICE.duty and NOTICE.by_time and NOTICE.statuses == {9}


@pytest.mark.parametrize("days", [(5, 15), (15, 5)])
def test_how_often_is_a_parameter(days: tuple[int, ...]) -> None:
    rules = replace(RULES, collect_reminders=days)
    decision = decide(case("30/11 09:00", *ready(), rules=rules))
    assert decision.due is not None and decision.due.mark == "1 2026-11-20"
    assert decide(case("30/11 09:00", *ready(), rules=replace(RULES, collect_reminders=()))) == Decision(
        why="không đặt lần nhắc nào"
    )


def test_where_the_next_one_comes_before_the_last_is_old() -> None:
    rules = replace(RULES, collect_reminders=(5, 6))
    assert decide(case("30/11 09:00", *ready(), rules=rules)).look_at == when("01/12 09:00")
    decision = decide(case("01/12 09:00", *ready(), rules=rules))
    assert decision.due is not None and decision.due.mark == "2 2026-11-20"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        pytest.param({"status": 10}, "đã trả kết quả", id="returned"),
        pytest.param({"returned_at": "2026-11-25T09:00:00+07:00"}, "đã trả kết quả", id="handed over"),
        pytest.param({"result_delivery": "post"}, "kết quả không trả tại quầy", id="by post"),
        pytest.param({"result_delivery": "online"}, "kết quả không trả tại quầy", id="online"),
        pytest.param({"result_delivery": "tận nơi"}, "kết quả không trả tại quầy", id="an unknown way"),
        pytest.param({"status": 3}, "hồ sơ đã bị từ chối", id="refused"),
        pytest.param({"status": 4}, "chưa có kết quả", id="taken up again"),
    ],
)
def test_not_for_what_does_not_wait_at_the_desk(changed: dict[str, Any], why: str) -> None:
    assert decide(case("30/11 09:00", *ready(**changed))) == Decision(why=why)


@pytest.mark.parametrize("delivery", [None, "desk"])
def test_for_the_desk_or_where_nothing_is_said(delivery: str | None) -> None:
    assert decide(case("30/11 09:00", *ready(result_delivery=delivery))).due is not None


@pytest.mark.parametrize(
    ("source", "told"),
    [(Source.FEED, True), (Source.ANNOUNCED, True), (Source.IMPORT, False), (Source.SAMPLE, False)],
)
def test_by_the_source_of_the_result(source: Source, told: bool) -> None:
    other = Source.IMPORT if told else Source.FEED
    decision = decide(with_sources(case("30/11 09:00", *ready()), other, source))
    assert (decision.due is not None) is told
    assert told or decision.look_at is None


def test_a_later_sign_of_life_neither_delays_nor_silences() -> None:
    noted = event("25/11 08:00", status=9, status_note="đã xếp vào kho")
    given = with_sources(case("30/11 09:00", *ready(), noted), Source.FEED, Source.FEED, Source.IMPORT)
    decision = decide(given)
    assert decision.due is not None and decision.due.mark == "1 2026-11-20"


def test_ready_a_second_time_is_recalled_anew() -> None:
    again = (event("23/11 08:00", status=4), event("25/11 08:00", status=9))
    decision = decide(case("03/12 09:00", *ready(), *again))
    assert decision.due is not None and decision.due.mark == "1 2026-11-25"


def test_while_the_feed_is_silent_it_waits() -> None:
    decision = decide(case("30/11 09:00", *ready(), silent_since=when("27/11 08:00")))
    assert decision.due is None and decision.look_at == when("30/11 10:00")


def test_what_it_says() -> None:
    decision = decide(case("30/11 09:00", *ready()))
    text = render(decision, CHAT).text
    for part in (
        CODE,
        "từ ngày 20/11/2026",
        "UBND xã Bình Sơn: kết quả hồ sơ",
        "chờ Ông/Bà đến nhận",
        "UBND xã Bình Sơn",
        "giấy hẹn",
        "0255 000 0012",
    ):
        assert part in text
    assert render(decision, SMS).text.startswith(
        "UBND xa Binh Son: Ho so H48.12-261102-0007 co ket qua tu 20/11/2026. Moi Ong/Ba den nhan"
    )


def test_a_sensitive_procedure_is_not_named() -> None:
    assert "khai sinh" in render(decide(case("30/11 09:00", *ready())), CHAT).text
    assert "khai sinh" not in render(decide(case("30/11 09:00", *ready(), neutral=True)), CHAT).text


def test_one_segment_with_the_longest_names() -> None:
    before, after = ready()
    unit = replace(after.unit, name="Chi nhánh VPĐKĐĐ Bình Sơn số 001")
    longest = replace(after, code="G09.20-20260609-0092637", unit=unit)
    assert render(decide(case("30/11 09:00", before, longest)), SMS).segments == 1


def test_several_in_one_message() -> None:
    assert NOTICE.several is not None
    codes = tuple(f"H48.12-261102-000{number}" for number in range(3))
    unit = "UBND xã Bình Sơn"
    values: dict[str, Value] = {"unit": unit, "sender": unit, "count": 3, "codes": codes}
    says = [Say(wording=NOTICE.several, values=values)]
    assert all(code in WORDINGS.render(says, (), CHAT).text for code in codes)
    assert WORDINGS.render(says, (), SMS).segments == 1


@given(st.timedeltas(timedelta(0), timedelta(days=60)))
def test_time_goes_forward(past: timedelta) -> None:
    asked = case(when("20/11 14:00") + past, *ready())
    decision = decide(asked)
    assert decision == decide(asked)
    assert decision.look_at is None or decision.look_at > asked.now
