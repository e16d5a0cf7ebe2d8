"""Words of campaigns: filled as any wording is, and judged before anybody approves them."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.campaigns.campaign import same_person
from bot.campaigns.lint import FOOT, check_longest, check_text
from bot.campaigns.template import filler
from bot.reply import Value
from bot.wording_slot import fill
from tests.bot.campaigns.make import text
from vietnam.calendar import VN

VALUES: dict[str, Value] = {
    "ten": "Nguyễn Văn Thử",
    "ngay": date(2026, 11, 24),
    "luc": datetime(2026, 11, 24, 9, tzinfo=VN),
    "phi": 50_000,
    "giay": ("Đơn", "Sơ đồ"),
}


@given(
    st.lists(
        st.sampled_from(
            [
                "Kính báo ",
                "{ten}",
                "{ngay:date}",
                "{luc:time}",
                "{luc}",
                "{phi:money}",
                "{giay:lines}",
                "{X",
                "}",
            ]
        ),
        max_size=8,
    ).map("".join)
)
def test_filled_as_a_wording_is(words: str) -> None:
    made = filler(words, words)
    assert made.fill(VALUES) == (fill(words, VALUES), fill(words, VALUES, plain=True))


_SAME = {"chat": "Mai nghỉ do bão.", "sms": "Mai nghi do bao."}


@pytest.mark.parametrize(
    ("changed", "serious", "words"),
    [
        pytest.param(_SAME, None, "", id="as it should be"),
        pytest.param({}, False, "từng người (ten)", id="a name"),
        pytest.param({**_SAME, "chat": "Kính báo {ho_ten}"}, False, "(ho_ten)", id="a whole name"),
        pytest.param({**_SAME, "sms": "Kinh bao {ho_va_ten}"}, False, "(ho_va_ten)", id="a name by SMS"),
        pytest.param({**_SAME, "chat": "Tới {dia_chi}"}, False, "(dia_chi)", id="an address"),
        pytest.param({**_SAME, "chat": "Tới {phi:money}"}, None, "", id="an amount"),
        pytest.param({"sms": "Xem http://a.vn"}, True, "đường dẫn", id="a link in the SMS"),
        pytest.param({"sms": "Xem motcua.xyz"}, True, "đường dẫn", id="a bare link in the SMS"),
        pytest.param({"chat": "Xem bit.ly/abc"}, True, "ngoài gov.vn", id="a short link in the chat"),
        pytest.param(
            {**_SAME, "chat": "Xem https://dichvucong.gov.vn/a"}, None, "", id="an official link in the chat"
        ),
        pytest.param({"chat": "Chào {ten"}, True, "lạc", id="a stray brace"),
        pytest.param({"chat": "Chào {ten:chu}"}, True, "lạc", id="a form that there is not"),
        pytest.param({"chat": " "}, True, "để trống", id="nothing said"),
        pytest.param({"chat": "Số {cccd}"}, True, "tùy thân", id="an identity number"),
        pytest.param({"chat": "Số {so_can_cuoc}"}, True, "tùy thân", id="by its other name"),
        pytest.param({"chat": "Sinh {ngay_sinh:date}"}, True, "ngày sinh", id="a day of birth"),
        pytest.param({"sms": "Nghỉ do bao"}, False, "'ỉ'", id="the letter that makes the SMS dear"),
        pytest.param({"sms": "Nghi [bao]"}, False, "'['", id="the sign that counts twice"),
        pytest.param({"sms": None}, False, "bỏ dấu", id="no SMS form"),
        pytest.param({"chat": "Gửi mã OTP cho cán bộ"}, False, "OTP", id="what no office asks for"),
        pytest.param({"rate": 0}, True, "rate", id="no pace"),
    ],
)
def test_words_are_judged(changed: dict[str, Any], serious: bool | None, words: str) -> None:
    found = list(check_text(text(**changed)))
    assert [finding.serious for finding in found][:1] == ([] if serious is None else [serious])
    assert words in "".join(finding.message for finding in found)


@pytest.mark.parametrize(
    ("length", "found"),
    [
        pytest.param(160 - FOOT, [], id="one segment with its check code"),
        pytest.param(161 - FOOT, [False], id="two"),
        pytest.param(3 * 153 - FOOT, [False], id="three"),
        pytest.param(3 * 153 - FOOT + 1, [True], id="four are too many"),
    ],
)
def test_the_longest_row_decides(length: int, found: list[bool]) -> None:
    assert [finding.serious for finding in check_longest(text(), "a" * length, 7)] == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Trần Soạn", "trần  soạn ", True, id="case and spaces"),
        pytest.param("Trần Soạn", "Tran Soan", True, id="without accents"),
        pytest.param("Trần Soạn", "TRẦN-SOẠN.", True, id="signs"),
        pytest.param("Trần Soạn", "Tra\u0302\u0300n Soạn", True, id="marks apart"),
        pytest.param("Đỗ Đức", "Do Duc", True, id="đ"),
        pytest.param("Trần Soạn", "Lê Duyệt", False, id="another person"),
    ],
)
def test_the_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
