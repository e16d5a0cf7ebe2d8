"""Strings that stand for a text in the linear models: words with and without accents.

The accented words are extra strings of an accented message; a message without accents has only the
folded ones, which it shares with the accented one.
"""

from collections.abc import Sequence
from typing import Final

from nlu.spelling.normalise import folded

_LONGEST: Final = 120
"""Words of a message that count."""
_LONG: Final = 12
_HEAD: Final = 8
"""How many words of a message that is longer than `_LONG` begin it: there it says what it wants."""

_APART: Final = (2, 3)
"""How far behind a word its companions stand."""
_RAREST: Final = 3
_RAREST_APART: Final = 25
"""Texts that share a string which is kept. A sentence comes in two copies, with accents and without; rare
words with others between them are many and tell little."""
_MARK_APART: Final = "~"
"""Begins no word: the strings of other models are bare words."""
_WEIGHT_APART: Final = 0.5
"""Of a pair of words apart, beside one that stands together."""


def text_features(words: str) -> list[str]:
    """Folded and accented words 1–2, how the text begins and ends (that tells a question about a thing from
    the thing), and its length. With repeats. No letter runs: spelling is mended before, and what they add
    beyond that blurs the words."""
    accented = counted_words(words)
    if words.isascii():
        return plain_features(accented)
    return [*plain_features(folded(" ".join(accented)).split()), *accent_features(accented)]


def counted_words(words: str) -> list[str]:
    return words.split()[:_LONGEST]


def plain_features(plain: Sequence[str]) -> list[str]:
    """Of folded words."""
    found = [*_runs(plain, 1, "w"), *_runs(plain, 2, "w")]
    if len(plain) > _LONG:
        found += [*_runs(plain[:_HEAD], 1, "h"), *_runs(plain[:_HEAD], 2, "h")]
    found += [f"^{' '.join(plain[:n])}" for n in (1, 2)] + [f"${' '.join(plain[-n:])}" for n in (1, 2)]
    found.append(f"len{min(len(plain), 8)}")
    return found


def accent_features(accented: Sequence[str]) -> list[str]:
    return [*_runs(accented, 1, "a"), *_runs(accented, 2, "a")]


def apart_features(plain: Sequence[str]) -> list[str]:
    """Pairs of folded words with one or two others between them: "có cần … không" asks for papers, whatever
    stands in the middle."""
    pairs = ((word, other) for gap in _APART for word, other in zip(plain, plain[gap:], strict=False))
    return [f"{_MARK_APART}{word} {other}" for word, other in pairs]


def talk_features(plain: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """What folded words are in a talk: once more for each of `kinds`, the names of what the talk is about and
    waits for. "Bao giờ có" is one thing of a dossier and another of a procedure."""
    found = [f"@{kind}" for kind in kinds]
    ends = (f"^{' '.join(plain[:2])}", f"${' '.join(plain[-2:])}", f"len{min(len(plain), 8)}")
    return found + [f"@{kind} {feature}" for kind in kinds for feature in (*plain, *ends)]


def rarest(string: str) -> int:
    """In how many texts the string must stand to be kept."""
    return _RAREST_APART if string.startswith(_MARK_APART) else _RAREST


def weight(string: str) -> float:
    """What the string counts beside others that are as rare."""
    return _WEIGHT_APART if string.startswith(_MARK_APART) else 1.0


def name_features(plain: str) -> list[str]:
    """Folded words 1–2 and letter runs, for names of procedures."""
    words = plain.split()[:_LONGEST]
    found = [*_runs(words, 1, "w"), *_runs(words, 2, "w")]
    for word in words:
        found += letter_runs(word)
    return found


def letter_runs(word: str) -> list[str]:
    """Runs of 3–4 letters of the word between its bounds."""
    if len(word) < 3:
        return []
    padded = f" {word} "
    return [f"c{padded[i : i + n]}" for n in (3, 4) for i in range(len(padded) - n + 1)]


def _runs(words: Sequence[str], length: int, kind: str) -> list[str]:
    if length == 1:
        return [f"{kind}{word}" for word in words]
    return [f"{kind}{' '.join(words[i : i + length])}" for i in range(len(words) - length + 1)]
