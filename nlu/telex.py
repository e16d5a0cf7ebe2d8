"""Key strokes that stayed letters: "lamf giaays" (Telex), "la2m gia6y1" (VNI) when the keyboard was off."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from vietnam.text import unify_tone

_TELEX_TONES: Final = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES: Final = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_SHAPES: Final = (
    ("uow", "ươ"), ("uwow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"),
    ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"), ("dd", "đ"),
)  # fmt: skip
_VNI_SHAPES: Final = {"a6": "â", "e6": "ê", "o6": "ô", "a8": "ă", "o7": "ơ", "u7": "ư", "d9": "đ"}
_TELEX_LIKE: Final = re.compile(r"(?=.*(?:[sfrxj]|aa|ee|oo|dd|w))[a-z]{3,9}")
_VNI_LIKE: Final = re.compile(r"[a-z]{1,3}[a-z0-9]*[1-9][a-z0-9]*")
_VOWELS: Final = "aăâeêioôơuưy"


@dataclass(frozen=True)
class Keyboard:
    """`syllables`: accented syllables that are known; only they are believed to have been meant."""

    syllables: frozenset[str]

    def decode(self, token: str) -> str:
        """The syllable that was meant, or the token itself. A token that is a word already stays."""
        if len(token) < 3 or len(token) > 9 or not self.syllables or token in self.syllables:
            return token
        if token.isalpha():
            tries = _telex(token) if _TELEX_LIKE.fullmatch(token) else ()
        else:
            tries = _vni(token) if _VNI_LIKE.fullmatch(token) else ()
        return next((word for word in tries if word in self.syllables), token)


def _telex(token: str) -> tuple[str, ...]:
    """The tone key stands at the end or right after the vowels; the shapes where their letters are."""
    found: list[str] = []
    for at, key in enumerate(token):
        tone = _TELEX_TONES.get(key)
        if at and tone is not None:
            found += _toned(_telex_shapes(token[:at] + token[at + 1 :]), tone)
    return (*found, _telex_shapes(token))


def _telex_shapes(token: str) -> str:
    for keys, letter in _SHAPES:
        token = token.replace(keys, letter)
    return re.sub(r"u([^w]*)w$", r"ư\1", token) if token.endswith("w") else token


def _vni(token: str) -> tuple[str, ...]:
    shaped = re.sub(r"(a)(\D*)([68])|(e|o)(\D*)(6)|(o|u)(\D*)(7)|(d)(\D*)(9)", _vni_shape, token)
    tones = [digit for digit in shaped if digit in _VNI_TONES]
    letters = "".join(char for char in shaped if not char.isdigit())
    if len(tones) > 1 or any(char in "067890" for char in shaped):
        return ()
    return tuple(_toned(letters, _VNI_TONES[tones[0]])) if tones else (letters,)


def _vni_shape(match: re.Match[str]) -> str:
    vowel, between, digit = (part for part in match.groups() if part is not None)
    return _VNI_SHAPES[vowel + digit] + between


def _toned(letters: str, tone: str) -> list[str]:
    """The syllable with the tone on each vowel in turn: the known syllables tell which is right."""
    return [
        unify_tone(unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :]))
        for at, char in enumerate(letters)
        if char in _VOWELS
    ]
