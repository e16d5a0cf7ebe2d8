"""The short code in every notice, by which anyone can ask the assistant whether it is real. Pure.

Seven characters without vowels and without those that are taken for others (0 O, 1 I, 5 S, 8 B): a letter,
five of either, and a check character (Luhn's way, modulo 24) that shows any one character read wrong and
nearly every swap of neighbours. A code is no secret: it only finds the notice.
"""

import re
import unicodedata

ALPHABET = "23456789CDFGHJKMNPQRTVWX"
LENGTH = 7
_LETTERS = ALPHABET[8:]
_BASE = len(ALPHABET)
_BY_TELEX = str.maketrans(
    {"\u031b": "W", "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0323": "J", "\u0110": "DD"}
)
"""A Vietnamese keyboard turns a lone W into Ư, DD into Đ, and a tone's letter into the tone."""

_SEPARATORS = re.compile(r"[\W_]+")


def new_code(random_bytes: bytes) -> str:
    """A code drawn from at least 8 random bytes."""
    if len(random_bytes) < 8:
        raise ValueError("a check code needs 8 random bytes")
    number = int.from_bytes(random_bytes)
    number, letter = divmod(number, len(_LETTERS))
    body = _LETTERS[letter]
    for _ in range(LENGTH - 2):
        number, digit = divmod(number, _BASE)
        body += ALPHABET[digit]
    return body + _check_character(body)


def is_code(text: str) -> str | None:
    """The code that `text` is, however it was typed: small letters, spaces, dashes, letters that a Vietnamese
    keyboard has changed; None when it is none of ours."""
    code = _plain(_SEPARATORS.sub("", text.strip()))
    if len(code) != LENGTH or code[0] not in _LETTERS or any(char not in ALPHABET for char in code):
        return None
    return code if _check_character(code[:-1]) == code[-1] else None


def find(text: str) -> str | None:
    """The first code in a message, in one piece or in several."""
    pieces = [piece for piece in _SEPARATORS.split(unicodedata.normalize("NFC", text)) if piece]
    for first in range(len(pieces)):
        joined = ""
        for piece in pieces[first : first + LENGTH]:
            joined += piece
            if len(joined) > LENGTH:
                break
            if code := is_code(joined):
                return code
    return None


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.upper()).translate(_BY_TELEX)
    # A keyboard makes Ư of a lone W: the letter under the horn was never typed.
    return parts.replace("UW", "W")


def _check_character(body: str) -> str:
    total = 0
    for place, char in enumerate(reversed(body)):
        value = ALPHABET.index(char)
        if place % 2 == 0:
            high, low = divmod(value * 2, _BASE)
            value = high + low
        total += value
    return ALPHABET[-total % _BASE]
