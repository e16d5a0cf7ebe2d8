"""Danger to life is heard, however it is typed; calm questions with a word of danger in them are none."""

import pytest

from nlu.meaning import Context
from nlu.sentences import load_sentences
from nlu.understand import Understanding
from vietnam.text import strip_marks


def is_heard(understanding: Understanding, text: str) -> bool:
    meaning = understanding.understand(text, Context())
    return meaning.clear and "emergency" in [guess.name.value for guess in meaning.intents]


@pytest.mark.parametrize(
    "text",
    [
        "cháy nhà rồi cứu với",
        "có người đuối nước",
        "bố tôi đột quỵ gọi cấp cứu",
        "cướp giật túi tôi gọi công an",
        "rò ga nồng nặc sắp nổ",
        "cháy nhà rồi, giấy tờ trong đó, cứu với",
        "ba tôi khó thở quá, gọi 115 giúp",
        "có đánh nhau ngoài đường, số công an phường mấy",
        "tai nạn giao thông chảy máu nhiều lắm",
    ],
)
def test_danger_is_heard(understanding: Understanding, text: str) -> None:
    assert is_heard(understanding, text)
    assert is_heard(understanding, strip_marks(text).upper())


def test_every_emergency_of_the_data_is_heard(understanding: Understanding) -> None:
    texts = [row.text for row in load_sentences() if row.intents == ("emergency",)]
    missed = [text for text in texts if not is_heard(understanding, text)]
    assert len(texts) > 80
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "phòng cháy chữa cháy làm giấy tờ gì",
        "từ từ em xem đã",
        "sổ đỏ bị cháy thì xin cấp lại ở đâu",
        "hỗ trợ mai táng cho người chết do tai nạn lao động",
        "trợ cấp mai táng cho người bị tai nạn giao thông cần giấy tờ gì",
        "thủ tục hưởng bảo hiểm tai nạn lao động",
        "hỗ trợ nạn nhân bị bạo hành gia đình cần hồ sơ gì",
        "cha chết đuối, giờ khai tử làm ở đâu",
        "giấy xác nhận nạn nhân sạt lở đất để nhận hỗ trợ",
        "giấy phép vận chuyển hàng dễ cháy nổ",
        "tôi chạy xe ôm, đóng bảo hiểm ở đâu",
        "hồ sơ toàn trình là khỏi đến xã phải không",
        "điện thoại rơi xuống ao, vneid giờ đăng nhập sao",
    ],
)
def test_a_calm_question_is_no_emergency(understanding: Understanding, text: str) -> None:
    for typed in (text, strip_marks(text)):
        meaning = understanding.understand(typed, Context())
        assert "emergency" not in [guess.name.value for guess in meaning.intents]
