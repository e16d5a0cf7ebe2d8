"""Ratings from 1 to 5."""

import pytest

from nlu.meaning import Awaiting, EntityName
from tests.nlu.scenes import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("5", 5, id="bare"),
        pytest.param(" 3. ", 3, id="bare with a dot"),
        pytest.param("4 ạ", 4, id="bare, polite"),
        pytest.param("5️⃣", 5, id="keycap"),
        pytest.param("4 sao", 4, id="stars"),
        pytest.param("bốn sao", 4, id="stars in words"),
        pytest.param("nam sao nha em", 5, id="stars in words, unaccented"),
        pytest.param("5*", 5, id="asterisk"),
        pytest.param("****", 4, id="asterisks"),
        pytest.param("⭐⭐⭐⭐", 4, id="drawn stars"),
        pytest.param("4 ⭐ trừ 1 vì bãi giữ xe xa", 4, id="number and a drawn star"),
        pytest.param("2 điểm thôi, chờ lâu", 2, id="points"),
        pytest.param("3đ nhé ad", 3, id="short points"),
        pytest.param("10 điểm thì không có, nhưng 5 đ nhé", 5, id="five after ten"),
        pytest.param("hai điểm", 2, id="points in words"),
        pytest.param("5 ddieemr", 5, id="telex left over"),
        pytest.param("cho 3 điểm thôi", 3, id="given"),
        pytest.param("em chấm 4", 4, id="given without a unit"),
        pytest.param("chấm ba điểm, giấy thì mau mà đi lại hoài", 3, id="given in words"),
        pytest.param("Tôi đánh giá mức 2 vì chờ lâu", 2, id="level"),
        pytest.param("muc 3 binh thuong", 3, id="level with its name"),
        pytest.param("tôi chọn 5", 5, id="chosen"),
        pytest.param("rất tốt 5", 5, id="after praise"),
        pytest.param("3/5", 3, id="of five"),
        pytest.param("đánh giá 4/5 nhé", 4, id="of five, given"),
        pytest.param("4 trên 5 điểm", 4, id="of five in words"),
        pytest.param("DANH GIA 5", 5, id="keyword"),
        pytest.param("5 stars", 5, id="English"),
        pytest.param("4 điểm, trừ 1 điểm vì hơi lâu", 4, id="the first that is given"),
        pytest.param("không hài lòng, cho 1 điểm", 1, id="points beat words"),
        pytest.param("hài lòng nhưng web khó dùng nên em cho 4 điểm", 4, id="points after words"),
    ],
)
def test_figures(text: str, value: int) -> None:
    assert values(text, EntityName.RATING) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("rất hài lòng", 5, id="very satisfied"),
        pytest.param("rat rat hai long", 5, id="very very"),
        pytest.param("bà hài lòng lắm con ơi", 5, id="very, behind"),
        pytest.param("hoàn toàn hài lòng với cách làm việc", 5, id="wholly"),
        pytest.param("raats haif lofng", 5, id="telex left over"),
        pytest.param("ra61t ha2i lo2ng", 5, id="VNI left over"),
        pytest.param("hài lòng", 4, id="satisfied"),
        pytest.param("Tôi hài lòng với cách làm việc của các đồng chí.", 4, id="in a sentence"),
        pytest.param("Mức độ hài lòng: hài lòng.", 4, id="filled in form"),
        pytest.param("HL", 4, id="abbreviated"),
        pytest.param("cũng tạm hài lòng", 3, id="so-so satisfied"),
        pytest.param("bình thường", 3, id="middling alone"),
        pytest.param("bình thường thôi ạ, không có chi đặc biệt", 3, id="middling, then words"),
        pytest.param("tam on", 3, id="so-so"),
        pytest.param("không hài lòng", 2, id="dissatisfied"),
        pytest.param("ko hai long lam", 2, id="not very"),
        pytest.param("ko hài lòng lắm vì phải đi lại 2 lần", 2, id="not very, with a reason"),
        pytest.param("chưa hài lòng", 2, id="not yet"),
        pytest.param("hông được hài lòng cho lắm", 2, id="southern"),
        pytest.param("0 hai long", 2, id="zero for no"),
        pytest.param("rất không hài lòng", 1, id="very dissatisfied"),
        pytest.param("RAT KO HAI LONG", 1, id="very dissatisfied, sms"),
        pytest.param("hoàn toàn không hài lòng", 1, id="wholly dissatisfied"),
        pytest.param("không hài lòng chút nào", 1, id="not at all"),
        pytest.param("quá thất vọng", 1, id="let down"),
    ],
)
def test_degrees_in_words(text: str, value: int) -> None:
    assert values(text, EntityName.RATING) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Cho cán bộ 5 sao", 5, id="Cho cán bộ 5 sao"),
        pytest.param(
            "tôi đánh giá 5 sao cho thái độ phục vụ", 5, id="tôi đánh giá 5 sao cho thái độ phục vụ"
        ),
        pytest.param("Mức độ hài lòng của tôi là 4", 4, id="Mức độ hài lòng của tôi là 4"),
        pytest.param("điểm 5", 5, id="điểm 5"),
        pytest.param("Điểm: 3", 3, id="Điểm: 3"),
        pytest.param("tôi cho điểm 2", 2, id="tôi cho điểm 2"),
        pytest.param("năm trên năm", 5, id="năm trên năm"),
        pytest.param("một sao cũng không đáng", 1, id="một sao cũng không đáng"),
        pytest.param("không đáng 1 sao", 1, id="không đáng 1 sao"),
        pytest.param("chả hài lòng tí nào", 1, id="chả hài lòng tí nào"),
        pytest.param("cán bộ làm tôi rất hài lòng", 5, id="cán bộ làm tôi rất hài lòng"),
        pytest.param("tôi hài lòng với cách làm việc của xã", 4, id="tôi hài lòng với cách làm việc của xã"),
        pytest.param(
            "cách làm việc của các anh chị khiến tôi không hài lòng",
            2,
            id="cách làm việc của các anh chị khiến tôi không hài lòng",
        ),
        pytest.param("5 sao không nói nhiều", 5, id="5 sao không nói nhiều"),
        pytest.param("5 điểm không có nhưng", 5, id="5 điểm không có nhưng"),
        pytest.param("3 sao, lần sau nhanh hơn nhé", 3, id="3 sao, lần sau nhanh hơn nhé"),
        pytest.param("toi khong hai long ve viec cham tre", 2, id="toi khong hai long ve viec cham tre"),
        pytest.param("em chấm 3 điểm vì hẹn 2 lần", 3, id="em chấm 3 điểm vì hẹn 2 lần"),
        pytest.param("em thấy hài lòng ạ", 4, id="em thấy hài lòng ạ"),
        pytest.param("nói chung là hài lòng", 4, id="nói chung là hài lòng"),
        pytest.param("cx hài lòng", 4, id="cx hài lòng"),
        pytest.param("ko hài lòng tẹo nào", 1, id="ko hài lòng tẹo nào"),
        pytest.param("vô cùng không hài lòng", 1, id="vô cùng không hài lòng"),
        pytest.param("cực kỳ hài lòng luôn", 5, id="cực kỳ hài lòng luôn"),
        pytest.param("hết sức hài lòng", 5, id="hết sức hài lòng"),
        pytest.param("Rất rất không hài lòng", 1, id="Rất rất không hài lòng"),
        pytest.param("4 sao cho dịch vụ", 4, id="4 sao cho dịch vụ"),
        pytest.param("Toi danh gia: 2/5", 2, id="Toi danh gia: 2/5"),
        pytest.param("đánh giá 2/5 vì đợi lâu", 2, id="đánh giá 2/5 vì đợi lâu"),
        pytest.param("tui cho 1", 1, id="tui cho 1"),
        pytest.param("cho 5 luôn", 5, id="cho 5 luôn"),
        pytest.param("trễ 4 ngày, 1 sao", 1, id="trễ 4 ngày, 1 sao"),
        pytest.param("4đ thôi chứ chờ lâu quá", 4, id="4đ thôi chứ chờ lâu quá"),
        pytest.param("2 điểm vì thái độ của cán bộ", 2, id="2 điểm vì thái độ của cán bộ"),
        pytest.param("chưa được hài lòng lắm", 2, id="chưa được hài lòng lắm"),
        pytest.param("chưa thật sự hài lòng", 2, id="chưa thật sự hài lòng"),
        pytest.param("tạm tạm", 3, id="tạm tạm"),
        pytest.param("tàm tạm", 3, id="tàm tạm"),
        pytest.param("cũng tạm được", 3, id="cũng tạm được"),
        pytest.param("trung bình", 3, id="trung bình"),
        pytest.param("bt", 3, id="bt"),
        pytest.param("năm sao nhé", 5, id="năm sao nhé"),
        pytest.param("3 ngoi sao", 3, id="3 ngoi sao"),
        pytest.param("dịch vụ 5 sao", 5, id="dịch vụ 5 sao"),
        pytest.param("tôi không hài lòng tí nào luôn", 1, id="tôi không hài lòng tí nào luôn"),
        pytest.param("hài lòng 100%", 5, id="hài lòng 100%"),
        pytest.param("mức: rất hài lòng", 5, id="mức: rất hài lòng"),
        pytest.param("tôi chọn rất hài lòng", 5, id="tôi chọn rất hài lòng"),
        pytest.param("chọn mức 4", 4, id="chọn mức 4"),
        pytest.param("mức 5", 5, id="mức 5"),
        pytest.param("vote 2 sao", 2, id="vote 2 sao"),
        pytest.param("sao 5", 5, id="sao 5"),
    ],
)
def test_many_voices(text: str, value: int) -> None:
    assert values(text, EntityName.RATING) == [value]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("6", id="beyond"),
        pytest.param("cho 10 điểm", id="ten points"),
        pytest.param("15/11", id="a day"),
        pytest.param("hẹn 4/5 mà chưa có", id="a day that looks like a mark"),
        pytest.param("5 ngày nữa có chưa", id="a duration"),
        pytest.param("chậm 3 ngày rồi", id="late, not marked"),
        pytest.param("cham 5 hom roi", id="late, unaccented"),
        pytest.param("mua bhyt cho 4 người", id="for four people"),
        pytest.param("tạm trú cho 5 công nhân cần giấy gì", id="for five workers"),
        pytest.param("lam giay chung tu cho ba nha tui", id="for grandmother"),
        pytest.param("định danh mức 2 thì ra chỗ nào", id="level of an account"),
        pytest.param("kích hoạt định danh mức 2 sao", id="how, not stars"),
        pytest.param("dịch vụ công mức độ 4", id="level of a service"),
        pytest.param("đơn thiếu 2 điểm phải sửa", id="points of a form"),
        pytest.param("bị trừ 2 điểm bằng lái", id="points of a licence"),
        pytest.param("nộp 2 sao y được không", id="copies"),
        pytest.param("o viet nam sao nop duoc", id="a country"),
        pytest.param("bà sao chưa có giấy", id="a person"),
        pytest.param("1 sao nghĩa là gì", id="asked about"),
        pytest.param("chấm từ 1 đến 5 là sao", id="a range"),
        pytest.param("xe bình thường có phải đăng ký lại không", id="middling in a question"),
        pytest.param("đổi ở đâu cũng được hay phải về quê", id="anywhere will do"),
        pytest.param("khảo sát sự hài lòng ở đâu", id="the survey"),
        pytest.param("nếu không hài lòng thì khiếu nại ở đâu", id="a condition"),
        pytest.param("cán bộ hỏi tôi có hài lòng không", id="a question told"),
        pytest.param("mức độ hài lòng là gì", id="what it is"),
        pytest.param("cong ty co hai lo dat", id="two plots"),
        pytest.param("2 ad", id="hi"),
        pytest.param("hài lòng không?", id="hài lòng không?"),
        pytest.param("muốn đánh giá sự hài lòng thì vào đâu", id="muốn đánh giá sự hài lòng thì vào đâu"),
        pytest.param("làm sao để người dân hài lòng", id="làm sao để người dân hài lòng"),
        pytest.param(
            "không hài lòng với kết quả thì gửi đơn ở đâu", id="không hài lòng với kết quả thì gửi đơn ở đâu"
        ),
        pytest.param("cho 3 bản sao", id="cho 3 bản sao"),
        pytest.param("chấm công 5 ngày", id="chấm công 5 ngày"),
        pytest.param("cho 1 cái hẹn", id="cho 1 cái hẹn"),
        pytest.param("cho em hỏi 3 việc", id="cho em hỏi 3 việc"),
        pytest.param("gửi 5 bộ hồ sơ", id="gửi 5 bộ hồ sơ"),
        pytest.param("nhà 4 tầng, 5 người", id="nhà 4 tầng, 5 người"),
        pytest.param("tổ 5 phường 3", id="tổ 5 phường 3"),
        pytest.param("mục 4 ghi gì", id="mục 4 ghi gì"),
        pytest.param("đất loại 5", id="đất loại 5"),
        pytest.param("hồ sơ mức độ 3", id="hồ sơ mức độ 3"),
        pytest.param("bấm 5 sao ở đâu", id="bấm 5 sao ở đâu"),
        pytest.param("làm 2 sao được không", id="làm 2 sao được không"),
        pytest.param("khách sạn 5 sao", id="khách sạn 5 sao"),
    ],
)
def test_what_is_no_rating(text: str) -> None:
    assert values(text, EntityName.RATING) == []


@pytest.mark.parametrize(
    ("text", "awaiting", "value"),
    [
        pytest.param("4", Awaiting.RATING, 4, id="asked for"),
        pytest.param("4, hơi lâu", Awaiting.RATING, 4, id="asked for, with words"),
        pytest.param("bốn", Awaiting.RATING, 4, id="asked for, a word"),
        pytest.param("dạ cho em 3", Awaiting.RATING, 3, id="asked for, at the end"),
        pytest.param("cũng được", Awaiting.RATING, 3, id="asked for, middling"),
        pytest.param("chờ 3 ngày mới xong", Awaiting.RATING, None, id="asked for, something else said"),
        pytest.param("2", Awaiting.CHOICE, None, id="a choice"),
        pytest.param("1", Awaiting.YES_NO, None, id="an option"),
    ],
)
def test_a_bare_number_answers_what_was_asked(text: str, awaiting: Awaiting, value: int | None) -> None:
    assert values(text, EntityName.RATING, awaiting=awaiting) == ([value] if value else [])
