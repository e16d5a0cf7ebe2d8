"""Which words stand behind which, and how likely each is there: absolute discounting (Ney, Essen and Kneser
1994)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_DISCOUNT: Final = 0.9
"""What each word that was seen gives up for those that were not."""


@dataclass(frozen=True, kw_only=True)
class Following:
    """`sequences`: words with a space between -> how often they were written. One table for all that words
    stand behind: a table for each would take several times the memory."""

    sequences: Mapping[str, int]

    def share(self, before: str, word: str, otherwise: float) -> float:
        """Of `word` behind `before`, `otherwise` being its share where nothing is known about the words
        before."""
        known = self._behind.get(before)
        if known is None:
            return otherwise
        total, kinds = known
        seen = self.sequences.get(f"{before} {word}")
        discounted = 0.0 if seen is None else seen - _DISCOUNT
        return (discounted + _DISCOUNT * kinds * otherwise) / total

    @cached_property
    def _behind(self) -> Mapping[str, tuple[int, int]]:
        """How many words stand behind each, and how many different ones."""
        behind: dict[str, tuple[int, int]] = {}
        for sequence, count in self.sequences.items():
            before = sequence[: sequence.rindex(" ")]
            total, kinds = behind.get(before, (0, 0))
            behind[before] = (total + count, kinds + 1)
        return behind
