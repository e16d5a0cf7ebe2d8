"""Slips, lost spaces and lost letters, judged by which words are usual."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlu.sentences import load_sentences
from nlu.spelling import lexicon as lexicons
from nlu.spelling.normalise import Lexicon, load_abbreviations, read, tidied, words_of
from vietnam.text import fold


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return lexicons.of(row.text for row in load_sentences())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("dang ky khai snih", "dang ky khai sinh", id="swapped"),
        pytest.param("ho so denn dau", "ho so den dau", id="doubled"),
        pytest.param("dang ky ket hpn", "dang ky ket hon", id="the key beside, no vowel left"),
        pytest.param("lam gaiy to xe", "lam giay to xe", id="swapped before a vowel"),
        pytest.param("nguoii nha em", "nguoi nha em", id="doubled at the end"),
        pytest.param("hồ sơ đếnd đâu", "hồ sơ đến đâu", id="with diacritics"),
        pytest.param("nguòi mất tièn", "người mất tiền", id="some marks left out"),
        pytest.param("hồ sỡ nữa", "hồ sở nữa", id="tilde for hook, where only one is usual"),
        pytest.param("Iàm giấy khai sinh", "làm giấy khai sinh", id="a capital I for an l"),
        pytest.param("lamgiaykhaisinh", "lam giay khai sinh", id="no spaces"),
        pytest.param("làmgiấy khaisinh", "làm giấy khai sinh", id="no spaces with diacritics"),
        pytest.param("bịmat cccd", "bị mat căn cước", id="half with diacritics"),
        pytest.param("matcccd roi", "mat căn cước roi", id="a short form within"),
        pytest.param("k h ai sinh", "khai sinh", id="an onset in pieces"),
        pytest.param("k h a i s i n h", "khai sinh", id="spelt out"),
        pytest.param("gi\ufffdy khai sinh", "giay khai sinh", id="a letter lost on the way"),
        pytest.param("h0 s0 den dau", "ho so den dau", id="zero for o"),
        pytest.param("dd]ợc khoong", "được không", id="brackets"),
        pytest.param("DDAWNG KYS KEETS HOON", "đăng ký kết hôn", id="capital key strokes"),
        pytest.param("d9o62ng y1", "đồng ý", id="vni by its company"),
    ],
)
def test_put_right(lexicon: Lexicon, text: str, words: str) -> None:
    assert words_of(read(text), lexicon) == words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("mobile banking delete", "mobile banking delete", id="another language"),
        pytest.param("sang ten xe o krong pac dak lak", "sang ten xe o krong pac dak lak", id="names"),
        pytest.param("mau ct01 na17 tk01", "mau ct01 na17 tk01", id="forms"),
        pytest.param("em hoi tien ganh rau", "em hoi tien ganh rau", id="rare syllables"),
        pytest.param("\ufffd\ufffd", "", id="nothing but lost letters"),
    ],
)  # fmt: skip
def test_left_alone(lexicon: Lexicon, text: str, plain: str) -> None:
    assert fold(words_of(read(text), lexicon)) == plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("DDAWNG KYS keets hoon, ở đâu?", "ĐĂNG KÝ kết hôn, ở đâu?", id="key strokes"),
        pytest.param("Lamgiaykhaisinh dc ko", "Lam giay khai sinh dc ko", id="spaces; short forms stay"),
        pytest.param("Hồ sơ  H48.12-261103 đếnd đâu 👍", "Hồ sơ H48.12-261103 đến đâu 👍", id="numbers"),
        pytest.param("", "", id="empty"),
    ],
)  # fmt: skip
def test_tidied(lexicon: Lexicon, text: str, shown: str) -> None:
    assert tidied(read(text), lexicon) == shown


def test_without_a_vocabulary_no_slip_is_looked_for() -> None:
    lexicon = Lexicon(abbreviations=load_abbreviations())
    assert words_of(read("khai snih lamgiay"), lexicon) == "khai snih lamgiay"


def test_a_kept_lexicon_is_the_same(lexicon: Lexicon) -> None:
    assert lexicons.from_arrays(lexicons.to_arrays(lexicon)) == lexicon


@pytest.mark.parametrize(
    "piece", ["lamgiaykhaisinhchocon ", "xqzt prst ", "k h a i ", "snih ", "� a� ", "[a ]b ", "á»“", "с"]
)
def test_time_is_bounded(lexicon: Lexicon, piece: str) -> None:
    """A hundred thousand characters of the worst: the best of three, since the machine has other work."""
    text = (piece * 100_000)[:100_000]
    words_of(read(text[:50]), lexicon)
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        words_of(read(text), lexicon)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.05


@given(text=st.text(alphabet="khaisnđữờÃ»\ufffd[]019.İß \u0301\n👍", max_size=60) | st.text(max_size=60))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text(lexicon: Lexicon, text: str) -> None:
    typed = read(text)
    words = words_of(typed, lexicon)
    assert words == " ".join(words.split())
    assert tidied(typed, lexicon).count("\n") == typed.composed.count("\n")
