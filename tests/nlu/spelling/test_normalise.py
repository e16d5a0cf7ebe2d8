"""Spelling: abbreviations, stretched words, leftover key strokes, and the way back to the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.spelling.normalise import Lexicon, Mask, load_abbreviations, read, words_of
from nlu.spelling.telex import Keyboard

SYLLABLES = "làm giấy tờ hộ chiếu được nhắn mất đường trường nước hủy ước ở"
LEXICON = Lexicon(
    abbreviations=load_abbreviations(), keyboard=Keyboard(syllables=frozenset(SYLLABLES.split()))
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Hồ sơ em sao k thấy gì", "hồ sơ em sao không thấy gì", id="k"),
        pytest.param("nộp onl dc ko", "nộp online được không", id="unaccented short forms"),
        pytest.param("cc, tt, hs", "cc , tt , hs", id="ambiguous ones stay"),
        pytest.param("xong rồiiiii", "xong rồi", id="stretched"),
        pytest.param("hoà thuận", "hòa thuận", id="one tone placement"),
        pytest.param("gì?bao lâu", "gì ? bao lâu", id="glued marks"),
        pytest.param("lamf giaays towf", "làm giấy tờ", id="telex"),
        pytest.param("hooj chieeus", "hộ chiếu", id="telex with the tone at the end"),
        pytest.param("nhawns huyr", "nhắn hủy", id="telex with a hat"),
        pytest.param("la2m gia6y1 to72", "làm giấy tờ", id="vni"),
        pytest.param("mẫu ct01 a1 b2", "mẫu ct01 a1 b2", id="codes stay"),
        pytest.param("facebook xe", "facebook xe", id="words that look like telex"),
        pytest.param("toi muon lam", "toi muon lam", id="unaccented stays"),
        pytest.param("", "", id="empty"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert words_of(read(text), LEXICON) == words


def test_masked_stretches_are_one_word() -> None:
    typed = read("hs H48.12-261103-0042 đâu")
    mask = Mask(start=3, end=21, word="xmahosox")
    assert words_of(typed, LEXICON, [mask]) == "hs xmahosox đâu"


@pytest.mark.parametrize(
    ("raw", "whole"),
    [("hồ sơ", True), ("hồ  sơ 👍🏽", True), ("", True), ("a" * 2_001, False), ("日" * 301, False)],
)
def test_whether_all_was_read(raw: str, whole: bool) -> None:
    assert read(raw).is_whole is whole


@given(st.text(max_size=60))
def test_the_way_back_stays_within_the_text(text: str) -> None:
    typed = read(text)
    assert len(typed.bare) == len(typed.composed)
    for at in range(len(typed.composed)):
        start, end = typed.raw_span(at, at + 1)
        assert 0 <= start <= end <= len(text)
