"""Texts as numbers: nothing is lost on the way, and training weighs a text as reading it does."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.learning.features import text_features
from nlu.learning.linear import LinearModel
from nlu.learning.strings import Strings
from nlu.learning.weighing import weighed
from nlu.spelling.normalise import folded

TEXTS = ("làm khai sinh cần gì", "lam khai sinh can gi", "khai sinh khai tử", "sổ đỏ", "sổ hồng")


def listed(strings: Strings, words: str) -> Counter[str]:
    numbers = strings.text(words).tolist()
    known = strings.listed()
    return Counter(known[number] for number in numbers)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("làm khai sinh cần gì", id="accented"),
        pytest.param("lam khai sinh can gi", id="folded"),
        pytest.param("cảm ơn 👍", id="no letter"),
        pytest.param("👍", id="no word"),
        pytest.param("", id="empty"),
        pytest.param("giấy " * 130, id="long"),
    ],
)
def test_a_text_has_its_strings_with_repeats(words: str) -> None:
    strings = Strings()
    assert listed(strings, words) == Counter(text_features(words))
    assert listed(strings, folded(words)) == Counter(text_features(folded(words)))


@given(st.lists(st.text("aăđeêxơ .?👍", max_size=12)))
def test_texts_seen_before_change_nothing(texts: list[str]) -> None:
    strings = Strings()
    for words in (*texts, *texts):
        assert listed(strings, words) == Counter(text_features(words))


def test_training_weighs_a_text_as_reading_does() -> None:
    strings = Strings()
    strings.row(["another training was here"])
    seen = weighed([strings.text(words) for words in TEXTS], strings)
    model = LinearModel(
        labels=("a",),
        vocabulary=seen.vocabulary,
        idf=seen.idf,
        weights=np.zeros((len(seen.idf), 1), dtype=np.float16),
        bias=np.zeros(1, dtype=np.float32),
    )
    for row, words in zip(seen.rows.toarray(), TEXTS, strict=True):
        places, values = model.vector(text_features(words))
        expected = np.zeros(len(seen.idf))
        expected[places] = values
        assert row == pytest.approx(expected, abs=1e-6)


def test_strings_of_one_sentence_alone_are_left_out() -> None:
    """Two texts are one sentence with accents and without."""
    strings = Strings()
    rows = [["a", "a", "b"], ["a", "b"], ["b"], []]
    seen = weighed([strings.row(row) for row in rows], strings)
    assert seen.vocabulary == {"b": 0}
    assert seen.rows.toarray().tolist() == [[1.0], [1.0], [1.0], [0.0]]
