"""A second reader of intents, of another make than the first: underthesea's classifier over whole words.

It reads folded words alone and in pairs, where the first also looks into words. Where both say the same,
nine in ten messages are read right; where they differ, one in two. Its stored form is never loaded: a
damaged one ends the process. Training it from its texts takes a twentieth of a second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray
from underthesea_core import TextClassifier

from nlu.packing import packed, unpacked
from nlu.spelling.normalise import folded

_PENALTY: Final = 3.0
_WORDS_TOGETHER: Final = (1, 2)
_MOST_STRINGS: Final = 300_000
_RAREST: Final = 2
"""Texts that share a string which is kept."""
_DIGITS: Final = 2
"""That are kept of a score. It adds up in another order each time: the seventh digit is chance, and what a
model learns from scores should not be."""


class _Reads(Protocol):
    def predict_with_score(self, text: str) -> tuple[str, float]: ...


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """`score` from 0 to 1. `agreed`: the first reader has the same label first."""

    label: str
    score: float
    agreed: bool = False


@dataclass(frozen=True, kw_only=True)
class SecondReader:
    """`texts` with `labels` beside them are what it was trained on."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    reader: _Reads

    def read(self, words: str) -> Opinion:
        label, score = self.reader.predict_with_score(folded(words))
        return Opinion(label=label, score=round(score, _DIGITS))


def train(rows: Iterable[tuple[str, Sequence[str]]]) -> SecondReader:
    """From (words, intents); texts with several intents are left out."""
    pairs = dict.fromkeys((folded(words), intents[0]) for words, intents in rows if len(intents) == 1)
    return _trained(tuple(text for text, _ in pairs), tuple(label for _, label in pairs))


def _trained(texts: tuple[str, ...], labels: tuple[str, ...]) -> SecondReader:
    reader = TextClassifier(
        max_features=_MOST_STRINGS, ngram_range=_WORDS_TOGETHER, min_df=_RAREST, c=_PENALTY
    )
    reader.fit(list(texts), list(labels))
    return SecondReader(texts=texts, labels=labels, reader=reader)


def to_arrays(second: SecondReader) -> dict[str, NDArray[Any]]:
    names = sorted(set(second.labels))
    numbers = {name: number for number, name in enumerate(names)}
    return {
        "texts": packed(second.texts),
        "names": packed(names),
        "labels": np.array([numbers[label] for label in second.labels], dtype=np.int16),
    }


def from_arrays(arrays: dict[str, NDArray[Any]]) -> SecondReader:
    names = unpacked(arrays["names"])
    return _trained(
        tuple(unpacked(arrays["texts"])), tuple(names[number] for number in arrays["labels"].tolist())
    )
