"""What is said of a dossier, in the words that leave; and what is never said."""

from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from bot import dossier_view
from bot.reply import Say
from bot.view import view
from bot.wording import Wordings
from bot.wording_file import load_entries
from knowledge.dossiers.change import Change, ChangeKind, Source
from knowledge.dossiers.dossier import promise
from tests.bot.make import SIGNED, dossier
from tests.bot.talk import CHAT, NOW, SMS, services
from vietnam.calendar import VN

SERVICES = services()
WORDINGS = Wordings(load_entries())
LATE = {"due_at": "2026-11-09T17:00:00+07:00"}
SUPPLEMENT = {
    "no": "15",
    "deadline": "2026-12-04",
    "items": [{"name": "Giấy chứng sinh", "reason": "chưa có bản chính"}],
}
SENSITIVE = "2.001263"
"""Adoption: its very name tells what must not be told."""


def chat(says: tuple[Say, ...]) -> str:
    return WORDINGS.render(says, [], CHAT).text


def status(now: datetime = NOW, **changed: Any) -> str:
    return chat(dossier_view.status(view(dossier(**changed), SERVICES, now)))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({"status": 1}, ["chờ UBND xã Bình Sơn tiếp nhận"], id="registered"),
        pytest.param({"status": 2}, ["đã tiếp nhận", "27/11/2026 (còn 4 ngày làm việc)"], id="accepted"),
        pytest.param({}, ["đang được giải quyết", "27/11/2026 (còn 4 ngày làm việc)"], id="in work"),
        pytest.param({"due_at": "2026-11-20T17:00:00+07:00"}, ["hôm nay, 20/11/2026"], id="due today"),
        pytest.param({"due_at": None}, ["không ghi ngày hẹn"], id="no promised day"),
        pytest.param(
            {"status": 5, "supplement": SUPPLEMENT},
            ["cần bổ sung 1 giấy tờ", "Giấy chứng sinh (chưa có bản chính)", "04/12/2026", "số 15"],
            id="papers wanted",
        ),
        pytest.param({"status": 5}, ["không ghi là giấy tờ nào", "0255 000 0012"], id="papers, not which"),
        pytest.param(
            {"status": 6, "fee": {"amount": 50000, "deadline": "2026-11-30", "paid": False}},
            ["50.000 đồng", "30/11/2026", "không yêu cầu chuyển tiền vào tài khoản cá nhân"],
            id="to pay",
        ),
        pytest.param({"status": 6}, ["có khoản phải nộp"], id="to pay, amount unknown"),
        pytest.param({"status": 9, "result_delivery": "desk"}, ["mời Ông/Bà đến nhận"], id="at the desk"),
        pytest.param({"status": 9, "result_delivery": "post"}, ["Bưu điện sẽ trả"], id="ready by post"),
        pytest.param(
            {"status": 9, "finished_at": "2026-11-20T08:00:00+07:00"}, ["sớm 4 ngày làm việc"], id="early"
        ),
        pytest.param({"status": 10, "returned_at": "2026-11-19T08:00:00+07:00"}, ["19/11/2026"], id="over"),
        pytest.param({"status": 3, "status_note": "thiếu dấu."}, ["ghi: thiếu dấu. "], id="refused, why"),
        pytest.param({"status": 3}, ["Lý do ghi trên phiếu từ chối"], id="refused, reason on paper"),
        pytest.param({"status": 7}, ["đã rút theo đề nghị"], id="withdrawn"),
        pytest.param({"status": 8}, ["đã dừng giải quyết"], id="stopped"),
        pytest.param({"status": 77}, ["đang cập nhật", "27/11/2026"], id="unknown number"),
    ],
)
def test_status(changed: dict[str, Any], expected: list[str]) -> None:
    said = status(**changed)
    assert all(words in said for words in expected), said
    assert "Nguyễn" not in said


def test_a_result_sent_by_post_is_not_to_be_fetched() -> None:
    assert "đến nhận" not in status(status=9, result_delivery="post")


@pytest.mark.parametrize(
    ("changed", "expected", "never"),
    [
        pytest.param(
            LATE,
            ["chậm 9 ngày làm việc", "09/11/2026", "bằng văn bản", "0255 000 0012"],
            ["Lý do:", "hẹn trả lại", "Hẹn trả"],
            id="no letter: no reason, no date",
        ),
        pytest.param(
            {**LATE, "apology": {**SIGNED, "signed_on": None}},
            ["bằng văn bản"],
            ["xác minh", "02/12/2026"],
            id="an unsigned letter is none",
        ),
        pytest.param(
            {**LATE, "apology": SIGNED},
            ["xin lỗi", "09/11/2026", "đang chờ xác minh", "02/12/2026", "21/UBND", "Chủ tịch", "06/11/2026"],
            ["bằng văn bản"],
            id="signed letter",
        ),
        pytest.param(
            {"apology": SIGNED},
            ["xin lỗi", "02/12/2026"],
            ["đang được giải quyết"],
            id="told before",
        ),
        pytest.param(
            {**LATE, "apology": {**SIGNED, "reason": None}},
            ["Lý do ghi trong văn bản", "02/12/2026"],
            ["xác minh"],
            id="no reason recorded",
        ),
        pytest.param(
            {**LATE, "apology": {**SIGNED, "new_due_at": None}},
            ["21/UBND", "chưa ghi ngày hẹn mới"],
            ["02/12/2026"],
            id="no new day recorded",
        ),
        pytest.param(
            {**LATE, "apology": {**SIGNED, "new_due_at": "2026-11-18T17:00:00+07:00"}},
            ["quá lần hẹn lại ngày 18/11/2026", "người đứng đầu"],
            ["Ngày hẹn trả lại"],
            id="second delay: no third date",
        ),
        pytest.param(
            {"due_at": "2026-11-20T08:00:00+07:00"},
            ["đang chậm so với"],
            ["0 ngày làm việc"],
            id="by an hour",
        ),
    ],
)
def test_late(changed: dict[str, Any], expected: list[str], never: list[str]) -> None:
    said = status(**changed)
    assert all(words in said for words in expected), said
    assert not any(words in said for words in never), said


def letter(date: str, **changed: Any) -> dict[str, Any]:
    return {**SIGNED, "new_due_at": f"2026-{date}T17:00:00+07:00", **changed}


def events(*given: dict[str, Any]) -> tuple[Change, ...]:
    """The history that these events leave, a day apart from 06/11."""
    read = [dossier(**each) for each in given]
    kinds = [frozenset({ChangeKind.NEW})]
    for last, this in pairwise(read):
        found = {ChangeKind.DUE} if this.due_at != last.due_at else set()
        kinds.append(frozenset(found | ({ChangeKind.APOLOGY} if this.apology != last.apology else set())))
    return tuple(
        Change(
            at=datetime(2026, 11, 6 + day, 9, tzinfo=VN), kinds=brings, status_code=each.status_code,
            promised_at=promise(each), sequence=None, source=Source.FEED,
        )
        for day, (each, brings) in enumerate(zip(read, kinds, strict=True))
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected", "never"),
    [
        pytest.param(
            [LATE, {"due_at": SIGNED["new_due_at"], "apology": SIGNED}],
            ["xin lỗi", "đã hẹn trả ngày 09/11/2026", "Ngày hẹn trả lại: 02/12/2026"],
            ["đã hẹn trả ngày 02/12"],
            id="the system wrote the new date over the old one",
        ),
        pytest.param(
            [LATE, {"due_at": letter("11-18")["new_due_at"], "apology": letter("11-18")}],
            ["quá lần hẹn lại ngày 18/11/2026", "người đứng đầu"],
            ["đang chậm", "Ngày hẹn trả lại"],
            id="overwritten, and passed too",
        ),
        pytest.param(
            [LATE, {**LATE, "apology": letter("11-18")}, {**LATE, "apology": letter("12-02", no="22")}],
            ["quá lần hẹn lại ngày 18/11/2026", "người đứng đầu"],
            ["02/12/2026", "số 22"],
            id="a second letter gives no third date",
        ),
        pytest.param(
            [LATE, {**LATE, "apology": letter("11-25")}, {**LATE, "apology": letter("12-02", no="22")}],
            ["xin lỗi", "09/11/2026", "Ngày hẹn trả lại: 25/11/2026"],
            ["02/12/2026", "số 22"],
            id="nor before the second date has passed",
        ),
        pytest.param(
            [LATE, {**LATE, "apology": letter("11-29")}],
            ["chậm 9 ngày làm việc", "21/UBND", "chưa báo ngày đó"],
            ["29/11/2026", "chưa thấy văn bản"],
            id="a Sunday is promised by nobody",
        ),
        pytest.param(
            [{}, {"apology": letter("11-25")}],
            ["đang được giải quyết", "27/11/2026"],
            ["25/11/2026"],
            id="nor a date before the old one, which still stands",
        ),
    ],
)
def test_a_letter_promises_what_notices_would_announce(
    given: list[dict[str, Any]], expected: list[str], never: list[str]
) -> None:
    said = chat(dossier_view.status(view(dossier(**given[-1]), SERVICES, NOW, changes=events(*given))))
    assert all(words in said for words in expected), said
    assert not any(words in said for words in never), said


def test_level_0_tells_no_date_of_a_second_letter() -> None:
    first, second = letter("11-25"), letter("12-02", no="22")
    given: list[dict[str, Any]] = [{**LATE}, {**LATE, "apology": first}, {**LATE, "apology": second}]
    said = chat(dossier_view.coarse(view(dossier(**given[-1]), SERVICES, NOW, changes=events(*given))))
    assert "25/11/2026" in said
    assert "02/12/2026" not in said


def test_nothing_is_early_that_a_letter_put_off() -> None:
    done = {**LATE, "status": 9, "finished_at": "2026-11-20T08:00:00+07:00", "apology": SIGNED}
    assert "sớm" not in chat(dossier_view.status(view(dossier(**done), SERVICES, NOW)))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"status": 4}, id="in work"),
        pytest.param({"status": 5, "supplement": SUPPLEMENT}, id="papers wanted"),
        pytest.param({"status": 3, "status_note": "không đủ điều kiện nhận con nuôi"}, id="refused"),
        pytest.param({**LATE, "apology": {**SIGNED, "reason": "chờ hồ sơ trẻ"}}, id="late"),
    ],
)
@pytest.mark.parametrize("code", [SENSITIVE, "9.999999", None])
def test_a_sensitive_dossier_is_told_in_neutral_words(code: str | None, changed: dict[str, Any]) -> None:
    said = status(procedure_code=code, procedure_name="Đăng ký nuôi con nuôi", **changed)
    assert not any(words in said for words in ("nuôi", "chứng sinh", "trẻ")), said


def test_the_procedure_is_named_only_when_the_catalogue_knows_it() -> None:
    assert "Đăng ký lại khai sinh" in status()
    assert "Xét nghiệm" not in status(procedure_code="9.999999", procedure_name="Xét nghiệm")


@pytest.mark.parametrize("number", [*range(1, 11), 77])
def test_level_0_tells_group_and_day_only(number: int) -> None:
    known = dossier(
        status=number, supplement=SUPPLEMENT, status_note="ghi chú", apology=SIGNED, fee={"amount": 50000}
    )
    said = chat(dossier_view.coarse(view(known, SERVICES, NOW)))
    assert "02/12/2026" in said
    assert not any(w in said for w in ("UBND", "khai sinh", "chứng sinh", "ghi chú", "xác minh", "50.000"))


@pytest.mark.parametrize(
    ("changed", "most"),
    [
        pytest.param({}, 1, id="in work"),
        pytest.param(LATE, 1, id="late without a letter"),
        pytest.param({**LATE, "apology": SIGNED}, 2, id="apology"),
        pytest.param({"status": 9}, 1, id="ready"),
        pytest.param({"status": 5, "supplement": SUPPLEMENT}, 1, id="papers wanted"),
        pytest.param({"status": 3}, 1, id="refused"),
    ],
)
def test_sms_takes_few_segments_and_keeps_number_and_dates(changed: dict[str, Any], most: int) -> None:
    seen = view(dossier(**changed), SERVICES, NOW)
    words = WORDINGS.render(dossier_view.status(seen), [], SMS)
    assert words.segments is not None and words.segments <= most, words.text
    assert seen.dossier.code in words.text


def test_days_are_days_in_vietnam() -> None:
    """17:30 UTC on the 19th is past midnight of the 20th in Vietnam."""
    late = dossier(due_at="2026-11-19T17:30:00+00:00")
    said = chat(dossier_view.coarse(view(late, SERVICES, NOW)))
    assert "20/11/2026" in said
    assert datetime(2026, 11, 20, tzinfo=VN) < NOW


class TestSilentFeed:
    """The promised day is 09/11/2026, it is 20/11/2026, and the unit's feed was heard last at `heard`."""

    @staticmethod
    def said(heard: datetime, **changed: Any) -> str:
        return chat(dossier_view.status(view(dossier(**{**LATE, **changed}), SERVICES, NOW, heard)))

    def test_a_day_that_came_after_it_is_not_called_missed(self) -> None:
        words = self.said(datetime(2026, 11, 6, 16, 0, tzinfo=VN))
        assert "Dữ liệu lúc 16:00 06/11/2026" in words
        assert "chậm" not in words

    def test_what_was_late_before_it_is_late_as_of_then(self) -> None:
        words = self.said(datetime(2026, 11, 12, 16, 0, tzinfo=VN))
        assert "chậm 3 ngày làm việc" in words
        assert "Dữ liệu lúc 16:00 12/11/2026" in words

    def test_nothing_can_have_changed_in_what_is_over(self) -> None:
        assert "Dữ liệu lúc" not in self.said(datetime(2026, 11, 6, tzinfo=VN), status=10)
