"""The procedures that a message may mean, and what speaks for each of them.

Three views: a linear model over the reviewed procedures (questions that people ask, and names), likeness to
the everyday names, and likeness to all official names, imported ones too.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlu.learning.features import name_features
from nlu.learning.index import Index
from nlu.learning.linear import Floats
from nlu.procedures.overlap import NameWords, Overlaps, Said, Scales

NONE: Final = -1
"""Row that stands for no procedure."""
_FROM_HEAD: Final = 12
_FROM_TAIL: Final = 10
_EVERYDAY_SHARE: Final = 1.2
_NAME_SHARE: Final = 0.3

_HEAD: Final = slice(0, 10)
"""One, margin, its lead, likeness to everyday names, its lead, likeness to the official name, its lead,
overlap with it, pairs, whether most people mean it of its family."""
_DEFAULT: Final = 9
_TAIL: Final = slice(10, 20)
"""One, likeness to the name, its lead, share of the name, share of the message, both, telling words missing,
telling words too many, best margin of all reviewed ones, pairs."""
_NONE: Final = slice(20, 25)
"""One, margin of none, best margin of all reviewed ones, greatest overlap with a name, greatest pairs."""
WIDTH: Final = 25

Rows = NDArray[np.int32]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """`rows`: entries, `NONE` last; `features`: candidates x `WIDTH`."""

    rows: Rows
    features: Floats


@dataclass(frozen=True, kw_only=True)
class Finder:
    """`names`: all official names, and `name_words` of each; `everyday_of[i]`: the entry that everyday name i
    belongs to; `head_rows`: the entry of each label of the linear model, `NONE` for the label of none;
    `defaults`: the entries that most people mean of their family."""

    names: Index
    name_words: tuple[tuple[str, ...], ...]
    everyday: Index
    everyday_of: Rows
    head_rows: Rows
    defaults: Marks
    scales: Scales

    def find(self, plain: str, margins: Floats) -> Candidates:
        """`margins`: of the linear model, one a label."""
        strings = name_features(plain)
        by_name = self.names.scores(strings)
        by_everyday = np.zeros(len(by_name), dtype=np.float32)
        if len(self.everyday_of):
            np.maximum.at(by_everyday, self.everyday_of, self.everyday.scores(strings))
        reviewed = self.head_rows >= 0
        rows, known = self.head_rows[reviewed], margins[reviewed]
        leaning = known + _EVERYDAY_SHARE * by_everyday[rows] + _NAME_SHARE * by_name[rows]
        best = np.argsort(-leaning, kind="stable")[:_FROM_HEAD]
        head, tail = rows[best], self._tail(by_name)
        everyone = np.concatenate([head, tail])
        overlaps = Said(plain, self.scales).overlaps(self._words, everyone)
        none = float(margins[~reviewed].max(initial=-1.0))
        features = _features(known[best], none, by_everyday[head], by_name[everyone], overlaps)
        features[: len(head), _DEFAULT] = self.defaults[head]
        return Candidates(rows=np.append(everyone, np.int32(NONE)), features=features)

    def _tail(self, by_name: Floats) -> Rows:
        """The entries outside the reviewed ones whose names are nearest."""
        outside = np.where(self._reviewed, 0, by_name)
        count = min(len(by_name), _FROM_TAIL)
        if not count:
            return np.zeros(0, dtype=np.int32)
        nearest = np.argpartition(-outside, count - 1)[:count].astype(np.int32)
        ranked = nearest[np.argsort(-outside[nearest], kind="stable")]
        return ranked[outside[ranked] > 0]

    @cached_property
    def _reviewed(self) -> Marks:
        marks = np.zeros(self.names.size, dtype=np.bool_)
        marks[self.head_rows[self.head_rows >= 0]] = True
        return marks

    @cached_property
    def _words(self) -> NameWords:
        return NameWords.of(self.name_words, self.scales)


def _features(margins: Floats, none: float, everyday: Floats, names: Floats, seen: Overlaps) -> Floats:
    """Candidates x `WIDTH`: reviewed ones (as many as `margins`), then others, then none."""
    head, tail = len(margins), len(names) - len(margins)
    leads = _leads(names)
    whole, pairs = seen.of_name * seen.of_message, seen.pairs
    top = float(margins.max(initial=-1.0))
    table = np.zeros((len(names) + 1, WIDTH), dtype=np.float32)
    table[:head, :_DEFAULT] = np.column_stack(
        (
            *(np.ones(head), margins, _leads(margins), everyday, _leads(everyday)),
            *(names[:head], leads[:head], whole[:head], pairs[:head]),
        )
    )
    of_tail = (names, leads, seen.of_name, seen.of_message, whole, seen.missing, seen.extra)
    table[head:-1, _TAIL] = np.column_stack(
        (np.ones(tail), *(column[head:] for column in of_tail), np.full(tail, top), pairs[head:])
    )
    table[-1, _NONE] = (1.0, none, top, whole.max(initial=0.0), pairs.max(initial=0.0))
    return table


def _leads(scores: Floats) -> Floats:
    """How far each is before the best of the others; below 0 for all but the best."""
    if len(scores) < 2:
        return np.zeros_like(scores)
    second, first = np.argsort(scores, kind="stable")[-2:]
    leads: Floats = scores - scores[first]
    leads[first] = scores[first] - scores[second]
    return leads
