"""Messages that say much the same, put together for whoever labels them."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlu.learning.features import letter_runs, text_features
from nlu.spelling.normalise import Lexicon, folded, load_abbreviations, read, words_of

APART: Final = 0.72
"""Cosine distance up to which groups are joined (average linkage)."""
MOST: Final = 2_000
"""Messages looked at in one go: every pair is compared."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """`name` stays the same while the message in the middle does, which stands first in `texts`."""

    name: str
    texts: tuple[str, ...]
    times: int


def clusters(texts: Sequence[str]) -> tuple[Cluster, ...]:
    """The largest first. `texts` may repeat; only the first `MOST` different ones count."""
    lexicon = Lexicon(abbreviations=load_abbreviations())
    times = Counter(texts)
    different = list(times)[:MOST]
    words = [folded(words_of(read(text), lexicon)) for text in different]
    made = [
        _cluster([different[at] for at in members], times, words[members[0]])
        for members in _groups(list(map(_strings, words)))
    ]
    return tuple(sorted(made, key=lambda cluster: (-cluster.times, cluster.name)))


def _cluster(texts: list[str], times: Counter[str], middle: str) -> Cluster:
    name = hashlib.sha256(middle.encode()).hexdigest()[:6]
    return Cluster(name=name, texts=tuple(texts), times=sum(times[text] for text in texts))


def _strings(words: str) -> list[str]:
    """With letter runs: what was not understood is what nobody has mended the spelling of."""
    return [*text_features(words), *(run for word in words.split() for run in letter_runs(word))]


def _groups(features: Sequence[list[str]]) -> list[list[int]]:
    """Places of the members of each group, the one in the middle first."""
    if len(features) < 2:
        return [[at] for at in range(len(features))]
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415 - 1 s to import
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    rows = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(features)
    distance = np.clip(1.0 - np.asarray((rows @ rows.T).todense()), 0.0, None)
    joiner = AgglomerativeClustering(
        n_clusters=None, distance_threshold=APART, metric="precomputed", linkage="average"
    )
    label: NDArray[np.int64] = joiner.fit_predict(distance)
    groups = []
    for number in range(int(label.max()) + 1):
        members = np.flatnonzero(label == number)
        near = distance[np.ix_(members, members)].sum(axis=1)
        groups.append([int(at) for at in members[np.argsort(near, kind="stable")]])
    return groups
