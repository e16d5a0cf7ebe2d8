"""Numbers of strings as rows of tf-idf, for training. scipy is loaded only when a model must be trained."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlu.learning.features import rarest, weight
from nlu.learning.linear import Floats
from nlu.learning.strings import Numbers, Strings


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """`rows`: sparse, texts x strings, (1 + ln tf) x idf x `weight` at length 1, as `LinearModel` weighs."""

    rows: Any
    vocabulary: dict[str, int]
    idf: Floats


def weighed(texts: Sequence[Numbers], strings: Strings) -> Weighed:
    """Strings of fewer texts than `rarest` says are left out. Whatever numbers the strings have, each row has
    them in one order: sums in another are not quite the same."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - a tenth of a second to import

    starts = np.cumsum([0, *map(len, texts)])
    numbers = np.concatenate(texts) if texts else np.zeros(0, dtype=np.int32)
    known = strings.listed()
    table = csr_matrix((np.ones(len(numbers)), numbers, starts), shape=(len(texts), len(known)))
    table.sum_duplicates()
    frequency = np.bincount(table.indices, minlength=len(known))
    least = np.fromiter(map(rarest, known), np.int64, len(known))
    kept = sorted(np.flatnonzero(frequency >= least).tolist(), key=known.__getitem__)
    shares = np.fromiter((weight(known[number]) for number in kept), np.float64, len(kept))
    idf = (np.log((1 + len(texts)) / (1 + frequency[kept])) + 1) * shares
    column = np.full(len(known), -1, dtype=np.int32)
    column[kept] = np.arange(len(kept), dtype=np.int32)
    columns, of_row = column[table.indices], np.repeat(np.arange(len(texts)), np.diff(table.indptr))
    stays = columns >= 0
    columns, of_row = columns[stays], of_row[stays]
    ends = np.cumsum([0, *np.bincount(of_row, minlength=len(texts))])
    rows = csr_matrix((table.data[stays], columns, ends), shape=(len(texts), len(kept)))
    rows.sort_indices()
    values = (1 + np.log(rows.data)) * idf[rows.indices]
    lengths = np.sqrt(np.bincount(of_row, weights=values * values, minlength=len(texts)))
    rows.data = values / lengths[of_row]
    return Weighed(
        rows=rows,
        vocabulary={known[number]: row for row, number in enumerate(kept)},
        idf=idf.astype(np.float32),
    )
