"""The interval beside a share of few answers; the numbers are those of the published tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures.interval import wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        pytest.param(0, 10, 0.0, 0.2775, id="none of ten"),
        pytest.param(10, 10, 0.7225, 1.0, id="ten of ten"),
        pytest.param(5, 10, 0.2366, 0.7634, id="half of ten"),
        pytest.param(81, 263, 0.2553, 0.3662, id="Newcombe 1998, table I"),
        pytest.param(1, 29, 0.0061, 0.1718, id="Newcombe 1998, one of 29"),
    ],
)
def test_known_intervals(hits: int, n: int, low: float, high: float) -> None:
    found = wilson(hits, n)
    assert found is not None
    assert found == pytest.approx((low, high), abs=0.0001)


def test_no_answers() -> None:
    assert wilson(0, 0) is None
    with pytest.raises(ValueError, match="between 0 and n"):
        wilson(3, 2)


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_holds_the_share_and_narrows(case: tuple[int, int]) -> None:
    hits, n = case
    few, many = wilson(hits, n), wilson(hits * 4, n * 4)
    assert few is not None
    assert many is not None
    assert 0 <= few[0] <= hits / n <= few[1] <= 1
    assert many[1] - many[0] < few[1] - few[0]
    mirrored = wilson(n - hits, n)
    assert mirrored == pytest.approx((1 - few[1], 1 - few[0]))
