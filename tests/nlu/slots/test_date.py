"""Days, told from Sunday 22/11/2026."""

from datetime import UTC, datetime

import pytest

from nlu.meaning import EntityName
from tests.nlu.scenes import values


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("17/11/2026", "2026-11-17", id="full"),
        pytest.param("17-11-2026", "2026-11-17", id="dashes"),
        pytest.param("17.11.26", "2026-11-17", id="dots, short year"),
        pytest.param("sinh 5/3/85", "1985-03-05", id="short year of a birth"),
        pytest.param("2026-11-17", "2026-11-17", id="iso"),
        pytest.param("ngay 17112026", "2026-11-17", id="nothing between"),
        pytest.param("hẹn 15/11 mà chưa có", "2026-11-15", id="no year"),
        pytest.param("HEN 15/11 SAO CHUA TRA", "2026-11-15", id="why, not stars"),
        pytest.param("HEN 17.11 CHUA TRA", "2026-11-17", id="dot, no year"),
        pytest.param("nộp 9-11 rồi", "2026-11-09", id="dash, no year"),
        pytest.param("nộp ngày 28/12", "2026-12-28", id="next month"),
        pytest.param("hẹn 5/1", "2027-01-05", id="across new year"),
        pytest.param("hẹn 4/5 trả", "2027-05-04", id="like a mark, with its word"),
        pytest.param("nộp 17/11 năm ngoái", "2025-11-17", id="last year"),
        pytest.param("giay hen ghi 17 thang 11", "2026-11-17", id="with the word for month"),
        pytest.param("ngày 2 tháng 9 năm 2026", "2026-09-02", id="with year"),
        pytest.param("tháng 11 ngày 17", "2026-11-17", id="month first"),
        pytest.param("hen muoi thang muoi mot", "2026-11-10", id="in words, unaccented"),
        pytest.param("nộp hôm mùng năm tháng mười một", "2026-11-05", id="in words"),
        pytest.param("ngày hai mươi tháng sau", "2026-12-20", id="day in words, next month"),
        pytest.param("hẹn ngày mười lăm", "2026-11-15", id="day in words"),
        pytest.param("mất hôm mùng hai", "2026-11-02", id="first ten days"),
        pytest.param("ngày 10 tháng này", "2026-11-10", id="day of this month"),
        pytest.param("ngày 5 tây", "2026-12-05", id="solar, as people say"),
        pytest.param("hẹn ngày 25", "2026-11-25", id="day alone"),
        pytest.param("nộp hôm 30/11", "2025-11-30", id="a day that has been"),
        pytest.param("hẹn ngày 25 tới", "2026-11-25", id="the next such day"),
        pytest.param("hẹn bữa mùng 10 tới nay chưa có", "2026-11-10", id="until now"),
    ],
)
def test_written(text: str, day: str) -> None:
    assert values(text, EntityName.DATE) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("20/10 âm lịch", "2026-11-28", id="lunar"),
        pytest.param("ngày 20 tháng 10 âm", "2026-11-28", id="lunar, short"),
        pytest.param("am lich 20/10", "2026-11-28", id="lunar, said first"),
        pytest.param("rằm tháng chạp", "2027-01-22", id="full moon"),
        pytest.param("ram thang 7", "2026-08-27", id="full moon of a month"),
        pytest.param("mùng 6 tết", "2027-02-11", id="new year"),
        pytest.param("30 tết", "2027-02-05", id="last day of the year"),
        pytest.param("mùng 3 tháng giêng", "2027-02-08", id="first month"),
    ],
)
def test_lunar(text: str, day: str) -> None:
    assert values(text, EntityName.DATE) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("hôm qua", "2026-11-21", id="yesterday"),
        pytest.param("hqua", "2026-11-21", id="yesterday, short"),
        pytest.param("chieu qua toi co len", "2026-11-21", id="yesterday afternoon"),
        pytest.param("hôm kia", "2026-11-20", id="two days ago"),
        pytest.param("hôm kìa", "2026-11-19", id="three days ago, in one word"),
        pytest.param("sáng nay", "2026-11-22", id="this morning"),
        pytest.param("bữa ni", "2026-11-22", id="today in the centre"),
        pytest.param("toi nay phuong co lam khong", "2026-11-22", id="this evening"),
        pytest.param("mai em lên lấy", "2026-11-23", id="tomorrow"),
        pytest.param("len lay. Mai co khong", "2026-11-23", id="tomorrow, at a beginning"),
        pytest.param("sáng mai", "2026-11-23", id="tomorrow morning"),
        pytest.param("ngày mốt", "2026-11-24", id="in two days"),
        pytest.param("mốt tui lên", "2026-11-24", id="in two days, in one word"),
        pytest.param("ngày kia", "2026-11-24", id="the day after tomorrow"),
        pytest.param("cách đây 3 ngày", "2026-11-19", id="three days ago"),
        pytest.param("ba bữa trước", "2026-11-19", id="three days ago, in words"),
        pytest.param("5 ngày nữa", "2026-11-27", id="in five days"),
        pytest.param("thứ 2 tuần sau", "2026-11-23", id="Monday of next week"),
        pytest.param("thứ sáu tuần trước", "2026-11-13", id="Friday of last week"),
        pytest.param("tuần trước thứ 6", "2026-11-13", id="the week first"),
        pytest.param("t6 tuan trc", "2026-11-13", id="Friday of last week, short"),
        pytest.param("thu 6 tuan nay", "2026-11-20", id="Friday of this week"),
        pytest.param("thứ 6 này", "2026-11-27", id="the Friday that comes"),
        pytest.param("thứ 4 tới", "2026-11-25", id="next Wednesday"),
        pytest.param("chủ nhật tuần sau", "2026-11-29", id="Sunday of next week"),
        pytest.param("cn này", "2026-11-22", id="this Sunday"),
        pytest.param("thứ 5 vừa rồi", "2026-11-19", id="last Thursday"),
        pytest.param("nộp bữa thứ hai", "2026-11-16", id="a day gone by"),
        pytest.param("chừ đã thứ bảy mà chưa có", "2026-11-21", id="by now"),
    ],
)
def test_told(text: str, day: str) -> None:
    assert values(text, EntityName.DATE) == [day]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("hẹn 3h chiều 25/11", ["2026-11-25"], id="hẹn 3h chiều 25/11"),
        pytest.param("14h ngày 25/11", ["2026-11-25"], id="14h ngày 25/11"),
        pytest.param("hẹn 25 tháng này", ["2026-11-25"], id="hẹn 25 tháng này"),
        pytest.param("hen 15 tay", ["2026-11-15"], id="hen 15 tay"),
        pytest.param("mùng một tết", ["2027-02-06"], id="mùng một tết"),
        pytest.param("hẹn trả kq: 20.11", ["2026-11-20"], id="hẹn trả kq: 20.11"),
        pytest.param("hẹn trả ngày 20 tháng trước", ["2026-10-20"], id="hẹn trả ngày 20 tháng trước"),
        pytest.param(
            "từ ngày 5/11 đến ngày 20/11", ["2026-11-05", "2026-11-20"], id="từ ngày 5/11 đến ngày 20/11"
        ),
        pytest.param("chiều hôm qua", ["2026-11-21"], id="chiều hôm qua"),
        pytest.param("sáng thứ hai tuần tới", ["2026-11-23"], id="sáng thứ hai tuần tới"),
        pytest.param("t2 tuần sau", ["2026-11-23"], id="t2 tuần sau"),
        pytest.param("thứ bảy tuần này", ["2026-11-21"], id="thứ bảy tuần này"),
        pytest.param("nộp từ 20-10-2026", ["2026-10-20"], id="nộp từ 20-10-2026"),
        pytest.param(
            "ngày 5 và ngày 6 tháng 12", ["2026-12-05", "2026-12-06"], id="ngày 5 và ngày 6 tháng 12"
        ),
        pytest.param("hôm nay 22/11", ["2026-11-22"], id="hôm nay 22/11"),
        pytest.param("tới hạn 01/12/2026", ["2026-12-01"], id="tới hạn 01/12/2026"),
        pytest.param("sn 12/05/1990", ["1990-05-12"], id="sn 12/05/1990"),
        pytest.param("sinh ngày 12 tháng 5 năm 1990", ["1990-05-12"], id="sinh ngày 12 tháng 5 năm 1990"),
        pytest.param("ngày mai với ngày mốt", ["2026-11-23", "2026-11-24"], id="ngày mai với ngày mốt"),
        pytest.param("ngày hôm qua", ["2026-11-21"], id="ngày hôm qua"),
        pytest.param("ngày hôm nay", ["2026-11-22"], id="ngày hôm nay"),
        pytest.param("tối mai", ["2026-11-23"], id="tối mai"),
        pytest.param("sáng mốt", ["2026-11-24"], id="sáng mốt"),
        pytest.param("chủ nhật này", ["2026-11-22"], id="chủ nhật này"),
        pytest.param("thứ hai này", ["2026-11-23"], id="thứ hai này"),
        pytest.param("thứ 3 vừa qua", ["2026-11-17"], id="thứ 3 vừa qua"),
        pytest.param("20 tháng 11", ["2026-11-20"], id="20 tháng 11"),
        pytest.param("ngày 20 thg 11", ["2026-11-20"], id="ngày 20 thg 11"),
        pytest.param("20th11", ["2026-11-20"], id="20th11"),
        pytest.param("ngày 20/11/26", ["2026-11-20"], id="ngày 20/11/26"),
        pytest.param("hẹn 20/11 r", ["2026-11-20"], id="hẹn 20/11 r"),
        pytest.param("rằm tháng giêng", ["2027-02-20"], id="rằm tháng giêng"),
        pytest.param("23 tháng chạp", ["2027-01-30"], id="23 tháng chạp"),
        pytest.param("hạn chót 30/11 nhé", ["2026-11-30"], id="hạn chót 30/11 nhé"),
        pytest.param("trước 5/12", ["2026-12-05"], id="trước 5/12"),
        pytest.param("trước ngày 1/12", ["2026-12-01"], id="trước ngày 1/12"),
        pytest.param("đến 30/11/2026 hết hạn", ["2026-11-30"], id="đến 30/11/2026 hết hạn"),
        pytest.param("nop 5.11", ["2026-11-05"], id="nop 5.11"),
        pytest.param("phí 5/11", ["2026-11-05"], id="phí 5/11"),
        pytest.param("2 ngày nữa", ["2026-11-24"], id="2 ngày nữa"),
        pytest.param("còn 3 hôm nữa", ["2026-11-25"], id="còn 3 hôm nữa"),
    ],
)
def test_many_voices(text: str, days: list[str]) -> None:
    assert values(text, EntityName.DATE) == days


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("tuần sau", id="a week"),
        pytest.param("cuối tháng", id="end of the month"),
        pytest.param("10 ngày", id="a duration"),
        pytest.param("chờ thêm 5 ngày nữa", id="a longer wait"),
        pytest.param("hơn 10 ngày trước", id="about"),
        pytest.param("từ 2-3 ngày", id="a range of days"),
        pytest.param("ba ngày nay", id="these three days"),
        pytest.param("mấy hôm nay", id="these days"),
        pytest.param("mấy ngày qua", id="the last days"),
        pytest.param("thứ 6", id="which Friday"),
        pytest.param("31/2/2026", id="no such day"),
        pytest.param("13/13", id="no such month"),
        pytest.param("ngày rằm nên cúng gì", id="any full moon"),
        pytest.param("chị Mai", id="a name"),
        pytest.param("gọi mãi không được", id="for ever"),
        pytest.param("bam mai ko duoc", id="for ever, unaccented"),
        pytest.param("khuyen mai nap the", id="a sale"),
        pytest.param("thay mái tôn", id="a roof"),
        pytest.param("hôm trước tôi qua xã", id="went to"),
        pytest.param("tu thang 3 toi nay chua co", id="until now"),
        pytest.param("me toi nay 80 tuoi", id="my mother now"),
        pytest.param("nhắn tôi một tin", id="one message"),
        pytest.param("hai mươi mốt", id="a number"),
        pytest.param("phục vụ 24/7", id="always"),
        pytest.param("thương binh 2/4", id="a class of invalid"),
        pytest.param("số nhà 12/5", id="a house"),
        pytest.param("12/3 Lê Lợi", id="an address"),
        pytest.param("bán 1/2 thửa đất", id="a half"),
        pytest.param("8/10 điểm", id="a mark of ten"),
        pytest.param("mỗi ngày 5 hồ sơ", id="a day's work"),
        pytest.param("3 tháng sau", id="3 tháng sau"),
        pytest.param("cuối tuần này", id="cuối tuần này"),
        pytest.param("1990", id="1990"),
        pytest.param("tháng 5/2026", id="tháng 5/2026"),
        pytest.param("quý 3/2026", id="quý 3/2026"),
        pytest.param("NĐ 118/2025", id="NĐ 118/2025"),
        pytest.param("khoản 2 điều 5", id="khoản 2 điều 5"),
        pytest.param("lúc 8h30", id="lúc 8h30"),
        pytest.param("5-7 ngày", id="5-7 ngày"),
        pytest.param("2,3 ngày", id="2,3 ngày"),
        pytest.param("1-2 hôm", id="1-2 hôm"),
        pytest.param("mai mốt em lên", id="mai mốt em lên"),
        pytest.param("hôm sau", id="hôm sau"),
        pytest.param("ngày hôm sau", id="ngày hôm sau"),
        pytest.param("bữa trước", id="bữa trước"),
        pytest.param("hôm bữa", id="hôm bữa"),
        pytest.param("hôm rồi", id="hôm rồi"),
        pytest.param("hôm nọ", id="hôm nọ"),
        pytest.param("hẹn thứ 2", id="hẹn thứ 2"),
        pytest.param("làm việc từ thứ 2 đến thứ 6", id="làm việc từ thứ 2 đến thứ 6"),
        pytest.param("thứ 7 có làm không", id="thứ 7 có làm không"),
        pytest.param("số 12/5 ngõ 3", id="số 12/5 ngõ 3"),
        pytest.param("địa chỉ 45/2 Nguyễn Huệ", id="địa chỉ 45/2 Nguyễn Huệ"),
        pytest.param("tờ 12/4 thửa 5", id="tờ 12/4 thửa 5"),
        pytest.param("thửa 12 tờ 3", id="thửa 12 tờ 3"),
        pytest.param("1.5 triệu", id="1.5 triệu"),
        pytest.param("3.5 điểm", id="3.5 điểm"),
        pytest.param("đợi 3 ngày nữa", id="đợi 3 ngày nữa"),
        pytest.param("trễ 3 ngày nay", id="trễ 3 ngày nay"),
        pytest.param("mấy bữa nữa", id="mấy bữa nữa"),
    ],
)
def test_what_fixes_no_day(text: str) -> None:
    assert values(text, EntityName.DATE) == []


def test_relative_days_need_the_moment_of_the_message() -> None:
    assert values("hôm qua, 17/11, 17/11/2026", EntityName.DATE, sent_at=None) == ["2026-11-17"]


def test_the_day_is_vietnams() -> None:
    evening_in_london = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    assert values("hôm nay", EntityName.DATE, sent_at=evening_in_london) == ["2026-11-23"]
