"""What `motcua nlu explain` says of a message that holds no word."""

from dataclasses import replace

import pytest

from nlu.meaning import Entity, EntityName, IntentGuess, IntentName, Meaning
from nlu.why import Candidate, Why
from webhooks.explaining import show_why, why_json

NOTHING = Meaning(
    text="", intents=(IntentGuess(name=IntentName.OUT_OF_SCOPE, confidence=0.0),), clear=False
)  # fmt: skip
EMPTY = Why(
    meaning=NOTHING,
    words="",
    rule=None,
    lifts={},
    known=0.0,
    second=("procedure.overview", 0.5),
    agreed=False,
    candidates=(Candidate(name="feedback.rating", chance=0.24, margin=0.02, features=()),),
    clauses=(),
    family=(),
    procedures={},
)
STARS = Entity(name=EntityName.RATING, value=2, start=0, end=2)


@pytest.mark.parametrize("words", ["", "😀", ".", "? !"])
def test_without_a_word_it_is_a_calm_sentence(capsys: pytest.CaptureFixture[str], words: str) -> None:
    told = replace(EMPTY, words=words)
    show_why(told)
    printed = " ".join(capsys.readouterr().out.split())
    assert printed.startswith("Tin không có chữ nào để đọc")
    assert "feedback.rating" not in printed
    assert why_json(told)["wordless"]


@pytest.mark.parametrize(
    "why",
    [
        pytest.param(replace(EMPTY, words="a"), id="a word"),
        pytest.param(replace(EMPTY, words="👍", rule="chat.affirm"), id="a rule"),
        pytest.param(
            replace(EMPTY, words="⭐⭐", meaning=replace(NOTHING, entities=(STARS,))), id="drawn stars"
        ),
    ],
)
def test_anything_else_is_explained(capsys: pytest.CaptureFixture[str], why: Why) -> None:
    show_why(why)
    assert "feedback.rating" in capsys.readouterr().out
    assert not why_json(why)["wordless"]
