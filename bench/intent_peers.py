"""Intents alone: ours and peers that installed with it, taught by two hands and asked by a third.

The peers are taught stripped copies too, as ours teaches itself: without them they lose 7 to 9 points.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC
from underthesea_core import TextClassifier

from nlu.benchmark import Pair, benchmark
from nlu.sentences import Sentence, load_sentences
from vietnam.text import strip_marks

THIRD_HAND = frozenset(
    {"ong-ho-quang-binh", "chi-lan-hai-phong", "nguoi-hmong-ha-giang", "viet-kieu-my", "nhan-vien-van-phong",
     "cu-ba-hue"}
)  # fmt: skip
"""Voices of hand c (nlu/data/SOURCES.md). Hand d mended errors on the others and teaches with them."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Accuracy in per cent as given and without diacritics; milliseconds a message; seconds of training."""

    given: float
    stripped: float
    ms: float
    seconds: float


def sentences() -> tuple[list[Pair], list[Pair]]:
    """To teach, to ask: sentences of one intent."""
    rows = [row for row in load_sentences() if len(row.intents) == 1]
    taught = [row for row in rows if row.author not in THIRD_HAND]
    return _pairs(taught), _pairs([row for row in rows if row.author in THIRD_HAND])


def _pairs(rows: Sequence[Sentence]) -> list[Pair]:
    return [(row.text, row.intents[0]) for row in rows]


def ours(train: Sequence[Pair], test: Sequence[Pair]) -> Figures:
    done = benchmark(train, test)
    return Figures(
        given=100 * done.accuracy,
        stripped=100 * done.stripped,
        ms=done.ms_a_message,
        seconds=done.train_seconds,
    )


def plain(train: Sequence[Pair], test: Sequence[Pair]) -> Figures:
    """What one writes in a quarter of an hour: tf-idf of words in ones and twos, linear SVM."""
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LinearSVC(random_state=0))

    def teach() -> Callable[[str], str]:
        model.fit(*_both_ways(train))
        return lambda text: str(model.predict([text])[0])

    return _measured(teach, test)


def underthesea(train: Sequence[Pair], test: Sequence[Pair]) -> Figures:
    """underthesea's own classifier at the settings of its makers."""

    def teach() -> Callable[[str], str]:
        model = TextClassifier()
        model.fit(*_both_ways(train))
        return lambda text: str(model.predict(text))

    return _measured(teach, test)


def _both_ways(train: Sequence[Pair]) -> tuple[list[str], list[str]]:
    """Texts with and without diacritics, and their labels."""
    pairs = [(copy, label) for text, label in train for copy in dict.fromkeys((text, strip_marks(text)))]
    return [text for text, _ in pairs], [label for _, label in pairs]


def _measured(teach: Callable[[], Callable[[str], str]], test: Sequence[Pair]) -> Figures:
    started = perf_counter()
    label_of = teach()
    taught = perf_counter()
    given = sum(label_of(text) == label for text, label in test)
    read = perf_counter()
    stripped = sum(label_of(strip_marks(text)) == label for text, label in test)
    return Figures(
        given=100 * given / len(test),
        stripped=100 * stripped / len(test),
        ms=(read - taught) / len(test) * 1_000,
        seconds=taught - started,
    )
