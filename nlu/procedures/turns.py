"""How a message of a talk takes its turn: whatever it names, its words lean to going on about the same
procedure, to another case of it, or to another matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from nlu.learning.fitting import Example, fit
from nlu.learning.linear import LinearModel
from nlu.procedures.set_aside import set_aside
from nlu.spelling.normalise import folded

SAME: Final = "same"
CASE: Final = "case"
OTHER: Final = "other"
_STRENGTH: Final = 0.3


@dataclass(frozen=True, kw_only=True)
class Turn:
    """`meant` and `aside` as in `set_aside`; `margins`: towards another case, another matter, the same."""

    meant: str
    aside: str
    margins: tuple[float, float, float]


def take(reader: LinearModel, words: str) -> Turn:
    """`words` as `words_of` gives them."""
    said = set_aside(words)
    margins = dict(zip(reader.labels, reader.margins(_features(words)).tolist(), strict=True))
    known = (margins.get(label, -1.0) for label in (CASE, OTHER, SAME))
    return Turn(meant=said.meant, aside=said.aside, margins=(*known,))


def train(rows: Sequence[tuple[str, str]]) -> LinearModel:
    """From (words, label); without any the reader says nothing."""
    if not rows:
        none = np.zeros(0, dtype=np.float32)
        return LinearModel(
            labels=(), vocabulary={}, idf=none, weights=np.zeros((0, 0), np.float16), bias=none
        )
    return fit(
        [Example(features=tuple(_features(words)), labels=(label,)) for words, label in rows],
        strength=_STRENGTH,
    )


def _features(words: str) -> Iterator[str]:
    """Folded words one by one and in pairs, with the bounds of the message."""
    bounded = ["<", *folded(words).split(), ">"]
    yield from bounded
    yield from (" ".join(pair) for pair in pairwise(bounded))
