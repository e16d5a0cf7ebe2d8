"""What stands for a text in the linear models."""

import pytest

from nlu.learning.features import text_features

LONG = "cho toi hoi thanh pho nao co chuyen bay den da nang vao thu hai"


@pytest.mark.parametrize(
    ("words", "string", "there"),
    [
        pytest.param(LONG, "hthanh pho", True, id="what a long message begins with"),
        pytest.param(LONG, "hda nang", False, id="not what it goes on with"),
        pytest.param("thanh pho nao", "hthanh pho", False, id="a short one is its own beginning"),
        pytest.param("thành phố nào", "wthanh pho", True, id="folded words"),
        pytest.param("thành phố nào", "athành phố", True, id="accented words"),
        pytest.param("thanh pho nao", "athanh pho", False, id="no accents, none told"),
    ],
)
def test_strings_of_a_text(words: str, string: str, there: bool) -> None:
    assert (string in text_features(words)) is there
