import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.duration import TimeLimit, TimeUnit, fmt_limit, parse_duration

limits = st.builds(TimeLimit, amount=st.integers(1, 365), unit=st.sampled_from(TimeUnit))


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        pytest.param("03 ngày làm việc", 3, TimeUnit.WORKDAY, id="leading zero"),
        pytest.param("5 Ngày làm việc", 5, TimeUnit.WORKDAY, id="as the portal writes it"),
        pytest.param("8 giờ làm việc", 8, TimeUnit.HOUR, id="hours"),
        pytest.param("01 Giờ", 1, TimeUnit.HOUR, id="portal hours"),
        pytest.param("30 ngày", 30, TimeUnit.DAY, id="calendar days"),
        pytest.param("1 tháng", 1, TimeUnit.MONTH, id="month"),
        pytest.param("05 (năm) ngày làm việc", 5, TimeUnit.WORKDAY, id="number in words too"),
        pytest.param(
            "Không quá 07 ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ.", 7, TimeUnit.WORKDAY, id="legal"
        ),
        pytest.param("trong vòng 15 ngày", 15, TimeUnit.DAY, id="within"),
        pytest.param("10 ngay lam viec", 10, TimeUnit.WORKDAY, id="without accents"),
    ],
)
def test_parse_duration(text: str, amount: int, unit: TimeUnit) -> None:
    assert parse_duration(text) == TimeLimit(amount=amount, unit=unit)


@pytest.mark.parametrize(
    "text",
    [
        "Trong ngày",
        "Ngay trong ngày làm việc",
        "Trong ngày; nếu nhận sau 15 giờ thì trả kết quả ngày làm việc tiếp theo",
    ],
)
def test_same_day(text: str) -> None:
    assert parse_duration(text) == TimeLimit(unit=TimeUnit.SAME_DAY)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1", id="bare number"),
        pytest.param("", id="empty"),
        pytest.param("0 ngày", id="nothing"),
        pytest.param("3 ngày làm việc; 10 ngày khi phải xác minh", id="two cases"),
        pytest.param("Trong ngày; 3 ngày làm việc khi phải xác minh", id="same day or later"),
        pytest.param("0,5 ngày làm việc", id="half a day"),
        pytest.param("1/2 ngày", id="fraction"),
        pytest.param("Không quy định", id="not laid down"),
        pytest.param("sau 15 giờ", id="a time of day"),
    ],
)
def test_what_is_no_single_limit(text: str) -> None:
    assert parse_duration(text) is None


@given(limits)
def test_what_is_shown_reads_back(limit: TimeLimit) -> None:
    shown = limit if limit.unit is not TimeUnit.SAME_DAY else TimeLimit(unit=TimeUnit.SAME_DAY)
    assert parse_duration(fmt_limit(limit)) == shown


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    parse_duration(text)


def test_an_amount_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        TimeLimit(amount=0, unit=TimeUnit.DAY)
