"""Reasons are those of the understanding itself."""

import pytest

from nlu.meaning import Context
from nlu.understand import Understanding
from nlu.why import why
from tests.nlu.scenes import SUNDAY


def test_the_reasons_of_a_question(understanding: Understanding) -> None:
    text = "làm khai sinh cần giấy gì, mất bao lâu"
    told = why(understanding, text, Context(sent_at=SUNDAY))
    assert told.meaning == understanding.understand(text, Context(sent_at=SUNDAY))
    assert told.rule is None
    assert {candidate.name for candidate in told.candidates[:2]} == {"procedure.papers", "procedure.time"}
    assert [clause.name for clause in told.clauses] == ["procedure.papers", "procedure.time"]
    for candidate in told.candidates:
        strings = understanding.model.intents.readers.features(told.words)
        assert {feature for feature, _ in candidate.features} <= set(strings)
    assert set(told.procedures) <= {guess.code for guess in told.meaning.procedures}
    assert any("khai" in feature for feature, value in told.procedures["1.001193"] if value > 0)
    chances = [candidate.chance for candidate in told.candidates]
    assert chances == sorted(chances, reverse=True)


def test_what_a_rule_decided_is_said_so(understanding: Understanding) -> None:
    assert why(understanding, "TC", Context()).rule == "notice.unsubscribe"


def test_a_family_is_named(understanding: Understanding) -> None:
    assert set(why(understanding, "căn cước", Context()).family) == {"1.014061", "1.014064"}


@pytest.mark.parametrize("text", ["", "😀😀", "\x00", "a" * 5000, "\ud800"])
def test_any_text_has_reasons(understanding: Understanding, text: str) -> None:
    assert why(understanding, text, Context()).meaning.intents
