"""Words that only their neighbours explain."""

import pytest

from nlu.spelling.normalise import Lexicon, load_abbreviations, read, words_of

LEXICON = Lexicon(abbreviations=load_abbreviations())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("cần giấy tờ chi", "cần giấy tờ gì", id="chi that asks"),
        pytest.param("chi phí ở chi nhánh", "chi phí ở chi nhánh", id="chi of an expense"),
        pytest.param("can giay to chi rua", "can giay to gì vậy", id="chi beside a regional word"),
        pytest.param("cam on chi nhieu", "cam on chi nhieu", id="chị without accents"),
        pytest.param("nộp ở mô rứa", "nộp ở đâu vậy", id="mô"),
        pytest.param("mô hình kinh doanh", "mô hình kinh doanh", id="model"),
        pytest.param("răng lâu rứa", "sao lâu vậy", id="răng"),
        pytest.param("phòng khám răng hàm mặt", "phòng khám răng hàm mặt", id="teeth"),
        pytest.param("bi mat so hong", "bi mat so hong", id="the pink book"),
        pytest.param("co mat tien hong", "co mat tien không", id="hong that asks"),
        pytest.param("tải biểu mẫu ở đâu", "tải biểu mẫu ở đâu", id="a form"),
        pytest.param("mẹ biểu đi hỏi", "mẹ bảo đi hỏi", id="to tell"),
        pytest.param("liệt sĩ hi sinh", "liệt sĩ hi sinh", id="to fall for the country"),
        pytest.param("hi ad", "chào ad", id="a greeting"),
        pytest.param("the bh y te", "the bảo hiểm y te", id="bh behind a card"),
        pytest.param("bh đến đâu rồi", "bây giờ đến đâu rồi", id="bh alone"),
        pytest.param("sai ns trong sổ hk", "sai năm sinh trong sổ hộ khẩu", id="ns and hk on papers"),
        pytest.param("có phải đóng hk", "có phải đóng không", id="hk that asks"),
        pytest.param("đổi mk", "đổi mật khẩu", id="mk that is changed"),
        pytest.param("mk hỏi tí", "mình hỏi tí", id="mk that speaks"),
        pytest.param("nộp ck dc k", "nộp chuyển khoản được không", id="ck that pays"),
        pytest.param("ck em mất", "chồng em mất", id="ck that is somebody"),
        pytest.param("bổ sung gì v ad", "bổ sung gì vậy ad", id="v at the end"),
        pytest.param("đăng ký kết hôn được hôn", "đăng ký kết hôn được không", id="hôn that asks"),
        pytest.param("cái ni nộp mô", "cái này nộp đâu", id="ni"),
        pytest.param("sao lâu dậy", "sao lâu vậy", id="dậy at the end"),
        pytest.param("thức dậy", "thức dậy", id="to get up"),
        pytest.param("làm giấy đặng nộp", "làm giấy để nộp", id="đặng"),
        pytest.param("anh đặng văn a", "anh đặng văn a", id="a family name"),
        pytest.param("lên sở tp", "lên sở tư pháp", id="tp of justice"),
        pytest.param("ubnd tp vinh", "ủy ban thành phố vinh", id="tp of a city"),
        pytest.param("k dn vneid dc", "không đăng nhập vneid được", id="dn that enters"),
        pytest.param("giải thể dn", "giải thể doanh nghiệp", id="dn that trades"),
        pytest.param("công v chức", "công v chức", id="v elsewhere"),
    ],
)
def test_meant(text: str, words: str) -> None:
    assert words_of(read(text), LEXICON) == words
