"""Which words are usual here, and which follow each other, without diacritics: spelling is judged by it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from math import log
from typing import Any, Final, Self

from numpy.typing import NDArray

from nlu.packing import packed_counts, unpacked_counts
from nlu.spelling.telex import Keyboard
from vietnam.syllables import is_bare_syllable
from vietnam.text import fold, unify_tone

_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST_WORD: Final = 12
RAREST: Final = 2
RAREST_FOREIGN: Final = 5
"""How often a syllable, and another word ("online", "cccd"), must have been written to be usual."""
RAREST_PAIR: Final = 2
_PAIR_SHARE: Final = 0.6


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """`counts`: folded word -> how often it was written; `pairs`: two of them with a space between;
    `total`: of all counts."""

    counts: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, int] = field(default_factory=dict)
    total: int = 0

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]], keyboard: Keyboard) -> Self:
        """From the `words_in` texts as people typed them; leftover key strokes are no words."""
        words: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        bare = cache(fold)
        for text in texts:
            found = [*map(bare, text)]
            words.update(found)
            pairs.update(map(" ".join, pairwise(found)))
        usual = {word: count for word, count in words.items() if _is_usual(word, count, keyboard)}
        return cls.counted(
            usual,
            {
                pair: count
                for pair, count in pairs.items()
                if count >= RAREST_PAIR and all(word in usual for word in pair.split())
            },
        )

    @classmethod
    def counted(cls, counts: dict[str, int], pairs: dict[str, int]) -> Self:
        return cls(counts=counts, pairs=pairs, total=sum(counts.values()))

    def likelihood(self, word: str, before: str = "") -> float:
        """Natural logarithm; `before`: the word in front, "" at the start or where that is not known."""
        alone = (self.counts.get(word, 0) + 0.1) / (self.total + 1)
        following = self.counts.get(before, 0)
        if not following:
            return log(alone)
        seen = self.pairs.get(f"{before} {word}", 0) / following
        return log(_PAIR_SHARE * seen + (1 - _PAIR_SHARE) * alone)


def words_in(text: str) -> list[str]:
    """The words of a text in lower case, with their diacritics, the tones in their places."""
    return _WORD.findall(unify_tone(text).lower())


def to_arrays(vocabulary: Vocabulary) -> dict[str, NDArray[Any]]:
    words, counts = packed_counts(vocabulary.counts)
    pairs, pair_counts = packed_counts(vocabulary.pairs)
    return {"words": words, "counts": counts, "pairs": pairs, "pair_counts": pair_counts}


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Vocabulary:
    return Vocabulary.counted(
        unpacked_counts(arrays["words"], arrays["counts"]),
        unpacked_counts(arrays["pairs"], arrays["pair_counts"]),
    )


def _is_usual(word: str, count: int, keyboard: Keyboard) -> bool:
    if len(word) > _LONGEST_WORD or not word.isascii():
        return False
    if is_bare_syllable(word):
        return count >= RAREST
    return count >= RAREST_FOREIGN and keyboard.decode(word) == word
