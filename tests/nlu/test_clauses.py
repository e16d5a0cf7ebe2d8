"""Where one request ends and the next begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.intents.clauses import MOST, clauses


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        pytest.param("cần gì , bao lâu", ["cần gì", "bao lâu"], id="comma"),
        pytest.param("cần gì và bao lâu", ["cần gì", "bao lâu"], id="conjunction"),
        pytest.param("can giay gi bao nhieu tien", ["can giay gi", "bao nhieu tien"], id="nothing between"),
        pytest.param("tách hộ ở đâu mấy giờ mở", ["tách hộ ở đâu", "mấy giờ mở"], id="accents"),
        pytest.param("nộp ở đâu", ["nộp ở đâu"], id="one question"),
        pytest.param("? ! .", [], id="marks only"),
        pytest.param("", [], id="empty"),
    ],
)
def test_cuts(words: str, parts: list[str]) -> None:
    assert clauses(words) == parts


@given(st.lists(st.sampled_from(["o dau", "bao lau", "va", ",", "nộp", "İ", "1"]), max_size=40))
def test_few_parts_and_no_word_made_up(words: list[str]) -> None:
    parts = clauses(" ".join(words))
    assert len(parts) <= MOST
    assert {word for part in parts for word in part.split()} <= {word for w in words for word in w.split()}
