"""How much of a name stands in a message, and of the message in the name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p
from typing import Final

from nlu.learning.index import Index

_UNKNOWN: Final = 8.0
"""Weight of a word that stands in no name."""
_LONG: Final = 5.0


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """Shares from 0 to 1 by weight of words: `of_name`, `of_message`. `pairs`: ln(1 + weight / 5) of the
    pairs of words that both have. `missing`: telling words only in the name; `extra`: only in the message."""

    of_name: float
    of_message: float
    pairs: float
    missing: int
    extra: int


@dataclass(frozen=True, kw_only=True)
class Scales:
    """What words weigh. `shares`: as `Index` is built with them; `telling`: as in `Kinds`."""

    names: Index
    shares: Mapping[str, float]
    telling: frozenset[str]

    def weight(self, word: str) -> float:
        known = self.names.weight(f"w{word}")
        return _UNKNOWN * self.shares.get(f"w{word}", 1.0) if known is None else known


class Said:
    """A folded message, ready to be compared with names."""

    def __init__(self, plain: str, scales: Scales) -> None:
        words = words_of_name(plain)
        pairs = _pairs(words)
        self.scales = scales
        self.words = {word: scales.weight(word) for word in words}
        self.pairs = {pair: scales.names.weight(f"w{pair}") or 0.0 for pair in pairs}
        self.telling = scales.telling & {*words, *pairs}
        self.weight = sum(self.words.values()) or 1.0

    def overlap(self, name: Sequence[str]) -> Overlap:
        """`name` as `words_of_name` gives it."""
        known, pairs = set(name), _pairs(name)
        both = sum(weight for word, weight in self.words.items() if word in known)
        telling = self.scales.telling & (known | pairs)
        return Overlap(
            of_name=both / (sum(map(self.scales.weight, known)) or 1.0),
            of_message=both / self.weight,
            pairs=log1p(sum(self.pairs[pair] for pair in pairs & self.pairs.keys()) / _LONG),
            missing=len(telling - self.telling),
            extra=len(self.telling - telling),
        )


def words_of_name(plain: str) -> tuple[str, ...]:
    """The folded words, marks left out."""
    return tuple(word for word in plain.split() if word.isalnum())


def _pairs(words: Sequence[str]) -> set[str]:
    return {f"{first} {second}" for first, second in pairwise(words)}
