"""Spoken digits where a proof was asked for."""

import pytest

from bot.spoken import digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("bốn hai bốn tám", "4248", id="four"),
        pytest.param("dạ bốn hai bốn tám nha", "4248", id="politely"),
        pytest.param("4 số cuối là không một hai ba", None, id="five digits are none"),
        pytest.param("hai bốn 48", "2448", id="mixed"),
        pytest.param("một hai ba bốn năm sáu", "123456", id="a one-time code"),
        pytest.param("4248", None, id="digits are what they are"),
        pytest.param("hồ sơ nộp hai năm ba tháng", None, id="other words"),
        pytest.param("không", None, id="no"),
    ],
)
def test_digits(text: str, expected: str | None) -> None:
    assert digits(text) == expected
