"""Which strings of letters can be a syllable."""

import pytest

from vietnam.syllables import is_bare_syllable, is_onset, is_syllable

SYLLABLES = (
    "giấy tờ đường nghiêng quyền khuỷu gì giếng quốc ở ý yêu xoong thuế hoà hòa được nghĩ của quý "
    "huỳnh oanh uống ước ngoèo quạu kẻng"
)


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("giáyy", id="a letter too many"),
        pytest.param("hồồ", id="two tones"),
        pytest.param("càt", id="a falling tone before a stop"),
        pytest.param("cat", id="no tone before a stop"),
        pytest.param("kông", id="k before a back vowel"),
        pytest.param("ngi", id="ng before a front vowel"),
        pytest.param("được1", id="a digit"),
        pytest.param("zalo", id="z"),
        pytest.param("nghieengs", id="too long"),
        pytest.param("", id="nothing"),
    ],
)
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("duoc", True), ("cat", True), ("nghieng", True), ("lamf", False), ("hpn", False), ("đi", False)],
)
def test_without_diacritics(word: str, expected: bool) -> None:
    assert is_bare_syllable(word) is expected


@pytest.mark.parametrize(("letters", "expected"), [("ngh", True), ("d", True), ("nk", False), ("", False)])
def test_onsets(letters: str, expected: bool) -> None:
    assert is_onset(letters) is expected
