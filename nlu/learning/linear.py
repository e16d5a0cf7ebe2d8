"""A linear model over strings: what is kept of training, and reading a text with it. numpy alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.packing import packed, unpacked

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]


@dataclass(frozen=True, kw_only=True)
class LinearModel:
    """`weights`: strings x labels, in half precision: half of the memory and the same answers."""

    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    idf: Floats
    weights: Halves
    bias: Floats

    def margins(self, features: Iterable[str]) -> Floats:
        """One number a label; above 0 leans to yes."""
        rows, values = self.vector(features)
        if not rows:
            return self.bias
        taken: Floats = values @ self.weights[rows].astype(np.float32) + self.bias
        return taken

    def vector(self, features: Iterable[str]) -> tuple[list[int], Floats]:
        """Known strings with their tf-idf (1 + ln tf, length 1)."""
        counted = counts(features, self.vocabulary)
        rows = [row for row, _ in counted]
        values = (1 + np.log(np.array([times for _, times in counted], dtype=np.float32))) * self.idf[rows]
        length = float(np.sqrt((values * values).sum()))
        return rows, values / length if length else values


def counts(strings: Iterable[str], vocabulary: Mapping[str, int]) -> list[tuple[int, int]]:
    """The places of the known strings, and how often each stands there."""
    place = vocabulary.get
    return [(row, times) for string, times in Counter(strings).items() if (row := place(string)) is not None]


def softmax(scores: Floats) -> Floats:
    raised: Floats = np.exp(scores - scores.max())
    shares: Floats = raised / raised.sum()
    return shares


def to_arrays(model: LinearModel) -> dict[str, NDArray[Any]]:
    """What `np.savez` takes; strings as bytes, nothing pickled."""
    words = sorted(model.vocabulary, key=model.vocabulary.__getitem__)
    return {
        "labels": packed(model.labels),
        "vocabulary": packed(words),
        "idf": model.idf,
        "weights": model.weights,
        "bias": model.bias,
    }


def from_arrays(arrays: dict[str, NDArray[Any]]) -> LinearModel:
    words = unpacked(arrays["vocabulary"])
    return LinearModel(
        labels=tuple(unpacked(arrays["labels"])),
        vocabulary={word: row for row, word in enumerate(words)},
        idf=arrays["idf"],
        weights=arrays["weights"],
        bias=arrays["bias"],
    )
