"""Questions whether a message is genuine, pasted scams, and honest questions that look alike."""

import pytest

from bot.genuine import asks_if_genuine


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
