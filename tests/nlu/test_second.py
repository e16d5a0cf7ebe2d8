"""The second reader: what it reads, and that it comes back from the file as it was."""

import pytest

from nlu.intents import second
from nlu.model import Model

ROWS = [
    ("nộp ở đâu", ("procedure.place",)),
    ("làm ở đâu vậy", ("procedure.place",)),
    ("bao nhiêu tiền", ("procedure.fee",)),
    ("hết bao nhiêu tiền", ("procedure.fee",)),
    ("ở đâu , bao nhiêu tiền", ("procedure.place", "procedure.fee")),
]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        pytest.param("nộp hồ sơ ở đâu", "procedure.place", id="accented"),
        pytest.param("nop o dau", "procedure.place", id="unaccented"),
        pytest.param("tốn bao nhiêu tiền", "procedure.fee", id="another"),
    ],
)
def test_reads(words: str, label: str) -> None:
    assert second.train(ROWS).read(words).label == label


def test_texts_with_several_intents_teach_nothing() -> None:
    assert second.train(ROWS).labels == ("procedure.place",) * 2 + ("procedure.fee",) * 2


@pytest.mark.parametrize("words", ["", "zzz", "\x00", "không có gì", "a" * 10_000])
def test_any_words_get_an_opinion(model: Model, words: str) -> None:
    opinion = model.intents.readers.second.read(words)
    assert opinion.label in model.intents.readers.labels
    assert 0 <= opinion.score <= 1


def test_kept_as_texts_and_trained_again(model: Model) -> None:
    first = model.intents.readers.second
    again = second.from_arrays(second.to_arrays(first))
    assert (again.texts, again.labels) == (first.texts, first.labels)
    assert again.read("làm ở đâu") == first.read("làm ở đâu")
