"""Fewer of many, from all over them."""

import pytest

from nlu.learning.spread import spread


@pytest.mark.parametrize(
    ("many", "most", "few"),
    [
        pytest.param(range(6), 3, [0, 2, 4], id="evenly"),
        pytest.param(range(5), 4, [0, 1, 2, 3], id="as many as may be"),
        pytest.param(range(3), 9, [0, 1, 2], id="all"),
        pytest.param(range(0), 9, [], id="none"),
    ],
)
def test_spread(many: range, most: int, few: list[int]) -> None:
    assert spread(many, most) == few
