"""Check codes: drawn, typed by people, found in what they write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notifying.check_code import ALPHABET, LENGTH, find, is_code, new_code

CODE = new_code(bytes(range(8)))
DRAWN = st.binary(min_size=8, max_size=16).map(new_code)


@given(DRAWN)
def test_a_drawn_code_is_one(code: str) -> None:
    assert len(code) == LENGTH
    assert code[0].isalpha()
    assert set(code) <= set(ALPHABET)
    assert is_code(code) == code


@given(DRAWN, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_character_read_wrong_shows(code: str, place: int, char: str) -> None:
    wrong = code[:place] + char + code[place + 1 :]
    assert is_code(wrong) == (code if wrong == code else None)


@given(DRAWN, st.integers(0, LENGTH - 2))
def test_neighbours_swapped_show(code: str, place: int) -> None:
    pair = code[place : place + 2]
    swapped = code[:place] + pair[::-1] + code[place + 2 :]
    if set(pair) != {ALPHABET[0], ALPHABET[-1]} and pair[0] != pair[1]:
        assert is_code(swapped) is None


@given(DRAWN, st.sampled_from(["{}", "Mã tin: {}", "ma tin {} nay co that khong", "tin\n{}\nthật không?"]))
def test_it_is_found_in_a_message(code: str, message: str) -> None:
    assert find(message.format(code)) == code
    assert find(message.format(code.lower())) == code
    assert find(message.format(f"{code[:3]} {code[3:]}")) == code
    assert find(message.format("-".join(code))) == code


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    found = find(text)
    assert found is None or is_code(found) == found


def test_a_vietnamese_keyboard_is_undone() -> None:
    with_w = next(code for code in map(_drawn, range(100_000)) if "WX" in code)
    assert is_code(with_w.replace("WX", "ữ")) == with_w
    with_dd = next(code for code in map(_drawn, range(100_000)) if "DD" in code)
    assert find(f"mã tin {with_dd.replace('DD', 'đ')} là gì") == with_dd


def _drawn(number: int) -> str:
    return new_code((number * 7_919_777_777_777).to_bytes(8))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("0905123456", id="a phone number"),
        pytest.param("H48.12-261102-0007", id="a dossier number"),
        pytest.param("hồ sơ của tôi tới đâu rồi", id="words"),
        pytest.param(CODE + "2", id="a character too many"),
    ],
)
def test_other_things_are_no_code(text: str) -> None:
    assert find(text) is None


def test_too_little_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="8 random bytes"):
        new_code(b"1234567")
