"""`ready` and `ready_early`: exactly one of them for each result, by the way in which it is handed over."""

from datetime import datetime

import pytest

from bot.message import Limits
from bot.notifying.notice import Case
from bot.wording import Wordings
from bot.wording_file import load_entries
from knowledge.dossiers.change import ChangeKind, Source
from tests.bot.make import SIGNED, dossier
from tests.bot.notices.cases import at, case, change, due, told, why, wordings_of

WORDINGS = Wordings(load_entries())
CHAT = Limits(length=2000)


def done(finished: str | None = "2026-11-27T10:00:00+07:00", **changed: object) -> Case:
    """Told as soon as the work has ended."""
    when = at(20) if finished is None else max(at(20), datetime.fromisoformat(finished))
    return case(dossier(status=9, finished_at=finished, **changed), change(when, 9))


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        pytest.param(done("2026-11-26T16:00:00+07:00"), "ready_early", id="one working day early"),
        pytest.param(done("2026-11-27T08:00:00+07:00"), "ready", id="hours early"),
        pytest.param(done("2026-12-01T08:00:00+07:00"), "ready", id="late"),
        pytest.param(done("2026-11-20T08:00:00+07:00", due_at=None), "ready", id="nothing was promised"),
        pytest.param(done(None), "ready", id="when is not known"),
        pytest.param(
            done("2026-11-29T09:00:00+07:00", due_at="2026-11-30T17:00:00+07:00"),
            "ready_early",
            id="on a Sunday",
        ),
        pytest.param(
            done("2026-11-28T09:00:00+07:00", due_at="2026-11-29T17:00:00+07:00"),
            "ready",
            id="a day off early",
        ),
        pytest.param(
            done("2026-12-01T09:00:00+07:00", apology=SIGNED), "ready_early", id="before the second date"
        ),
    ],
)
def test_one_of_the_two(given: Case, kind: str) -> None:
    assert [name for name in ("ready", "ready_early") if due(name, given)] == [kind]


@pytest.mark.parametrize(
    ("delivery", "expected"),
    [
        ("desk", "notice_part.desk"),
        (None, "notice_part.desk"),
        ("post", "notice_part.post"),
        ("online", "notice_part.online"),
        ("drone", "notice_part.as_agreed"),
    ],
)
@pytest.mark.parametrize(
    ("kind", "finished"),
    [("ready", "2026-11-27T10:00:00+07:00"), ("ready_early", "2026-11-20T08:00:00+07:00")],
)
def test_how_it_is_handed_over(kind: str, finished: str, delivery: str | None, expected: str) -> None:
    assert expected in wordings_of(told(kind, done(finished, result_delivery=delivery)))


def test_early_by_how_much_and_no_hour_is_made_up() -> None:
    text = WORDINGS.render(told("ready_early", done("2026-11-25T08:00:00+07:00")).says, (), CHAT).text
    assert text.splitlines() == [
        "UBND xã Bình Sơn đã có kết quả hồ sơ H48.12-261102-0007 của Ông/Bà ngày 25/11/2026, sớm 2 ngày "
        "làm việc so với ngày hẹn 27/11/2026.",
        "Thủ tục: Đăng ký lại khai sinh.",
        "Kính mời Ông/Bà đến nhận trong giờ làm việc tại UBND xã Bình Sơn hoặc nơi trả ghi trên giấy hẹn; "
        "mang theo giấy hẹn và giấy tờ tùy thân.",
        "Liên hệ: 0255 000 0012.",
    ]


def test_what_the_post_brings_nobody_is_asked_to_fetch() -> None:
    text = WORDINGS.render(told("ready", done(result_delivery="post")).says, (), CHAT).text
    assert "Kính mời" not in text and "Bưu điện sẽ trả kết quả" in text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(case(dossier(status=4)), "hồ sơ không ở trạng thái đã có kết quả", id="in work"),
        pytest.param(
            case(dossier(status=10)), "hồ sơ không ở trạng thái đã có kết quả", id="already collected"
        ),
        pytest.param(
            case(dossier(status=9), change(at(20), 9, source=Source.IMPORT)),
            "kết quả do nạp tệp, không báo",
            id="imported",
        ),
        pytest.param(
            case(dossier(status=9), change(at(20), 9, source=Source.IMPORT), change(at(20, 12), 9)),
            "kết quả do nạp tệp, không báo",
            id="imported, then heard of again",
        ),
        pytest.param(
            case(dossier(status=9), change(at(20), 9), now=at(25, 9)),
            "kết quả từ 09:00 20/11/2026, đã quá 5 ngày nên không báo",
            id="old",
        ),
    ],
)
def test_why_not(given: Case, expected: str) -> None:
    assert why("ready", given) == expected


def test_what_comes_later_in_the_same_state_is_not_told_again() -> None:
    first = told("ready", case(dossier(status=9), change(at(27), 9)))
    repeated = change(at(27, 15), 9, ChangeKind.OTHER, sequence=99)
    finished = dossier(status=9, finished_at="2026-11-27T08:00:00+07:00", sequence=99)
    assert told("ready", case(finished, change(at(27), 9), repeated)).mark == first.mark


def test_a_result_that_went_back_and_came_again_is_told_again() -> None:
    first, back, again = change(at(27), 9), change(at(27, 10), 4), change(at(27, 15), 9)
    once, twice = case(dossier(status=9), first), case(dossier(status=9), first, back, again)
    assert told("ready", once).mark != told("ready", twice).mark
