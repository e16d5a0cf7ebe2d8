"""How much of a message's wording is known from requests: talk about other things is made of other pairs.

A single unknown word says little, for every person brings words of their own. Which words stand beside one
another says more: "làm bánh xèo cần những gì" asks like a citizen and shares one pair of words with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

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
    """`marks`: of the pairs of folded words that requests use, rising. Four bytes a pair instead of its
    letters; one strange pair in some twenty thousand passes for known."""

    marks: NDArray[np.uint32]

    def look(self, words: str) -> Strangeness:
        asked = np.array([_mark(pair) for pair in _pairs(words)], dtype=np.uint32)
        if not len(self.marks):
            return _strangeness(0, len(asked))
        places = np.minimum(np.searchsorted(self.marks, asked), len(self.marks) - 1)
        return _strangeness(int((self.marks[places] == asked).sum()), len(asked))


@dataclass(frozen=True, kw_only=True)
class Users:
    """Pairs of folded words; each with the author that alone uses it, or "" where several do."""

    pairs: dict[str, str]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str]]) -> "Users":
        """From (words, author) of requests."""
        pairs: dict[str, str] = {}
        for words, author in rows:
            for pair in _pairs(words):
                if pairs.setdefault(pair, author) != author:
                    pairs[pair] = _SEVERAL
        return cls(pairs=pairs)

    def look(self, words: str, author: str) -> Strangeness:
        """`author`: whose own sentences do not count, so that teaching sees a message as a stranger's."""
        pairs = _pairs(words)
        return _strangeness(sum(self._is_known(pair, author) for pair in pairs), len(pairs))

    def _is_known(self, pair: str, author: str) -> bool:
        user = self.pairs.get(pair)
        return user is not None and (user == _SEVERAL or user != author)

    def familiar(self) -> Familiar:
        return Familiar(marks=np.unique(np.array([*map(_mark, self.pairs)], dtype=np.uint32)))


def _pairs(words: str) -> list[str]:
    return [f"{first} {second}" for first, second in pairwise(folded(words).split())]


def _mark(pair: str) -> int:
    return crc32(pair.encode())


def _strangeness(known: int, pairs: int) -> Strangeness:
    return Strangeness(known=known / max(1, pairs), strange=pairs - known)


def to_arrays(familiar: Familiar) -> dict[str, NDArray[Any]]:
    return {"marks": familiar.marks}


def from_arrays(arrays: dict[str, NDArray[np.uint32]]) -> Familiar:
    return Familiar(marks=arrays["marks"])
