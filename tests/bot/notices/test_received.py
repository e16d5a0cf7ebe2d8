"""`received`: told once for each acceptance, with the promised day as people count to it."""

from datetime import timedelta

import pytest

from bot.message import Limits
from bot.notifying.told import to_call
from bot.wording import Wordings
from bot.wording_file import load_entries
from knowledge.dossiers.change import ChangeKind, Source
from tests.bot.make import dossier
from tests.bot.notices.cases import at, case, change, told, why

WORDINGS = Wordings(load_entries())
CHAT = Limits(length=2000)
JUST_NOW = "2026-11-20T09:00:00+07:00"
DAYS_AGO = "2026-11-10T09:00:00+07:00"
REGISTERED = change(at(19), 1, ChangeKind.NEW)


def chat(**changed: object) -> str:
    given = dossier(**{"status": 2, "received_at": JUST_NOW, **changed})
    return WORDINGS.render(told("received", case(given)).says, (), CHAT).text


def test_who_what_when_and_whom_to_ask() -> None:
    assert chat().splitlines() == [
        "UBND xã Bình Sơn đã tiếp nhận hồ sơ H48.12-261102-0007 của Ông/Bà lúc 09:00 ngày 20/11/2026.",
        "Thủ tục: Đăng ký lại khai sinh.",
        "Ngày hẹn trả kết quả: 27/11/2026 (sau 4 ngày làm việc). "
        "Không tính ngày nghỉ: 24/11 (Ngày Văn hóa Việt Nam).",
        "Liên hệ: 0255 000 0012.",
    ]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({"due_at": None}, "Ngày hẹn trả kết quả ghi trên giấy hẹn.", id="no date"),
        pytest.param(
            {"due_at": DAYS_AGO}, "Ngày hẹn trả kết quả ghi trên giấy hẹn.", id="a date that has passed"
        ),
        pytest.param(
            {"due_at": "2026-11-20T17:00:00+07:00"}, "Ngày hẹn trả kết quả: 20/11/2026.", id="the same day"
        ),
        pytest.param(
            {"due_at": "2026-11-23T17:00:00+07:00"},
            "Ngày hẹn trả kết quả: 23/11/2026 (sau 1 ngày làm việc).",
            id="no holiday between",
        ),
        pytest.param(
            {"due_at": "2027-02-12T17:00:00+07:00"},
            "Không tính ngày nghỉ: 24/11 (Ngày Văn hóa Việt Nam); 01/01 (Tết Dương lịch); "
            "04/02 đến 10/02 (Tết Nguyên Đán).",
            id="over Tết",
        ),
    ],
)
def test_the_promised_day(changed: dict[str, object], expected: str) -> None:
    assert expected in chat(**changed)


@pytest.mark.parametrize(
    ("history", "status", "received_at", "expected"),
    [
        pytest.param([(20, 2)], 2, JUST_NOW, None, id="the first that is heard of it"),
        pytest.param([(20, 2)], 2, DAYS_AGO, None, id="accepted; the office wrote an older day"),
        pytest.param([(19, 1), (20, 2)], 2, None, None, id="registered, then accepted"),
        pytest.param([(19, 1), (20, 4)], 4, None, None, id="registered, then at once in work"),
        pytest.param([(19, 1), (20, 2), (20, 4)], 4, JUST_NOW, None, id="work began before it left"),
        pytest.param([(20, 4)], 4, JUST_NOW, None, id="the feed began later, accepted just now"),
        pytest.param([(20, 4)], 4, DAYS_AGO, "đã được tiếp nhận từ trước", id="the feed began later"),
        pytest.param([(20, 4)], 4, None, "đã được tiếp nhận từ trước", id="in work since nobody knows when"),
        pytest.param([(10, 2), (12, 5), (20, 4)], 4, DAYS_AGO, "từ trước", id="back from its citizen"),
        pytest.param([(10, 2), (12, 5), (20, 2)], 2, JUST_NOW, None, id="accepted anew with all papers"),
        pytest.param([(18, 2)], 2, DAYS_AGO, "đã quá 2 ngày", id="too long ago"),
        pytest.param([(20, 9)], 9, JUST_NOW, "không ở trạng thái", id="already finished"),
    ],
)
def test_what_is_an_acceptance(
    history: list[tuple[int, int]], status: int, received_at: str | None, expected: str | None
) -> None:
    changes = [change(at(day), state) for day, state in history]
    given = case(dossier(status=status, received_at=received_at), *changes, now=at(20, 9, 5))
    if expected is None:
        assert told("received", given)
    else:
        assert expected in why("received", given)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(Source.FEED, "hồ sơ đã được tiếp nhận", id="feed"),
        pytest.param(Source.ANNOUNCED, "hồ sơ đã được tiếp nhận", id="import with --notify"),
        pytest.param(Source.IMPORT, "việc tiếp nhận do nạp tệp, không báo", id="import"),
        pytest.param(Source.SAMPLE, "việc tiếp nhận do nạp tệp, không báo", id="sample"),
    ],
)
def test_only_what_was_announced_is_told(source: Source, expected: str) -> None:
    given = dossier(status=2, received_at=JUST_NOW)
    assert why("received", case(given, change(at(20), 2, source=source))) == expected


def test_a_repeated_event_gives_the_same_mark() -> None:
    given = dossier(status=2, received_at=JUST_NOW)
    first = told("received", case(given, REGISTERED, change(at(20), 2, sequence=12)))
    again = change(at(20, 11), 2, ChangeKind.OTHER, sequence=13)
    work = change(at(20, 12), 4, sequence=14)
    later = case(dossier(status=4, received_at=JUST_NOW), REGISTERED, change(at(20), 2), again, work)
    assert told("received", later).mark == first.mark


def test_another_acceptance_has_another_mark() -> None:
    given = [dossier(status=2, received_at=moment) for moment in (JUST_NOW, "2026-11-20T14:00:00+07:00")]
    assert len({told("received", case(one, now=at(20, 14))).mark for one in given}) == 2


def test_the_moment_counts_to_the_second() -> None:
    given, accepted = dossier(status=2, received_at=DAYS_AGO), change(at(18), 2)
    ends = at(18) + timedelta(days=2)
    assert told("received", case(given, accepted, now=ends - timedelta(seconds=1)))
    assert "đã quá 2 ngày" in why("received", case(given, accepted, now=ends))


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        pytest.param("0255 000 0012", "02550000012", id="spaces"),
        pytest.param("0255 000 0012 - 0255 000 0013", "02550000012", id="the first of two"),
        pytest.param("0255.000.0012/13", "02550000012", id="an extension"),
        pytest.param("1022", "1022", id="a short number"),
        pytest.param("máy lẻ", "máy lẻ", id="no number"),
    ],
)
def test_an_sms_gives_one_number_to_tap(phone: str, expected: str) -> None:
    assert to_call(phone) == expected
