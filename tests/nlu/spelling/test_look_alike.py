"""Letters and digits that only look right, and text that came through the wrong character set."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.spelling.look_alike import plain_digits, plain_letters
from nlu.spelling.mojibake import is_broken, repaired
from nlu.spelling.normalise import read

SOUND = "Đăng ký kết hôn ở phường, “gấp” lắm ạ 👍"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Тôi сần giấу", "Tôi cần giấy", id="Cyrillic among Latin"),
        pytest.param("hồ ѕơ", "hồ sơ", id="one letter"),
        pytest.param("ᴋʜɑi sinh", "khai sinh", id="small capitals"),
        pytest.param("Я не понимаю", "Я не понимаю", id="Russian"),
        pytest.param("Οκ bạn", "Ok bạn", id="Greek"),
    ],
)
def test_letters(text: str, expected: str) -> None:
    assert plain_letters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("O9O5 l23 456", "0905 123 456", id="a telephone number"),
        pytest.param("0I2345678 90l", "012345678 901", id="an identity number"),
        pytest.param("H48.12-2611O3-0042", "H48.12-261103-0042", id="within a dossier number"),
        pytest.param("100l xăng", "100l xăng", id="a unit"),
        pytest.param("toi o lo 10 IOO", "toi o lo 10 IOO", id="words"),
    ],
)
def test_digits(text: str, expected: str) -> None:
    assert plain_digits(text) == expected


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_broken_text_is_repaired_with_its_places(wrong: str) -> None:
    broken = "".join(bytes([b]).decode(wrong, "ignore") or chr(b) for b in SOUND.encode())
    text, starts = repaired(broken)
    assert is_broken(broken)
    assert text == SOUND
    assert [broken[start] for start in starts if broken[start].isascii()] == [c for c in SOUND if c.isascii()]


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        pytest.param("lÃ m Ä\ufffdÆ¡n", "làm Đơn", id="a plain space, and a byte that is lost"),
        pytest.param("giáº¥y tá»\ufffd", "giấy t\ufffd", id="a letter that is lost"),
    ],
)
def test_what_got_lost(broken: str, meant: str) -> None:
    assert repaired(broken)[0] == meant


@pytest.mark.parametrize("text", [SOUND, "đã…” rồi", "ĐÃ\u00a0LÀM", "ok", "café “São”", ""])
def test_sound_text_is_not_broken(text: str) -> None:
    assert not is_broken(text)


@pytest.mark.parametrize(
    ("raw", "composed"),
    [
        pytest.param("👍🏽", "👍", id="skin tone"),
        pytest.param("❤️ ok", "❤ ok", id="variation selector"),
        pytest.param("cần  giấy\t\tgì", "cần giấy gì", id="spaces"),
        pytest.param("kh\u00adai\u200b sinh\u00a0ạ", "khai sinh ạ", id="soft hyphen, zero width, no-break"),
        pytest.param("a\u200b\u0301", "á", id="a mark behind something invisible"),
        pytest.param("𝐡𝐨̂̀ ⓢⓞ̛", "hồ sơ", id="decorated"),
        pytest.param("ℎồ", "hồ", id="the mathematical h that stands elsewhere"),
        pytest.param(unicodedata.normalize("NFD", "hồ sơ"), "hồ sơ", id="decomposed"),
    ],
)
def test_read(raw: str, composed: str) -> None:
    assert read(raw).composed == composed


@given(st.text(alphabet="hồsơ Ãáº»\u0093“’¡ОсI10.\u0301\u200d\u00a0👍🏽\ufffd", max_size=40))
def test_places_hold(raw: str) -> None:
    typed = read(raw)
    assert len(typed.bare) == len(typed.composed)
    places = [typed.raw_span(at, at + 1) for at in range(len(typed.composed))]
    assert all(0 <= start <= end <= len(raw) for start, end in places)
    assert places == sorted(places)
