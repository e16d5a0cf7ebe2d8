"""A small inverted index with tf-idf weights: thousands of names, a fraction of a millisecond a query."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu.learning.linear import Floats, counts
from nlu.packing import packed, unpacked

_COMMON: Final = 0.25
"""Strings in more than this share of the documents say nothing and cost the most."""


@dataclass(frozen=True, kw_only=True)
class Index:
    """`documents[starts[f]:starts[f + 1]]` hold string f, each with the weight beside it. `asked`: the
    weight of string f in a query."""

    vocabulary: dict[str, int]
    asked: Floats
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    weights: Floats
    size: int

    def scores(self, features: Iterable[str]) -> Floats:
        """Cosine of the query with each document, strings that no document has left out."""
        counted = counts(features, self.vocabulary)
        if not counted:
            return np.zeros(self.size, dtype=np.float32)
        rows, times = np.array(counted).T
        query = (1 + np.log(times.astype(np.float32))) * self.asked[rows]
        places, sizes = places_of(self.starts, rows)
        shares = np.repeat(query, sizes) * self.weights[places]
        total = np.bincount(self.documents[places], weights=shares, minlength=self.size)
        cosines: Floats = (total / np.sqrt((query * query).sum())).astype(np.float32)
        return cosines

    def weight(self, string: str) -> float | None:
        """What the string counts in a query; None for a string in no document, or in too many."""
        row = self.vocabulary.get(string)
        return None if row is None else float(self.asked[row])


def places_of(starts: NDArray[np.int64], rows: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places from `starts[row]` up to `starts[row + 1]` for each row in turn, and how many each has."""
    first = starts[rows]
    sizes = starts[rows + 1] - first
    ends = np.cumsum(sizes)
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - (ends - sizes), sizes)
    return places, sizes


def build(documents: Sequence[Sequence[str]]) -> Index:
    """Of the strings of each document."""
    numbers = {string: number for number, string in enumerate(dict.fromkeys(chain.from_iterable(documents)))}
    listed = np.array([numbers[string] for strings in documents for string in strings], dtype=np.int64)
    of_listed = np.repeat(np.arange(len(documents)), [len(strings) for strings in documents])
    each, times = np.unique(of_listed * len(numbers) + listed, return_counts=True)
    document, number = np.divmod(each, max(1, len(numbers)))
    frequency = np.bincount(number, minlength=len(numbers))
    kept = frequency <= max(50.0, _COMMON * len(documents))
    document, number, times = (column[kept[number]] for column in (document, number, times))
    idf = np.log((1 + len(documents)) / (1 + frequency)) + 1
    weights = (1 + np.log(times)) * idf[number]
    lengths = np.sqrt(np.bincount(document, weights * weights, len(documents)))
    order = np.argsort(number, kind="stable")
    return Index(
        vocabulary={string: row for row, string in enumerate(compress(numbers, kept))},
        asked=idf[kept].astype(np.float32),
        starts=np.cumsum([0, *np.bincount(number, minlength=len(numbers))[kept]]),
        documents=document[order].astype(np.int32),
        weights=(weights / lengths[document])[order].astype(np.float32),
        size=len(documents),
    )


def with_shares(index: Index, shares: Mapping[str, float]) -> Index:
    """`shares`: how much of its weight a string keeps in a query (1)."""
    kept = np.array([shares.get(string, 1.0) for string in index.vocabulary], dtype=np.float32)
    return replace(index, asked=index.asked * kept)


def to_arrays(index: Index) -> dict[str, NDArray[Any]]:
    return {
        "vocabulary": packed(list(index.vocabulary)),
        "asked": index.asked,
        "starts": index.starts,
        "documents": index.documents,
        "weights": index.weights,
        "size": np.array([index.size]),
    }


def from_arrays(arrays: dict[str, NDArray[Any]]) -> Index:
    return Index(
        vocabulary={string: row for row, string in enumerate(unpacked(arrays["vocabulary"]))},
        asked=arrays["asked"],
        starts=arrays["starts"],
        documents=arrays["documents"],
        weights=arrays["weights"],
        size=int(arrays["size"][0]),
    )
