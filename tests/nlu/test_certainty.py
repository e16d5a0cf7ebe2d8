"""What is acted on without asking back: our own buttons always, what changes something only when sure."""

import pytest

from nlu.meaning import Context
from nlu.sentences import load_sentences
from nlu.understand import Understanding
from vietnam.text import strip_marks

CHANGES = {"notice.unsubscribe", "dossier.withdraw", "privacy.request"}


def acted_on(understanding: Understanding, text: str) -> list[str]:
    meaning = understanding.understand(text, Context())
    return [guess.name.value for guess in meaning.intents] if meaning.clear else []


def test_the_words_of_our_own_buttons_are_clear_and_right(understanding: Understanding) -> None:
    rows = [row for row in load_sentences() if row.author == "nut-bam"]
    wrong = [
        (row.text, acted_on(understanding, typed))
        for row in rows
        for typed in (row.text, strip_marks(row.text), row.text.upper())
        if acted_on(understanding, typed) != list(row.intents)
    ]
    assert len(rows) > 70
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "Tin này có thật không",
        "tin nhan nay co that khong",
        "tin này của ai gửi, có phải lừa đảo không",
        "có người gọi bảo đọc mã OTP để hủy nhận tin, thật không",
        "họ nhắn kêu bấm link, có đúng là của xã không",
        "dừng lại đã, để tôi hỏi con tôi",
        "hủy lịch hẹn được không",
        "thôi để mai tôi hỏi tiếp",
        "làm mất giấy hẹn thì sao",
        "đừng gọi số này, gọi số kia",
        "rút tiền bảo hiểm một lần cần gì",
        "xóa tên trong hộ khẩu làm sao",
        "sửa tên trên giấy khai sinh",
    ],
)
def test_nothing_is_changed_by_mistake(understanding: Understanding, text: str) -> None:
    for typed in (text, strip_marks(text)):
        assert not CHANGES & set(acted_on(understanding, typed))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        pytest.param("TC", "notice.unsubscribe", id="keyword"),
        pytest.param("ngừng nhận tin", "notice.unsubscribe", id="words"),
        pytest.param("đừng gửi tin nhắn cho tôi nữa", "notice.unsubscribe", id="a sentence"),
        pytest.param("tôi muốn rút hồ sơ", "dossier.withdraw", id="withdraw"),
        pytest.param("xoá số điện thoại của tôi khỏi hệ thống", "privacy.request", id="delete"),
    ],
)
def test_a_plain_order_is_followed(understanding: Understanding, text: str, intent: str) -> None:
    assert acted_on(understanding, text) == [intent]
    assert acted_on(understanding, strip_marks(text)) == [intent]


def test_an_unsure_order_is_offered(understanding: Understanding) -> None:
    meaning = understanding.understand("thôi hủy đi", Context())
    assert not meaning.clear
    assert meaning.intent_options
