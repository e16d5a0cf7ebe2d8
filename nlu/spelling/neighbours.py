"""Words with one slip of the finger: a key beside, a letter too many or too few, two letters swapped."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from nlu.spelling.vocabulary import Vocabulary
from vietnam.syllables import is_bare_syllable

_KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHAPES: Final = {"l": "i", "i": "l"}
"""A capital I and a small l look alike."""
_SHORTEST: Final = 3
_LONGEST: Final = 12
_RAREST_FOREIGN: Final = 10
_VOWELS: Final = frozenset("aeiouy")

DOUBLED: Final = -3.0
SWAPPED: Final = -3.5
BESIDE: Final = -3.8
LEFT_OUT: Final = -4.2
TOO_MANY: Final = -5.5
OTHER: Final = -7.0
"""Natural logarithms: how likely each slip is."""
FIRST_LETTER: Final = -0.8
"""More, where it concerns the letter that the word begins with: eyes rest there."""
_VOWELLESS: Final = -10.5
_SHORT: Final = -13.0
_LEAST: Final = -17.0
"""How likely a word (without a vowel, of three letters, any) must be, slip and all, to be believed."""


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """`shorter`: what is left of a usual word when a letter is taken out (or none) -> the words."""

    vocabulary: Vocabulary
    shorter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Self:
        shorter: defaultdict[str, list[str]] = defaultdict(list)
        for word, count in vocabulary.counts.items():
            if len(word) > 1 and (
                is_bare_syllable(word) or (count >= _RAREST_FOREIGN and len(word) > _SHORTEST)
            ):
                for left in {word, *_without_one(word)}:
                    shorter[left].append(word)
        return cls(vocabulary=vocabulary, shorter={left: tuple(words) for left, words in shorter.items()})

    def nearest(self, typed: str, before: str = "", after: str = "") -> tuple[str, float] | None:
        """The likeliest word that one slip makes `typed` of (folded, lower-case, no usual word), and how
        likely that is. `before`, `after`: the folded words around."""
        if not _SHORTEST <= len(typed) <= _LONGEST or not typed.isascii() or not typed.isalpha():
            return None
        meant = {word for left in (typed, *_without_one(typed)) for word in self.shorter.get(left, ())}
        scored = [
            (slipped + self.around(word, before, after), word)
            for word in meant
            if (slipped := slip(word, typed)) is not None
        ]
        score, word = max(scored, default=(float("-inf"), ""))
        least = _VOWELLESS if _VOWELS.isdisjoint(typed) else _SHORT if len(typed) == _SHORTEST else _LEAST
        return (word, score) if scored and score > least else None

    def around(self, word: str, before: str, after: str) -> float:
        """How likely the word is between the two."""
        score = self.vocabulary.likelihood(word, before)
        if after in self.vocabulary.counts:
            score += self.vocabulary.likelihood(after, word) - self.vocabulary.likelihood(after)
        return score


def slip(meant: str, typed: str) -> float | None:
    """How likely (natural logarithm) `meant` becomes `typed` by one slip or none; None: never."""
    if meant == typed:
        return 0.0
    shorter = min(len(meant), len(typed))
    at = next((i for i in range(shorter) if meant[i] != typed[i]), shorter)
    first = FIRST_LETTER if at == 0 else 0.0
    rest_meant, rest_typed = meant[at:], typed[at:]
    if rest_meant == rest_typed[1:]:
        doubled = at > 0 and typed[at] == typed[at - 1]
        return (DOUBLED if doubled else TOO_MANY) + first
    if rest_meant[1:] == rest_typed:
        return LEFT_OUT + first
    if rest_meant[1:] == rest_typed[1:]:
        return (BESIDE if rest_typed[0] in _beside(rest_meant[0]) else OTHER) + first
    if rest_meant[2:] == rest_typed[2:] and rest_meant[:2] == rest_typed[1::-1]:
        return SWAPPED + first
    return None


def _without_one(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _beside(key: str) -> str:
    """The keys around one on a QWERTY keyboard."""
    for row, keys in enumerate(_KEYS):
        at = keys.find(key)
        if at >= 0:
            near = _SHAPES.get(key, "") + keys[max(0, at - 1) : at] + keys[at + 1 : at + 2]
            above = _KEYS[row - 1][at : at + 2] if row > 0 else ""
            below = _KEYS[row + 1][max(0, at - 1) : at + 1] if row + 1 < len(_KEYS) else ""
            return near + above + below
    return ""
