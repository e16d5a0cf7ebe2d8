"""Which words stand behind which, and how likely each is there: absolute discounting (Ney, Essen and Kneser
1994)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_DISCOUNT: Final = 0.9
"""What each word that was seen gives up for those that were not."""


@dataclass(frozen=True, kw_only=True)
class Following:
    """How often which word stood behind something, and what discounting leaves for all others."""

    counts: Mapping[str, int]
    total: int
    left: float

    def share(self, word: str, otherwise: float) -> float:
        """Of `word`, `otherwise` being its share where nothing is known about the words before."""
        seen = self.counts.get(word)
        discounted = 0.0 if seen is None else seen - _DISCOUNT
        return (discounted + self.left * otherwise) / self.total


def following(sequences: Mapping[str, int]) -> dict[str, Following]:
    """`sequences`: words with a space between -> how often they were written. By all but the last word."""
    behind: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for sequence, count in sequences.items():
        before, _, word = sequence.rpartition(" ")
        behind[before][word] = count
    return {before: _of(counts) for before, counts in behind.items()}


def _of(counts: Mapping[str, int]) -> Following:
    return Following(counts=counts, total=sum(counts.values()), left=_DISCOUNT * len(counts))
