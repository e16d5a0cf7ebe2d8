"""How much of a message's wording is known from requests: talk about other things is made of other pairs.

A single unknown word says little, for every person brings words of their own. Which words stand beside one
another says more: "làm bánh xèo cần những gì" asks like a citizen and shares one pair of words with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu.packing import packed, unpacked
from nlu.spelling.normalise import folded

_SEVERAL: Final = ""
_STEPS: Final = 6
_MOST_STRANGE: Final = 8


@dataclass(frozen=True, kw_only=True)
class Strangeness:
    """`known`: share of the pairs of words that requests use too, 0 to 1; `strange`: how many others."""

    known: float
    strange: int

    def features(self) -> list[str]:
        return [f"known{int(_STEPS * self.known)}", f"strange{min(self.strange, _MOST_STRANGE)}"]


@dataclass(frozen=True, kw_only=True)
class Familiar:
    """Pairs of folded words; each with the author that alone uses it, or "" where several do."""

    pairs: dict[str, str]

    def look(self, words: str, author: str = _SEVERAL) -> Strangeness:
        """`author`: whose own sentences do not count, so that teaching sees a message as a stranger's."""
        plain = folded(words).split()
        pairs = [f"{first} {second}" for first, second in pairwise(plain)]
        known = sum(self._is_known(pair, author) for pair in pairs)
        return Strangeness(known=known / max(1, len(pairs)), strange=len(pairs) - known)

    def _is_known(self, pair: str, author: str) -> bool:
        user = self.pairs.get(pair)
        return user is not None and (user == _SEVERAL or user != author)


def train(rows: Iterable[tuple[str, str]]) -> Familiar:
    """From (words, author) of requests."""
    pairs: dict[str, str] = {}
    for words, author in rows:
        plain = folded(words).split()
        for first, second in pairwise(plain):
            pair = f"{first} {second}"
            if pairs.setdefault(pair, author) != author:
                pairs[pair] = _SEVERAL
    return Familiar(pairs=pairs)


def to_arrays(familiar: Familiar) -> dict[str, NDArray[Any]]:
    """Whose pairs they are is of use in training alone."""
    return {"pairs": packed(list(familiar.pairs))}


def from_arrays(arrays: dict[str, NDArray[np.uint8]]) -> Familiar:
    return Familiar(pairs=dict.fromkeys(unpacked(arrays["pairs"]), _SEVERAL))
