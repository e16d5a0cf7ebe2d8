"""What kinds of notices share: names of senders, days off in words, parts of marks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.notifying.days_off import days_off
from bot.notifying.sender import MOST, sender
from bot.notifying.told import NOT_COME, digest, moment, not_come, short
from tests.bot.notices.cases import CALENDAR, at
from vietnam.sms import fold_sms


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("UBND xã Bình Sơn", "UBND xã Bình Sơn", id="fits"),
        pytest.param("Ủy ban nhân dân xã Bình Sơn", "Ủy ban nhân dân xã Bình Sơn", id="fits in full"),
        pytest.param(
            "Trung tâm Phục vụ hành chính công xã Bình Sơn", "TTPVHCC xã Bình Sơn", id="one abbreviation"
        ),
        pytest.param(
            "Chi nhánh Văn phòng đăng ký đất đai Bình Sơn",
            "Chi nhánh VPĐKĐĐ Bình Sơn",
            id="no more than needed",
        ),
        pytest.param(
            "Chi nhánh Văn phòng đăng ký đất đai khu vực Bình Sơn - Trà Bồng",
            "CN VPĐKĐĐ KV Bình Sơn - Trà Bồng",
            id="all that are known",
        ),
        pytest.param(
            "Phòng Kinh tế, Hạ tầng và Đô thị phường Trương Quang Trọng",
            "Phòng Kinh tế, Hạ tầng và Đô thị",
            id="last words go",
        ),
    ],
)
def test_a_sender_is_named_as_far_as_an_sms_has_room(name: str, expected: str) -> None:
    assert sender(name) == expected


@given(st.text(alphabet="Ủy ban nhđ-,.Ư ½…", min_size=1, max_size=120))
@example("aaaaaaaaaaaaaaaaaa½½………")
def test_a_sender_never_takes_more_than_its_room(name: str) -> None:
    assert len(fold_sms(sender(name))) <= MOST


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(date(2026, 11, 20), date(2026, 11, 23), None, id="a weekend is no holiday"),
        pytest.param(date(2026, 11, 24), date(2026, 11, 27), None, id="the first day does not count"),
        pytest.param(date(2026, 11, 20), date(2026, 11, 24), "24/11 (Ngày Văn hóa Việt Nam)", id="the last"),
        pytest.param(date(2026, 2, 13), date(2026, 2, 25), "16/02 đến 20/02 (Tết Nguyên Đán)", id="Tết"),
        pytest.param(
            date(2026, 4, 24), date(2026, 5, 5),
            "26/04 đến 27/04 (Ngày Giỗ Tổ Hùng Vương); "
            "30/04 đến 01/05 (Ngày Chiến thắng và Ngày Quốc tế Lao động)",
            id="two runs",
        ),
        pytest.param(date(2026, 1, 5), date(2026, 12, 31), None, id="too many to name"),
    ],
)  # fmt: skip
def test_days_off_in_words(start: date, end: date, expected: str | None) -> None:
    assert days_off(CALENDAR, start, end) == expected


def test_a_moment_is_the_same_in_every_zone() -> None:
    assert moment(at(20, 9)) == moment(datetime(2026, 11, 20, 2, tzinfo=UTC)) == "20261120T090000"


@given(st.lists(st.text(max_size=5), max_size=3), st.lists(st.text(max_size=5), max_size=3))
def test_a_digest_tells_facts_apart(one: list[str], other: list[str]) -> None:
    assert (digest(tuple(one)) == digest(tuple(other))) is (one == other)
    assert "/" not in digest(*one)


@pytest.mark.parametrize(("text", "expected"), [("đủ chỗ", "đủ chỗ"), ("không đủ chỗ", "xem phiếu")])
def test_half_a_reason_is_no_reason(text: str, expected: str) -> None:
    assert short(text, 8, "xem phiếu") == expected


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        pytest.param(timedelta(days=-400), True, id="long ago"),
        pytest.param(timedelta(0), True, id="now"),
        pytest.param(timedelta(minutes=10), True, id="as far as clocks may differ"),
        pytest.param(timedelta(minutes=10, seconds=1), False, id="farther"),
        pytest.param(timedelta(days=3650), False, id="years"),
    ],
)
def test_a_fact_is_told_from_its_moment_on(ahead: timedelta, told: bool) -> None:
    comes = at(20) + ahead
    found = not_come(at(20), comes)
    assert (found is None) is told
    if found is not None:
        assert (found.due, found.look_at, found.why) == (None, comes, NOT_COME)
        assert not_come(comes, comes) is None
