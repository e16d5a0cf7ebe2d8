"""Which marks were meant: what typed words share with the spellings that are known."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Final

_HOOK_TILDE: Final = {0x303: "\u0309", 0x309: "\u0303"}


def other_tone(word: str) -> str:
    """With hook for tilde and the other way round: half the country speaks, and many write, the two alike."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_HOOK_TILDE))


def nearest_form(typed: str, forms: Iterable[str]) -> str:
    """Of some spellings the one that shares most letters and marks with what was typed."""
    parts = _parts(typed)
    return max(forms, key=lambda form: (_shared(_parts(form), parts), form))


def _parts(word: str) -> Counter[str]:
    """Its letters and its marks."""
    return Counter(unicodedata.normalize("NFD", word))


def _shared(one: Counter[str], other: Counter[str]) -> int:
    """How many they have in common, less what only one has."""
    common = sum((one & other).values())
    return 2 * common - sum((one | other).values())
