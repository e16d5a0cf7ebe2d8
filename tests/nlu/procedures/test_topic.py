"""In a talk about a procedure: it goes on, another case is meant, or another matter."""

import pytest

from nlu.meaning import Context
from nlu.procedures.turns import CASE, OTHER, SAME, take, train
from nlu.understand import Understanding
from tests.nlu.scenes import SUNDAY
from vietnam.text import strip_marks

BIRTH, MARRIAGE, PASSPORT = "1.001193", "1.000894", "1.001456"
CARD, LOST_CARD, SWIFTS = "1.014061", "1.014064", "2.009999"


@pytest.mark.parametrize(
    ("text", "talked_of", "meant"),
    [
        pytest.param("thế giấy tờ thì mang gì ạ", MARRIAGE, MARRIAGE, id="goes on"),
        pytest.param("có cần sổ hộ khẩu không", BIRTH, BIRTH, id="a paper for it"),
        pytest.param("nộp ở đâu vậy", SWIFTS, SWIFTS, id="goes on about one that nobody reviewed"),
        pytest.param("đăng ký kết hôn cần giấy gì", MARRIAGE, MARRIAGE, id="named again"),
        pytest.param("làm mất rồi thì sao", CARD, LOST_CARD, id="another case"),
        pytest.param("thế còn hộ chiếu thì mấy ngày", MARRIAGE, PASSPORT, id="another matter"),
        pytest.param("không phải, ý tôi là đăng ký kết hôn", BIRTH, MARRIAGE, id="corrected"),
        pytest.param("quay lại vụ khai sinh đi", PASSPORT, BIRTH, id="back to another"),
        pytest.param("không, tôi bị mất cơ", CARD, LOST_CARD, id="denied and another case"),
    ],
)
def test_what_a_message_of_a_talk_means(
    understanding: Understanding, text: str, talked_of: str, meant: str
) -> None:
    for typed in (text, strip_marks(text)):
        meaning = understanding.understand(typed, Context(procedure=talked_of, sent_at=SUNDAY))
        offered = meaning.options or tuple(guess.code for guess in meaning.procedures[:1])
        assert meant in offered


@pytest.mark.parametrize("text", ["", "?", "...", "5", "👍"])
def test_without_words_nothing_moves(understanding: Understanding, text: str) -> None:
    heard = understanding.hear(text, Context(procedure=MARRIAGE))
    assert heard.matched.guesses[0].code == MARRIAGE


def test_chances_are_shares(understanding: Understanding) -> None:
    for text in ("mất thì sao", "hộ chiếu", "ở đâu"):
        heard = understanding.hear(text, Context(procedure=CARD))
        assert sum(guess.confidence for guess in heard.matched.guesses) <= 1.001
        assert 0 <= heard.moved <= 1


def test_words_tell_the_turn() -> None:
    said = [("thế còn cái này thì sao", OTHER), ("nếu mất thì sao", CASE), ("cần giấy gì", SAME)]
    reader = train([row for row in said for _ in range(3)])
    for words, label in said:
        case, other, same = take(reader, words).margins
        assert {CASE: case, OTHER: other, SAME: same}[label] == max(case, other, same)
