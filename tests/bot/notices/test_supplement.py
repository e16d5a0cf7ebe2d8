"""`supplement`: each paper, why, by when, where; told anew when what is asked for changes."""

from typing import Any

import pytest

from bot.message import Limits
from bot.notifying.notice import Case
from bot.wording import Wordings
from bot.wording_file import load_entries
from knowledge.dossiers.change import ChangeKind, Source
from tests.bot.make import dossier
from tests.bot.notices.cases import SUPPLEMENT, at, case, change, told, why, wordings_of

WORDINGS = Wordings(load_entries())
CHAT = Limits(length=2000)


def asked(now_day: int = 20, *, neutral: bool = False, **slip: Any) -> Case:
    given = dossier(status=5, supplement={**SUPPLEMENT, **slip})
    return case(given, change(at(20), 5), now=at(now_day, 9, 5), neutral=neutral)


def chat(given: Case) -> str:
    return WORDINGS.render(told("supplement", given).says, (), CHAT).text


def test_each_paper_why_by_when_and_where() -> None:
    assert chat(asked()).splitlines() == [
        "UBND xã Bình Sơn đề nghị Ông/Bà bổ sung 2 giấy tờ cho hồ sơ H48.12-261102-0007:",
        "- Giấy chứng sinh (lý do: chưa có bản chính)",
        "- Tờ khai đăng ký khai sinh",
        "Thủ tục: Đăng ký lại khai sinh.",
        "Hạn bổ sung: 04/12/2026 (còn 9 ngày làm việc).",
        "Ông/Bà nộp tại UBND xã Bình Sơn hoặc trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn). "
        "Điện thoại để hỏi: 0255 000 0012.",
        "Phiếu yêu cầu bổ sung số 15.",
    ]


def test_what_an_officer_wrote_stands_in_our_sentence() -> None:
    papers = [{"name": "Bản sao trích lục. ", "reason": "Bản đã nộp\nbị mờ."}]
    given = asked(items=papers)
    assert "- Bản sao trích lục (lý do: Bản đã nộp bị mờ)" in chat(given).splitlines()
    sms = WORDINGS.render(told("supplement", given).says, (), Limits(length=480, plain=True)).text
    assert "Gom: Ban sao trich luc. " in sms and ".." not in sms


def test_nobody_is_sent_to_a_nameless_office() -> None:
    given = dossier(status=5, supplement=SUPPLEMENT, unit={"code": "H48.12"})
    assert "Ông/Bà nộp tại nơi đã nộp hồ sơ hoặc" in chat(case(given))


@pytest.mark.parametrize(
    ("deadline", "now_day", "expected"),
    [
        pytest.param(
            "2026-12-04", 23, "Hạn bổ sung: 04/12/2026 (còn 8 ngày làm việc).", id="holidays do not count"
        ),
        pytest.param("2026-11-23", 23, "Hạn bổ sung: 23/11/2026.", id="today"),
        pytest.param("2026-11-22", 21, "Hạn bổ sung: 22/11/2026.", id="only days off are left"),
    ],
)
def test_the_deadline(deadline: str, now_day: int, expected: str) -> None:
    assert expected in chat(asked(now_day, deadline=deadline)).splitlines()


@pytest.mark.parametrize("deadline", [None, "2026-11-19"])
def test_a_deadline_that_is_not_known_or_was_never_possible_is_not_told(deadline: str | None) -> None:
    assert "Hạn bổ sung" not in chat(asked(deadline=deadline))


def test_after_the_deadline_nothing_is_due() -> None:
    assert why("supplement", asked(22, deadline="2026-11-21")) == "đã quá hạn bổ sung"


@pytest.mark.parametrize(
    ("slip", "expected"),
    [
        pytest.param({"items": []}, "supplement.on_slip", id="papers stand on the slip only"),
        pytest.param({"items": [], "no": None}, "supplement.unspecified", id="nothing is known"),
    ],
)
def test_papers_are_not_made_up(slip: dict[str, Any], expected: str) -> None:
    assert wordings_of(told("supplement", asked(**slip)))[0] == expected


def test_a_sensitive_dossier_points_to_its_slip() -> None:
    text = chat(asked(neutral=True))
    assert "ghi trong phiếu yêu cầu bổ sung số 15" in text
    assert "Giấy chứng sinh" not in text and "khai sinh" not in text


@pytest.mark.parametrize(
    ("changed", "anew"),
    [
        pytest.param({}, False, id="the same facts"),
        pytest.param({"no": "16"}, True, id="another slip"),
        pytest.param({"deadline": "2026-12-07"}, True, id="another deadline"),
        pytest.param({"items": SUPPLEMENT["items"][:1]}, True, id="other papers"),
    ],
)
def test_what_is_told_anew(changed: dict[str, object], anew: bool) -> None:
    asked_first, repeated = change(at(20), 5), change(at(20, 12), 5, ChangeKind.SUPPLEMENT, sequence=99)
    before = told("supplement", case(dossier(status=5, supplement=SUPPLEMENT), asked_first))
    slip = dossier(status=5, supplement={**SUPPLEMENT, **changed})
    assert (told("supplement", case(slip, asked_first, repeated)).mark != before.mark) is anew


def test_being_asked_for_the_same_papers_again_is_told_again() -> None:
    given = dossier(status=5, supplement=SUPPLEMENT)
    first, second = change(at(20), 5), change(at(21), 5)
    again = case(given, first, change(at(20, 15), 4), second)
    assert told("supplement", again).mark != told("supplement", case(given, first)).mark


def test_another_slip_after_a_silent_import_is_told() -> None:
    given, silent = dossier(status=5, supplement=SUPPLEMENT), change(at(10), 5, source=Source.IMPORT)
    assert why("supplement", case(given, silent)) == "yêu cầu bổ sung do nạp tệp, không báo"
    by_feed = case(given, silent, change(at(20), 5, ChangeKind.SUPPLEMENT))
    assert told("supplement", by_feed).at == at(20)


def test_something_else_that_changes_does_not_make_it_young_again() -> None:
    given = dossier(status=5, supplement=SUPPLEMENT)
    old = case(given, change(at(10), 5), change(at(20), 5, ChangeKind.OTHER))
    assert "đã quá 5 ngày" in why("supplement", old)
