"""A small inverted index with tf-idf weights: thousands of names, a fraction of a millisecond a query."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu.learning.linear import Floats
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
        counts = Counter(row for f in features if (row := self.vocabulary.get(f)) is not None)
        if not counts:
            return np.zeros(self.size, dtype=np.float32)
        rows = np.fromiter(counts, np.int64, len(counts))
        query = (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))) * self.asked[rows]
        starts = self.starts[rows]
        sizes = self.starts[rows + 1] - starts
        ends = np.cumsum(sizes)
        places = np.arange(ends[-1]) + np.repeat(starts - (ends - sizes), sizes)
        shares = np.repeat(query, sizes) * self.weights[places]
        total = np.bincount(self.documents[places], weights=shares, minlength=self.size)
        cosines: Floats = (total / np.sqrt((query * query).sum())).astype(np.float32)
        return cosines

    def weight(self, string: str) -> float | None:
        """What the string counts in a query; None for a string in no document, or in too many."""
        row = self.vocabulary.get(string)
        return None if row is None else float(self.asked[row])


def build(documents: Sequence[Sequence[str]], shares: Mapping[str, float]) -> Index:
    """Of the strings of each document. `shares`: how much of its weight a string keeps in a query (1)."""
    counted = [Counter(strings) for strings in documents]
    frequency = Counter(string for counts in counted for string in counts)
    most = max(50.0, _COMMON * len(documents))
    kept = [string for string, count in frequency.items() if count <= most]
    vocabulary = {string: row for row, string in enumerate(kept)}
    idf = np.array(
        [np.log((1 + len(documents)) / (1 + frequency[string])) + 1 for string in kept], dtype=np.float32
    )
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for column, counts in enumerate(counted):
        known = [(vocabulary[s], 1 + float(np.log(c))) for s, c in counts.items() if s in vocabulary]
        weighted = [(row, tf * float(idf[row])) for row, tf in known]
        length = sum(weight * weight for _, weight in weighted) ** 0.5 or 1.0
        rows += [row for row, _ in weighted]
        values += [weight / length for _, weight in weighted]
        columns += [column] * len(weighted)
    order = np.argsort(np.array(rows, dtype=np.int64), kind="stable")
    sizes = np.bincount(np.array(rows, dtype=np.int64), minlength=len(kept)) if rows else np.zeros(len(kept))
    return Index(
        vocabulary=vocabulary,
        asked=idf * np.array([shares.get(string, 1.0) for string in kept], dtype=np.float32),
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        documents=np.array(columns, dtype=np.int32)[order],
        weights=np.array(values, dtype=np.float32)[order],
        size=len(documents),
    )


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
