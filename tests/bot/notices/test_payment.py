"""`payment`: amount and deadline as far as they are known, and never to a person's account."""

import pytest

from bot.message import Limits
from bot.notifying.notice import Case
from bot.wording import Wordings
from bot.wording_file import load_entries
from knowledge.dossiers.change import ChangeKind, Source
from tests.bot.make import dossier
from tests.bot.notices.cases import FEE, at, case, change, told, why

WORDINGS = Wordings(load_entries())
CHAT, SMS = Limits(length=2000), Limits(length=480, plain=True)


def asked(now_day: int = 20, **fee: object) -> Case:
    given = dossier(status=6, fee={**FEE, **fee})
    return case(given, change(at(20), 6), now=at(now_day, 9, 5))


def chat(given: Case) -> str:
    return WORDINGS.render(told("payment", given).says, (), CHAT).text


def test_how_much_by_when_and_how() -> None:
    assert chat(asked()).splitlines() == [
        "UBND xã Bình Sơn báo: hồ sơ H48.12-261102-0007 của Ông/Bà có khoản phải nộp 1.500.000 đồng.",
        "Thủ tục: Đăng ký lại khai sinh.",
        "Hạn nộp: 30/11/2026 (còn 5 ngày làm việc).",
        "Ông/Bà nộp trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn) hoặc tại UBND xã Bình Sơn. "
        "Điện thoại để hỏi: 0255 000 0012.",
        "Cơ quan không yêu cầu chuyển tiền vào tài khoản cá nhân.",
    ]


def test_an_sms_warns_too() -> None:
    text = WORDINGS.render(told("payment", asked()).says, (), SMS).text
    assert text.startswith("UBND xa Binh Son: Ho so H48.12-261102-0007 can nop 1.500.000d. Han 30/11/2026.")
    assert "Khong chuyen tien cho ca nhan." in text


@pytest.mark.parametrize("fee", [None, {"amount": None, "deadline": None}, {"amount": 0}])
def test_what_is_not_known_is_not_told(fee: dict[str, object] | None) -> None:
    text = chat(case(dossier(status=6, fee=fee)))
    assert "Số tiền ghi trong thông báo nộp tiền của cơ quan." in text
    assert "Hạn nộp" not in text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(asked(paid=True), "khoản phải nộp đã được nộp", id="paid"),
        pytest.param(asked(22, deadline="2026-11-21"), "đã quá hạn nộp tiền", id="too late to pay"),
        pytest.param(
            asked(26), "yêu cầu nộp tiền từ 09:00 20/11/2026, đã quá 5 ngày nên không báo", id="old"
        ),
        pytest.param(case(dossier(status=4, fee=FEE)), "hồ sơ không chờ nộp tiền", id="back in work"),
        pytest.param(
            case(dossier(status=6, fee=FEE), change(at(20), 6, source=Source.IMPORT)),
            "yêu cầu nộp tiền do nạp tệp, không báo",
            id="imported",
        ),
    ],
)
def test_why_not(given: Case, expected: str) -> None:
    assert why("payment", given) == expected


@pytest.mark.parametrize(
    ("fee", "anew"),
    [
        pytest.param({}, False, id="the same facts"),
        pytest.param({"amount": 2_000_000}, True, id="another amount"),
        pytest.param({"deadline": "2026-12-30"}, True, id="a later deadline"),
    ],
)
def test_what_is_told_anew(fee: dict[str, object], anew: bool) -> None:
    entered, repeated = change(at(10), 6), change(at(20), 6, ChangeKind.OTHER, sequence=99)
    before = told("payment", case(dossier(status=6, fee=FEE), entered))
    after = told("payment", case(dossier(status=6, fee={**FEE, **fee}), entered, repeated))
    assert (after.mark != before.mark) is anew
    assert after.at == at(20)


def test_an_import_in_between_does_not_silence_what_the_feed_brought() -> None:
    imported = change(at(20, 12), 6, ChangeKind.OTHER, source=Source.IMPORT)
    assert told("payment", case(dossier(status=6, fee=FEE), change(at(20), 6), imported)).at == at(20)
