"""Questions whether a message is genuine, pasted scams, and honest questions that look alike."""

import pytest

from bot.genuine import Pasted, asks_if_genuine, compare, names_check_code
from bot.notifying.check_code import new_code


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Tin này có thật không", id="the button's words"),
        pytest.param("tin nhan nay co phai lua dao ko", id="unaccented"),
        pytest.param("có người gọi bảo là công an, có thật không ạ", id="a call"),
        pytest.param(
            "CA xa thong bao VNeID cua ban bi khoa, bam link http://vneid-gov.xyz de cap nhat", id="bait"
        ),
        pytest.param(
            "gui ma OTP va chuyen khoan 50k vao stk 0123 de nhan ket qua ho so", id="code and money"
        ),
    ],
)
def test_warned(text: str) -> None:
    assert asks_if_genuine(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("nhận kết quả ở đâu", id="collecting"),
        pytest.param("tôi không nhận được mã OTP", id="a code that does not come"),
        pytest.param("chuyển khoản lệ phí được không", id="paying"),
        pytest.param("báo tin cho tôi khi có kết quả", id="subscribing"),
        pytest.param("nộp phạt chậm đăng ký thường trú bao nhiêu", id="a fine"),
    ],
)
def test_not_taken_for_one(text: str) -> None:
    assert not asks_if_genuine(text)


ASKED = [
    "tin này có thật không",
    "tin nhan nay that hay gia",
    "có phải xã gửi tin này không",
    "Tin này của ai gửi vậy",
    "số này có phải của ủy ban không",
    "tin nhắn này lừa đảo à",
    "sao tôi biết tin này thật",
    "kiểm tra giúp tôi tin này",
    "co dung la tin cua UBND xa Binh Son ko",
    "tin bao ho so nay co tin duoc ko",
    "có phải lừa đảo không",
    "đây có phải tin chính thức không",
    "tin gia phai khong",
    "xác minh tin nhắn này giúp",
    "tôi nhận được tin này, có đúng không",
    "co phai cong an gui ko",
    "ai gửi tin này",
    "tin nay do ai gui",
    "người ta nhắn tôi đi nhận kết quả, có thật không",
    "cái tin hồi sáng có đúng của trung tâm không",
    "tin xin loi tre han co that ko",
    "có ai giả mạo xã nhắn không",
    "tin nay co phai spam",
    "sms nay that ko ban",
    "tin nhắn báo nộp phí này có thật không hay lừa",
    "link nay co an toan ko",
    "tôi nghi tin này là giả",
    "nghi lừa đảo quá, kiểm tra dùm",
    "tin này đáng tin không",
    "lam sao biet tin nhan la that",
    "ma tin nay la gi",
    "mã tin để làm gì",
]


@pytest.mark.parametrize("text", ASKED)
def test_asked_in_many_words(text: str) -> None:
    assert asks_if_genuine(text)


@pytest.mark.parametrize(
    "text",
    [
        "thông tin này có đúng không",
        "xem tin báo hồ sơ ở đâu",
        "kiểm tra thông tin đất",
        "ai nhận hồ sơ",
        "tôi nộp bản thật hay bản sao",
        "có phải gửi bản chính không",
        "cán bộ nào gửi tin cho tôi",
    ],
)
def test_about_something_else(text: str) -> None:
    assert not asks_if_genuine(text)


CODE = new_code(b"notices of tests")
OURS = (
    f"Hồ sơ H48.12-261102-0007 đã có kết quả. Mời nhận từ 25/11/2026, gọi 0255 000 0012. Mã tin: {CODE}",
    f"Ho so H48.12-261102-0007 da co ket qua tu 25/11/2026. Khong chuyen tien cho ca nhan. Ma tin {CODE}",
)


@pytest.mark.parametrize(
    ("pasted", "reading"),
    [
        pytest.param(CODE, Pasted.CODE_ONLY, id="the code alone"),
        pytest.param(f"tin nay co that khong, ma {CODE}", Pasted.CODE_ONLY, id="a question"),
        pytest.param(OURS[0], Pasted.SAME, id="the chat form"),
        pytest.param(OURS[1].upper(), Pasted.SAME, id="the SMS, in capitals"),
        pytest.param(f"cho hoi tin nay that ko: {OURS[1]}", Pasted.SAME, id="own words around it"),
        pytest.param(OURS[0].replace("25/11", "28/11"), Pasted.CHANGED, id="another day"),
        pytest.param(OURS[0].replace("0012", "0099"), Pasted.CHANGED, id="another phone"),
        pytest.param(
            f"Moi ba con den nha van hoa hop thon de nhan qua tang cua cong ty ma {CODE}",
            Pasted.CHANGED,
            id="other words",
        ),
        pytest.param(f"{OURS[1]} Bam link http://nhan.example", Pasted.BAIT, id="a link behind it"),
        pytest.param(f"Gui ma OTP cho can bo, ma tin {CODE}", Pasted.BAIT, id="a one-time code"),
    ],
)
def test_compared_with_what_left(pasted: str, reading: Pasted) -> None:
    assert compare(pasted, CODE, OURS) is reading


def test_words_that_are_kept_no_longer_are_not_called_changed() -> None:
    assert compare(OURS[1], CODE, ()) is Pasted.CODE_ONLY
    assert compare(f"{OURS[1]} http://nhan.example", CODE, ()) is Pasted.BAIT


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"ma tin {CODE}", True),
        (CODE.lower(), True),
        ("Mã tin: AB12345", True),
        ("mã tin là gì", False),
        ("ho so H48.12-261102-0007", False),
        ("ma tin nhan OTP khong ve", False),
    ],
)
def test_a_code_or_what_is_given_out_as_one(text: str, named: bool) -> None:
    assert names_check_code(text) is named
