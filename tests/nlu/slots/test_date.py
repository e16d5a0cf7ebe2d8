"""Days, told from Sunday 22/11/2026."""

import pytest

from nlu.meaning import EntityName
from tests.nlu.scenes import values


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("17/11/2026", "2026-11-17", id="full"),
        pytest.param("17-11-2026", "2026-11-17", id="dashes"),
        pytest.param("17.11.26", "2026-11-17", id="dots, short year"),
        pytest.param("2026-11-17", "2026-11-17", id="iso"),
        pytest.param("hẹn 15/11 mà chưa có", "2026-11-15", id="no year"),
        pytest.param("nộp ngày 28/12", "2026-12-28", id="next month"),
        pytest.param("hẹn 5/1", "2027-01-05", id="across new year"),
        pytest.param("giay hen ghi 17 thang 11", "2026-11-17", id="in words"),
        pytest.param("ngày 2 tháng 9 năm 2026", "2026-09-02", id="in words with year"),
        pytest.param("hôm qua", "2026-11-21", id="yesterday"),
        pytest.param("chieu qua toi co len", "2026-11-21", id="yesterday afternoon"),
        pytest.param("hôm kia", "2026-11-20", id="two days ago"),
        pytest.param("sáng nay", "2026-11-22", id="this morning"),
        pytest.param("mai em lên lấy", "2026-11-23", id="tomorrow"),
        pytest.param("sáng mai", "2026-11-23", id="tomorrow morning"),
        pytest.param("ngày mốt", "2026-11-24", id="in two days"),
        pytest.param("ngày kia", "2026-11-24", id="the day after tomorrow"),
        pytest.param("cách đây 3 ngày", "2026-11-19", id="three days ago"),
        pytest.param("5 ngày nữa", "2026-11-27", id="in five days"),
        pytest.param("thứ 2 tuần sau", "2026-11-23", id="Monday of next week"),
        pytest.param("thứ sáu tuần trước", "2026-11-13", id="Friday of last week"),
        pytest.param("thu 6 tuan nay", "2026-11-20", id="Friday of this week"),
        pytest.param("thứ 4 tới", "2026-11-25", id="next Wednesday"),
        pytest.param("chủ nhật tuần sau", "2026-11-29", id="Sunday of next week"),
        pytest.param("thứ 5 vừa rồi", "2026-11-19", id="last Thursday"),
        pytest.param("ngày 10 tháng này", "2026-11-10", id="day of this month"),
        pytest.param("hẹn ngày 25", "2026-11-25", id="day alone"),
        pytest.param("tuần sau", None, id="a week is no day"),
        pytest.param("cuối tháng", None, id="end of the month"),
        pytest.param("10 ngày", None, id="a duration"),
        pytest.param("chị Mai", None, id="a name"),
        pytest.param("31/2/2026", None, id="no such day"),
        pytest.param("thứ 6", None, id="which Friday"),
        pytest.param("13/13", None, id="no such month"),
    ],
)
def test_dates(text: str, day: str | None) -> None:
    assert values(text, EntityName.DATE) == ([day] if day else [])


def test_relative_days_need_the_moment_of_the_message() -> None:
    assert values("hôm qua, 17/11, 17/11/2026", EntityName.DATE, sent_at=None) == ["2026-11-17"]
