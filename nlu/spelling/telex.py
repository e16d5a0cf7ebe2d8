"""Key strokes that stayed letters: "lamf giaays" (Telex), "la2m gia6y1" (VNI) when the keyboard was off.

The keys are played as an input method plays them, so that a key may stand wherever it works: "giaays",
"giasay" and "giayas" are one word.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from nlu.tables import table
from vietnam.syllables import is_bare_syllable, is_syllable
from vietnam.text import strip_marks, unify_tone

_TELEX_TONES: Final = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES: Final = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_HATS: Final = {"a": "â", "e": "ê", "o": "ô"}
_HORNS: Final = {"o": "ơ", "u": "ư", "a": "ă"}
_VOWELS: Final = frozenset("aăâeêioôơuưy")
_MARKED: Final = frozenset("ăâêôơư")
_LONGEST: Final = 11
_TELEX_KEYS: Final = re.compile(r"[sfrxj\[\]]|aa|ee|oo|dd|w|(?<=.)d|([aeo]).+\1")
_DOUBLED: Final = re.compile(r"aa|ee|oo|dd|w")
_STRONG_VNI: Final = re.compile(r"[a-z]+[1-9]+[a-z]+[1-9]*|[a-z]+[6-9][1-5]|d9[a-z0-9]+|[a-z]+[1-5][678]")
_CLASS: Final = re.compile(r"[a-e]\d")
"""Licences and forms: "b2", "a4"."""
_SIGN: Final = re.compile(r"\b(?:d9[a-z][a-z0-9]*|[a-z]*[aeou][678][a-z]*[1-5]?[a-z]*)\b")
"""Numbers behind words ("tổ 3" typed "to3") are no VNI by themselves, these are."""


_Press = Callable[[list[str], str, str], str | None]
"""Changes the letters so far, gives the tone so far; None: the key has no effect there."""


@cache
def _foreign() -> frozenset[str]:
    return frozenset(word for words in table("foreign").values() for word in str(words).split())


@dataclass(frozen=True)
class Keyboard:
    """`syllables`: accented syllables that are known: of what may have been meant, they come first.
    `foreign`: words of other languages that would make a syllable ("max", "bus") and are themselves."""

    syllables: frozenset[str]
    foreign: frozenset[str] = field(default_factory=_foreign)

    def decode(self, token: str, *, vni: bool = False) -> str:
        """The syllable that was meant by a lower-case token, or the token itself. A token that is a word
        already stays. `vni`: the message shows that keyboard (`shows_vni`)."""
        if not 2 <= len(token) <= _LONGEST or not self.syllables or token in self.foreign:
            return token
        if token.isalpha() or "[" in token or "]" in token:
            return self._telex(token)
        if (vni and not _CLASS.fullmatch(token)) or _STRONG_VNI.fullmatch(token):
            return self._meant(token, _played(token, _vni_key))
        return token

    def _telex(self, token: str) -> str:
        if not _TELEX_KEYS.search(token):
            return token
        if "oo" not in token and (is_bare_syllable(token) if token.isascii() else is_syllable(token)):
            return token
        return self._meant(token, _played(token, _telex_key))

    def _meant(self, token: str, word: str | None) -> str:
        if word is None or word == token or len(word) < len(token) - 5:
            return token
        if word in self.syllables or (is_syllable(word) and len(token) > 2):
            return word
        bare = strip_marks(word)
        sure = _DOUBLED.search(token) and len(token) > 3 and _is_toneless(word)
        return bare if sure and is_bare_syllable(bare) else token


def shows_vni(text: str) -> bool:
    """Whether a lower-case text has words that only the VNI keyboard explains."""
    return _SIGN.search(text) is not None


def _played(token: str, press: _Press) -> str | None:
    """What an input method would have written; None where a key does nothing."""
    letters: list[str] = []
    tone = ""
    for key in token:
        pressed = press(letters, key, tone)
        if pressed is None:
            return None
        tone = pressed
    word = _joined(letters)
    return unify_tone(_toned(word, tone)) if tone else word


def _telex_key(letters: list[str], key: str, tone: str) -> str:
    has_vowel = not _VOWELS.isdisjoint(letters)
    if key in _TELEX_TONES and has_vowel:
        return _TELEX_TONES[key]
    if key == "w" and has_vowel and _horn(letters, "oua"):
        return tone
    if key in "[]w":
        letters.append("ơ" if key == "[" else "ư")
    elif key == "d" and letters[:1] == ["d"]:
        letters[0] = "đ"
    elif not (key in _HATS and _hat(letters, key)):
        letters.append(key)
    return tone


def _vni_key(letters: list[str], key: str, tone: str) -> str | None:
    if not key.isdigit():
        letters.append(key)
        return tone
    if key in _VNI_TONES:
        return None if tone or _VOWELS.isdisjoint(letters) else _VNI_TONES[key]
    if key == "6":
        done = any(_hat(letters, vowel, apart=True) for vowel in "oea")
    elif key in "78":
        done = _horn(letters, "ou" if key == "7" else "a")
    else:
        done = key == "9" and letters[:1] == ["d"]
        letters[:1] = ["đ"] if done else letters[:1]
    return tone if done else None


def _hat(letters: list[str], vowel: str, *, apart: bool = False) -> bool:
    """The hat of "aa": on the letter before, or further back where other letters stand between."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] == vowel:
            letters[at] = _HATS[vowel]
            return True
        if letters[at] in _MARKED or (not apart and letters[at] in "oe"):
            return False
    return False


def _horn(letters: list[str], among: str) -> bool:
    """The horn or breve of "w" on the last letter that takes one; "uo" takes two, of "ua" the first."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] not in among:
            continue
        pair = "".join(letters[max(0, at - 1) : at + 1])
        after_q = "".join(letters[: at - 1]) == "q"
        if pair in ("uo", "ưo") and not after_q:
            letters[at - 1 : at + 1] = ["ư", "ơ"]
        elif pair == "ua" and "u" in among and not after_q:
            letters[at - 1] = "ư"
        else:
            letters[at] = _HORNS[letters[at]]
        return True
    return False


def _joined(letters: list[str]) -> str:
    word = "".join(letters)
    return re.sub(r"ưo(?=[a-z])|uơ(?=[a-z])", "ươ", word)


def _toned(word: str, tone: str) -> str:
    """The tone on the vowel that carries it: the marked one, the last before a consonant, else the one
    before the last."""
    start = 2 if re.match(r"qu.|gi[aăâeêoôơuư]", word) else 0
    vowels = [at for at in range(start, len(word)) if word[at] in _VOWELS]
    if not vowels:
        return word
    marked = [at for at in vowels if word[at] in _MARKED]
    closed = vowels[-1] < len(word) - 1
    at = marked[-1] if marked else vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
    return unicodedata.normalize("NFC", word[: at + 1] + tone + word[at + 1 :])


def _is_toneless(word: str) -> bool:
    return not any(char in _ALL_TONES for char in unicodedata.normalize("NFD", word))


_ALL_TONES: Final = frozenset(_TELEX_TONES.values())
