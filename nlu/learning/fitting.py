"""Training of linear models. scikit-learn is loaded only here, and only when a model must be trained."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from nlu.learning.linear import Floats, LinearModel
from nlu.learning.network import Network

_RAREST: Final = 2
_TOLERANCE: Final = 0.05
_HIDDEN: Final = 24
_HELD_BACK: Final = 1.0
_ROUNDS: Final = 15
_STARTS: Final = 3
_BATCH: Final = 256


@dataclass(frozen=True, kw_only=True)
class Example:
    """Strings of a text and its labels."""

    features: tuple[str, ...]
    labels: tuple[str, ...]


def one_thread_each() -> AbstractContextManager[object]:
    """While it lasts, a product of matrices keeps to the thread that asks for it. The matrices of training
    are small: a second thread for each costs more than it does, several times over when cores are busy."""
    import_module("sklearn.svm")
    limits = import_module("threadpoolctl").threadpool_limits
    return cast("AbstractContextManager[object]", limits(limits=1, user_api="blas"))


def fit(examples: Sequence[Example], *, strength: float) -> LinearModel:
    """One-vs-rest linear SVM on tf-idf."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - 1 s to import
    from sklearn.multiclass import OneVsRestClassifier  # noqa: PLC0415
    from sklearn.preprocessing import MultiLabelBinarizer  # noqa: PLC0415
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    vectorizer = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=_RAREST, dtype=np.float32)
    rows = vectorizer.fit_transform([example.features for example in examples]).astype(np.float64)
    binarizer = MultiLabelBinarizer()
    wanted = binarizer.fit_transform([example.labels for example in examples])
    machine = OneVsRestClassifier(LinearSVC(C=strength, tol=_TOLERANCE, random_state=0)).fit(rows, wanted)
    weights = np.hstack([part.coef_.T for part in machine.estimators_])
    return LinearModel(
        labels=tuple(map(str, binarizer.classes_)),
        vocabulary={str(word): int(row) for word, row in vectorizer.vocabulary_.items()},
        idf=vectorizer.idf_.astype(np.float32),
        weights=np.ascontiguousarray(weights, dtype=np.float16),
        bias=np.array([part.intercept_[0] for part in machine.estimators_], dtype=np.float32),
    )


def fit_network(rows: Floats, wanted: NDArray[np.bool_]) -> Network:
    """Of numbers and whether yes is right. Strongly held back (`_HELD_BACK`): it weighs opinions and has few
    voices to learn from. Several that start differently are put side by side: one alone is luck."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1
    scaled = (rows - mean) / spread
    machines = [_machine(scaled, wanted, start) for start in range(_STARTS)]
    return Network(
        mean=mean,
        spread=spread,
        inner=np.hstack([machine.coefs_[0] for machine in machines]).astype(np.float32),
        inner_bias=np.hstack([machine.intercepts_[0] for machine in machines]).astype(np.float32),
        outer=(np.vstack([machine.coefs_[1] for machine in machines]) / _STARTS).astype(np.float32),
        outer_bias=np.mean([machine.intercepts_[1] for machine in machines], axis=0).astype(np.float32),
    )


def _machine(rows: Floats, wanted: NDArray[np.bool_], start: int) -> Any:
    """Stopped before it has settled, on purpose."""
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415 - 1 s to import

    machine = MLPClassifier((_HIDDEN,), alpha=_HELD_BACK, batch_size=_BATCH, random_state=start)
    order = np.random.default_rng(start)
    for _ in range(_ROUNDS):
        mixed = order.permutation(len(rows))
        machine.partial_fit(rows[mixed], wanted[mixed], classes=[False, True])
    return machine
