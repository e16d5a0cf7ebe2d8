"""The intent classifier alone, on any labelled sentences: so that it can be held against public sets."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nlu.intents import readers
from nlu.intents.readers import Reading
from nlu.learning.linear import Floats
from nlu.spelling.normalise import Lexicon, folded, load_abbreviations, read, words_of
from vietnam.text import strip_marks

Pair = tuple[str, str]
"""Text and its one label, which may join several ("a#b")."""
_JOIN: Final = "#"


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """Shares from 0 to 1. `stripped`: the same test sentences without diacritics. `unseen`: labels of test
    sentences that no taught one has, with how many they are; `reachable`: share of the test sentences whose
    label was taught, and so the most that `accuracy` can be."""

    labels: int
    trained_on: int
    tested_on: int
    accuracy: float
    stripped: float
    macro_f1: float
    train_seconds: float
    ms_a_message: float
    reachable: float
    unseen: dict[str, int]


def benchmark(
    train: Sequence[Pair], test: Sequence[Pair], clock: Callable[[], float] = time.perf_counter
) -> Benchmark:
    """`train` with two labels at least."""
    started = clock()
    lexicon = Lexicon(abbreviations=load_abbreviations())
    model = readers.train(_readings(train, lexicon))
    taught = sorted({label for _, label in train})
    parts = _parts(taught, model.labels)

    def label(text: str) -> str:
        """The taught label that most speaks for: a second part counts where it is likelier than not."""
        margins = model.first.margins(model.features(_words(text, lexicon)))
        return taught[int((parts @ margins).argmax())]

    trained = clock()
    found = [label(text) for text, _ in test]
    read_all = clock()
    bare = [label(strip_marks(text)) for text, _ in test]
    wanted = [label for _, label in test]
    unseen = Counter(label for label in wanted if label not in taught)
    return Benchmark(
        labels=len(taught),
        trained_on=len(train),
        tested_on=len(test),
        accuracy=_accuracy(found, wanted),
        stripped=_accuracy(bare, wanted),
        macro_f1=_macro_f1(found, wanted),
        train_seconds=trained - started,
        ms_a_message=(read_all - trained) / len(test) * 1_000,
        reachable=1 - unseen.total() / len(test),
        unseen=dict(unseen.most_common()),
    )


def _readings(train: Sequence[Pair], lexicon: Lexicon) -> Iterator[Reading]:
    """Each text with and without diacritics, each by an author of its own: its own wording must not tell."""
    for number, (text, label) in enumerate(train):
        words = _words(text, lexicon)
        for copy in dict.fromkeys((words, folded(words))):
            yield Reading(words=copy, author=str(number), intents=tuple(label.split(_JOIN)))


def _words(text: str, lexicon: Lexicon) -> str:
    return words_of(read(text), lexicon)


def _parts(taught: Sequence[str], labels: Sequence[str]) -> Floats:
    """1 where the joined label of the row holds the single one of the column."""
    return np.array([[one in label.split(_JOIN) for one in labels] for label in taught], dtype=np.float32)


def _accuracy(found: Sequence[str], wanted: Sequence[str]) -> float:
    return sum(a == b for a, b in zip(found, wanted, strict=True)) / len(wanted)


def _macro_f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    """Over the labels of the test sentences."""
    labels = sorted(set(wanted))
    return sum(_f1(label, found, wanted) for label in labels) / len(labels)


def _f1(label: str, found: Sequence[str], wanted: Sequence[str]) -> float:
    right = sum(a == b == label for a, b in zip(found, wanted, strict=True))
    return 2 * right / (found.count(label) + wanted.count(label))
