"""Leftover key strokes of the two input methods, wherever the keys stand."""

import pytest

from nlu.spelling.telex import Keyboard, shows_vni

SYLLABLES = "làm giấy tờ đăng ký được đường của ở đơn đồng không công chứng muốn tiền ý mất"
KEYBOARD = Keyboard(syllables=frozenset(SYLLABLES.split()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("lamf", "làm", id="tone behind"),
        pytest.param("giaasy", "giấy", id="tone within"),
        pytest.param("giayas", "giấy", id="hat behind another letter"),
        pytest.param("ddawng", "đăng", id="d and breve"),
        pytest.param("dawngd", "đăng", id="d at the end"),
        pytest.param("dduwowcj", "được", id="two horns"),
        pytest.param("dduwocj", "được", id="one w for two horns"),
        pytest.param("dwowngfd", "đường", id="w alone is ư"),
        pytest.param("kys", "ký", id="short"),
        pytest.param("owr", "ở", id="a vowel alone"),
        pytest.param("dd[n", "đơn", id="bracket for ơ"),
        pytest.param("coong", "công", id="looks like xoong"),
        pytest.param("nhuwngx", "những", id="unknown but a syllable"),
        pytest.param("đuwocj", "được", id="half of the word in diacritics"),
        pytest.param("dduwowc", "duoc", id="no tone typed: without diacritics"),
    ],
)
def test_telex(typed: str, meant: str) -> None:
    assert KEYBOARD.decode(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("la2m", "làm", id="tone within"),
        pytest.param("d9o62ng", "đồng", id="d, hat and tone"),
        pytest.param("d9u7o75c", "được", id="two horns"),
        pytest.param("tie6n2", "tiền", id="keys apart"),
        pytest.param("ct01", "ct01", id="a form"),
        pytest.param("na17", "na17", id="another form"),
        pytest.param("quy1", "quy1", id="first quarter"),
        pytest.param("h48", "h48", id="a unit"),
    ],
)
def test_vni(typed: str, meant: str) -> None:
    assert KEYBOARD.decode(typed) == meant


@pytest.mark.parametrize(
    ("typed", "alone", "among_vni"),
    [("y1", "y1", "ý"), ("mat61", "mất", "mất"), ("cua3", "cua3", "của"), ("b2", "b2", "b2")],
)
def test_vni_by_its_company(typed: str, alone: str, among_vni: str) -> None:
    assert KEYBOARD.decode(typed) == alone
    assert KEYBOARD.decode(typed, vni=True) == among_vni


@pytest.mark.parametrize(
    ("text", "expected"),
    [("d9o62ng y1", True), ("la2m gia6y1", True), ("mẫu ct01 tổ 3 quy1", False), ("hs h48.12", False)],
)
def test_the_keyboard_shows(text: str, expected: bool) -> None:
    assert shows_vni(text) is expected


STAYING = "bus max facebook xe form test sos tao boss www hoa anh"


@pytest.mark.parametrize("word", STAYING.split())
def test_words_stay(word: str) -> None:
    assert KEYBOARD.decode(word) == word
