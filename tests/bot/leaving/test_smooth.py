"""Spreading over minutes."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.leaving.smooth import smoothed, spread
from vietnam.calendar import VN

MORNING = datetime(2026, 11, 4, 7, 30, tzinfo=VN)


@given(st.text(), st.integers(0, 600))
def test_it_is_within_the_minutes_and_always_the_same(key: str, minutes: int) -> None:
    assert timedelta(0) <= spread(key, minutes) <= timedelta(minutes=minutes)
    assert spread(key, minutes) == spread(key, minutes)


def test_six_thousand_people_come_evenly() -> None:
    by_minute = Counter(spread(f"+84905{number:06}", 30) // timedelta(minutes=1) for number in range(6000))
    assert len(by_minute) == 30
    assert max(by_minute.values()) < 270


@given(st.text(), st.integers(-600, 600))
def test_what_is_soon_of_no_use_is_not_spread_past_it(key: str, minutes_left: int) -> None:
    expires_at = MORNING + timedelta(minutes=minutes_left)
    at = smoothed(MORNING, key, 30, expires_at)
    assert at >= MORNING
    assert at == MORNING if minutes_left <= 0 else at < expires_at
