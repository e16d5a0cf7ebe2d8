"""What speaks for each procedure that a message of a talk may mean: the one talked of, another case of it, or
another matter."""

from collections.abc import Set
from dataclasses import dataclass
from math import log, log1p
from typing import Final

import numpy as np

from nlu.learning.linear import Floats
from nlu.procedures.callings import Called, Callings
from nlu.procedures.candidates import NONE
from nlu.procedures.match import Matcher, Sight
from nlu.procedures.overlap import Said, words_of_name
from nlu.procedures.turns import Turn

_MOST_OTHERS: Final = 6
_RARELY: Final = 1e-3
_LONG: Final = 20
_SCALE: Final = 5.0
_UNTAUGHT: Final = -1.0

_OF_MESSAGE: Final = 9
_OF_TALKED_OF: Final = 4
_OF_ANOTHER: Final = 17
WIDTH: Final = 2 * (_OF_MESSAGE + _OF_ANOTHER) + _OF_TALKED_OF
"""The columns of a case of the same matter and those of another matter stand apart: the same numbers count
differently for each."""


@dataclass(frozen=True, kw_only=True)
class Leanings:
    """`rows`: places of the candidates among the entries: first the procedure talked of, up to `cases` its
    siblings, then others. `features`: candidates x `WIDTH`."""

    rows: tuple[int, ...]
    cases: int
    features: Floats


def leanings(callings: Callings, matcher: Matcher, sight: Sight, turn: Turn, talked_of: int) -> Leanings:
    """`sight`: of what is meant; `turn`: of the whole message."""
    message = _Message(callings, matcher, sight, turn)
    cases = (talked_of, *(row for row in callings.cases(talked_of) if row != talked_of))
    others = message.likeliest(set(cases))
    features = np.zeros((len(cases) + len(others), WIDTH), dtype=np.float32)
    features[0, :_OF_TALKED_OF] = message.speaks_for(talked_of)
    together = message.numbers()
    of_another = _OF_MESSAGE + _OF_ANOTHER
    for at, row in enumerate((*cases[1:], *others), start=1):
        start = _OF_TALKED_OF + (of_another if at >= len(cases) else 0)
        features[at, start : start + of_another] = (*together, *message.tells(row, talked_of))
    return Leanings(rows=(*cases, *others), cases=len(cases), features=features)


class _Message:
    """One message of a talk, and what the matcher sees in it."""

    def __init__(self, callings: Callings, matcher: Matcher, sight: Sight, turn: Turn) -> None:
        self.callings, self.turn = callings, turn
        self.said = Said(sight.plain, matcher.finder.scales)
        self.kinds = set(matcher.kinds.features(sight.plain))
        self.aside = frozenset(words_of_name(turn.aside))
        self.names_family = matcher.families.named(sight.plain) is not None
        seen = zip(sight.found.rows.tolist(), sight.chances.tolist(), strict=True)
        self.chances: dict[int, float] = {row: chance for row, chance in seen if row != NONE}
        self.greatest = max(self.chances.values(), default=0.0)
        self.margins: dict[int, float] = dict(
            zip(matcher.finder.head_rows.tolist(), sight.margins.tolist(), strict=True)
        )
        self.families: dict[str, float] = {}
        for row, chance in self.chances.items():
            family = self.callings.family(row)
            self.families[family] = self.families.get(family, 0.0) + chance

    def likeliest(self, known: Set[int]) -> list[int]:
        """The others that the matcher thinks of, likeliest first."""
        ranked = sorted(self.chances, key=lambda row: -self.chances[row])
        return [row for row in ranked if row not in known][:_MOST_OTHERS]

    def numbers(self) -> tuple[float, ...]:
        """Of the message alone: they speak for something else as such."""
        any_named, words = sum(self.chances.values()), len(self.said.words)
        return (
            *(1.0, any_named, _log(any_named), self.margins.get(NONE, _UNTAUGHT)),
            *(min(words, _LONG) / _LONG, self.names_family, *self.turn.margins),
        )

    def speaks_for(self, row: int) -> tuple[float, ...]:
        """For the procedure talked of."""
        return (*self._chance(row), self._margin(row), self._share(self.callings.called_at(row)))

    def tells(self, row: int, talked_of: int) -> tuple[float, ...]:
        """What speaks for another procedure, and against the one talked of. Words and kinds that both have
        say nothing."""
        entry, before = self.callings.entries[row], self.callings.entries[talked_of]
        mine, told = self.callings.called_at(row), self.callings.called_at(talked_of)
        margin, new = self._margin(row), self._weight(mine.words - told.words)
        return (
            *(*self._chance(row), self.chances.get(row, 0.0), self.chances.get(row, 0.0) >= self.greatest),
            *(margin, margin - self._margin(talked_of), self._share(mine)),
            *(log1p(new / _SCALE), new / self.said.weight),
            log1p(self._weight(told.words - mine.words) / _SCALE),
            log1p(self._pairs(mine.words - told.words) / _SCALE),
            len(self.kinds & mine.kinds - told.kinds),
            len(self.kinds & told.kinds - mine.kinds),
            bool(self.aside & told.words) - bool(self.aside & mine.words),
            *(entry.everyday_default, entry.reviewed, bool(entry.field) and entry.field == before.field),
        )

    def _chance(self, row: int) -> tuple[float, float]:
        """Logarithms of its own and of its family's."""
        family = self.families.get(self.callings.family(row), 0.0)
        return _log(self.chances.get(row, 0.0)), _log(family)

    def _margin(self, row: int) -> float:
        return max(self.margins.get(row, _UNTAUGHT), _UNTAUGHT)

    def _share(self, called: Called) -> float:
        return self._weight(called.words) / self.said.weight

    def _weight(self, words: Set[str]) -> float:
        return sum(weight for word, weight in self.said.words.items() if word in words)

    def _pairs(self, words: Set[str]) -> float:
        return sum(weight for pair, weight in self.said.pairs.items() if pair in words)


def _log(chance: float) -> float:
    return log(max(chance, _RARELY))
