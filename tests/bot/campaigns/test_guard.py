"""When a campaign stops by itself."""

import pytest

from bot.campaigns.guard import Ended, must_stop


@pytest.mark.parametrize(
    ("bad", "good", "stops"),
    [
        pytest.param(0, 0, False, id="nothing has ended"),
        pytest.param(9, 0, False, id="nine of nine"),
        pytest.param(10, 0, True, id="ten of ten"),
        pytest.param(10, 90, True, id="ten of a hundred"),
        pytest.param(10, 91, False, id="ten of a hundred and one"),
        pytest.param(11, 99, True, id="eleven of a hundred and ten"),
        pytest.param(99_999, 900_001, False, id="a million, just below"),
    ],
)
def test_ten_bad_and_a_tenth(bad: int, good: int, stops: bool) -> None:
    assert must_stop(Ended(bad=bad, good=good)) is stops
