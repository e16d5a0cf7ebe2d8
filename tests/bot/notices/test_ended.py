"""`refused` and `stopped`: reason as far as it may be told, what can be done next, no promise of money."""

import pytest

from bot.message import Limits
from bot.notifying.notice import Case
from bot.wording import Wordings
from bot.wording_file import load_entries
from knowledge.dossiers.change import ChangeKind, Source
from tests.bot.make import dossier
from tests.bot.notices.cases import FEE, LONG_NOTE, at, case, change, told, why, wordings_of

WORDINGS = Wordings(load_entries())
CHAT, SMS = Limits(length=2000), Limits(length=480, plain=True)
NOTE = "đất đang có tranh chấp."


def ended(status: int, *, neutral: bool = False, **changed: object) -> Case:
    return case(dossier(status=status, **changed), neutral=neutral)


def chat(kind: str, given: Case) -> str:
    return WORDINGS.render(told(kind, given).says, (), CHAT).text


def sms(kind: str, given: Case) -> str:
    return WORDINGS.render(told(kind, given).says, (), SMS).text


def test_a_refusal_tells_why_what_next_and_the_right_to_complain() -> None:
    assert chat("refused", ended(3, status_note=NOTE)).splitlines() == [
        "UBND xã Bình Sơn không tiếp nhận giải quyết hồ sơ H48.12-261102-0007 của Ông/Bà.",
        "Thủ tục: Đăng ký lại khai sinh.",
        "Lý do: đất đang có tranh chấp.",
        "Ông/Bà có thể hỏi cơ quan cho rõ, và nộp lại hồ sơ khi đủ điều kiện.",
        "Liên hệ: 0255 000 0012.",
        "Ông/Bà có quyền phản ánh: nhắn “phản ánh” hoặc gọi 1022; và khiếu nại: gửi đơn đến cơ quan đã "
        "ra quyết định.",
    ]


@pytest.mark.parametrize(
    ("kind", "status", "note", "neutral", "said", "texted"),
    [
        pytest.param(
            "refused", 3, NOTE, False, "Lý do: đất đang", "Ly do: dat dang co tranh chap.", id="short"
        ),
        pytest.param("refused", 3, LONG_NOTE, False, LONG_NOTE, "Ly do: xem phieu tu choi.", id="long"),
        pytest.param("refused", 3, None, False, "ghi trong phiếu từ chối", "ghi trong phieu", id="not given"),
        pytest.param("refused", 3, " . ", False, "ghi trong phiếu từ chối", "ghi trong phieu", id="empty"),
        pytest.param("refused", 3, NOTE, True, "ghi trong phiếu từ chối", "ghi trong phieu", id="sensitive"),
        pytest.param(
            "stopped", 8, NOTE, False, "Lý do: đất đang", "Ly do: dat dang co tranh chap.", id="stopped"
        ),
        pytest.param("stopped", 8, LONG_NOTE, False, LONG_NOTE, "Ly do: xem thong bao.", id="stopped, long"),
        pytest.param(
            "stopped", 8, NOTE, True, "ghi trong thông báo", "ghi trong thong bao", id="stopped, sensitive"
        ),
    ],
)
def test_a_reason_is_whole_or_not_at_all(
    kind: str, status: int, note: str | None, neutral: bool, said: str, texted: str
) -> None:
    given = ended(status, status_note=note, neutral=neutral)
    assert said in chat(kind, given)
    assert texted in sms(kind, given)


def test_withdrawn_and_stopped_have_words_of_their_own() -> None:
    withdrawn, stopped = chat("stopped", ended(7)), chat("stopped", ended(8))
    assert "theo đề nghị rút hồ sơ của Ông/Bà" in withdrawn
    assert "Nếu Ông/Bà không đề nghị rút, xin báo ngay cho cơ quan." in withdrawn
    assert "đã dừng giải quyết hồ sơ" in stopped and "khiếu nại" in stopped


@pytest.mark.parametrize("status", [7, 8])
@pytest.mark.parametrize(
    ("fee", "told_of_money"),
    [
        pytest.param(None, False, id="no fee"),
        pytest.param({**FEE, "paid": True}, False, id="paid, nothing noted"),
        pytest.param({**FEE, "paid": True, "refund_due": True}, True, id="refund noted"),
    ],
)
def test_money_is_mentioned_only_when_the_office_noted_it(
    status: int, fee: dict[str, object] | None, told_of_money: bool
) -> None:
    found = told("stopped", ended(status, fee=fee))
    assert ("stopped.refund" in wordings_of(found)) is told_of_money
    assert "sẽ được hoàn" not in WORDINGS.render(found.says, (), CHAT).text


@pytest.mark.parametrize(("kind", "status"), [("refused", 3), ("stopped", 7), ("stopped", 8)])
class TestBoth:
    def test_once(self, kind: str, status: int) -> None:
        entered, repeated = change(at(20), status), change(at(20, 15), status, ChangeKind.OTHER, sequence=99)
        once = told(kind, case(dossier(status=status), entered))
        assert told(kind, case(dossier(status=status, status_note=NOTE), entered, repeated)).mark == once.mark

    def test_not_from_a_file_and_not_too_late(self, kind: str, status: int) -> None:
        imported = case(dossier(status=status), change(at(20), status, source=Source.IMPORT))
        assert "do nạp tệp, không báo" in why(kind, imported)
        assert "đã quá 5 ngày" in why(kind, case(dossier(status=status), change(at(20), status), now=at(25)))

    def test_another_state_is_none_of_its_business(self, kind: str, status: int) -> None:
        assert "hồ sơ không" in why(kind, ended(4))
