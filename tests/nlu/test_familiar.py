"""Strange wording: pairs of words that no request uses; one's own sentences do not count while learning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.intents import familiar
from nlu.intents.familiar import Users


@pytest.fixture(scope="module")
def users() -> Users:
    return Users.of([("làm khai sinh cần gì", "an"), ("lam khai sinh o dau", "binh"), ("nấu cơm", "an")])


@pytest.mark.parametrize(
    ("words", "author", "share", "strange"),
    [
        pytest.param("làm khai sinh", "", 1.0, 0, id="known"),
        pytest.param("lam banh xeo can gi", "", 0.25, 3, id="same question, other thing"),
        pytest.param("khai sinh can gi", "an", 1 / 3, 2, id="own pairs do not count"),
        pytest.param("khai sinh can gi", "binh", 1.0, 0, id="those of others do"),
        pytest.param("khai sinh", "an", 1.0, 0, id="used by several"),
        pytest.param("alo", "", 0.0, 0, id="one word has no pair"),
        pytest.param("", "", 0.0, 0, id="nothing"),
    ],
)
def test_shares(users: Users, words: str, author: str, share: float, strange: int) -> None:
    look = users.look(words, author)
    assert (round(look.known, 6), look.strange) == (round(share, 6), strange)
    if not author:
        assert users.familiar().look(words) == look


def test_kept_pairs_are_known_to_everybody(users: Users) -> None:
    kept = users.familiar()
    again = familiar.from_arrays(familiar.to_arrays(kept))
    assert again.look("khai sinh can gi").strange == 0
    assert again.look("nau com ga").strange == 1
    assert again.look("lam banh xeo can gi") == kept.look("lam banh xeo can gi")


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    look = Users.of([("cần gì", "an")]).familiar().look(text)
    assert 0 <= look.known <= 1
    assert len(look.features()) == 2


def test_nothing_is_known_where_nothing_was_taught() -> None:
    assert Users.of([]).familiar().look("cần giấy gì").strange == 2
