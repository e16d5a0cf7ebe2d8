"""What stands for a text in the linear models."""

import pytest

from nlu.learning.features import apart_features, talk_features, text_features

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


@pytest.mark.parametrize(
    ("plain", "strings"),
    [
        pytest.param("co can anh khong", ["~co anh", "~can khong", "~co khong"], id="one or two between"),
        pytest.param("can gi", [], id="nothing between"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_pairs_apart(plain: str, strings: list[str]) -> None:
    assert apart_features(plain.split()) == strings


def test_a_talk_has_the_words_once_more_for_each_of_its_kinds() -> None:
    told = talk_features(["bao", "gio"], ["dossier", "choice"])
    assert "@dossier bao" in told
    assert "@choice gio" in told
    assert not talk_features(["bao", "gio"], [])
