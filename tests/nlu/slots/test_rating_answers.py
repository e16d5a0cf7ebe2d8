"""Answers to the question for a rating, and what late ones give. All sentences are invented."""

import pytest

from nlu.meaning import Awaiting, EntityName
from nlu.rated import rated
from tests.nlu.scenes import values

ANSWERS = {
    "5": 5,
    "2 - chờ lâu quá": 2,
    "rat hai long": 5,
    "khong hai long": 2,
    "ok": 4,
    "👍": 5,
    "rất không hài lòng": 1,
    "hài lòng": 4,
    "bình thường": 3,
    "Rất hài lòng, cảm ơn cán bộ": 5,
    "chua hai long lam": 2,
    "tốt": 4,
    "rat tot": 5,
    "4 nhé": 4,
    "so 3": 3,
    "Tôi chấm 4": 4,
    "5*": 5,
    "⭐⭐⭐": 3,
    "cho 5 sao": 5,
    "3 diem": 3,
    "ko hai long ti nao": 1,
    "k hl": 2,
    "tam duoc": 3,
    "cung duoc": 3,
    "tuyệt vời": 5,
    "te qua": 1,
    "kém": 2,
    "khong co gi de che": 5,
    "1. can bo khong nhiet tinh": 1,
    "5 rất nhanh gọn": 5,
    "ban dau cham nhung noi chung hai long": 4,
    "hai long lam": 5,
    "cực kỳ hài lòng": 5,
    "hoàn toàn không hài lòng": 1,
    "hl": 4,
    "khá hài lòng": 4,
    "quá thất vọng": 1,
    "bt": 3,
    "4/5": 4,
    "ba điểm": 3,
    "👎": 2,
    "❤️": 5,
    "😡": 1,
    "oke": 4,
    "ổn": 4,
    "không tệ": 3,
    "năm": 5,
    "hài lòng chưa được nhanh": 4,
    "chưa được tốt": 2,
    "cam on": None,
    "hồ sơ của tôi bao giờ có kết quả": None,
    "2 ngày nữa tôi đến": None,
    "ho so toi dau roi": None,
    "TC": None,
    "nhầm số rồi": None,
    "H48.12-261102-0007": None,
    "khai sinh cần giấy tờ gì": None,
    "ok em": 4,
    "oke luôn nhé": 4,
    "mọi thứ ok": 4,
    "ok cảm ơn": 4,
    "ok, nhưng chờ hơi lâu": 4,
    "chưa ok": 2,
    "ok, để mai tôi đánh giá": None,
    "ok để tôi hỏi lại": None,
    "👍🏻": 5,
    "👍 cảm ơn em": 5,
    "👍 tốt": 4,
    "👏👏👏 tuyệt vời": 5,
    "😊": 4,
    "☹️": 2,
    "👍 😡": 1,
    "👍 hồ sơ tới đâu rồi": None,
    "👍?": None,
    "cũng không tệ": 3,
    "khong te lam": 3,
    "ko đến nỗi tệ": 3,
    "không thất vọng": None,
    "khong thuc su hai long": 2,
    "khá": 4,
    "vừa vừa thôi": 3,
    "rất bức xúc": 1,
    "bất mãn": 2,
    "tốt cảm ơn cháu": 4,
    "tạm trú cần giấy gì": None,
    "tệ lắm": 1,
    "hơi chậm nhưng ổn": 4,
}
ONLY_ANSWERS = ["ok", "👍", "❤️", "oke", "khá", "vừa vừa", "ok em", "😡"]


@pytest.mark.parametrize(("text", "value"), ANSWERS.items())
def test_an_answer(text: str, value: int | None) -> None:
    expected = [] if value is None else [value]
    assert values(text, EntityName.RATING, awaiting=Awaiting.RATING) == expected


@pytest.mark.parametrize("text", ONLY_ANSWERS)
def test_no_rating_unasked(text: str) -> None:
    assert values(text, EntityName.RATING) == []


@pytest.mark.parametrize(("text", "value"), ANSWERS.items())
def test_a_late_answer(text: str, value: int | None) -> None:
    assert rated(text) == value
