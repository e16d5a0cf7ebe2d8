"""Training of linear models. scikit-learn is loaded only here, and only when a model must be trained."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from nlu.learning.linear import LinearModel
from nlu.learning.one_stream import fitted
from nlu.learning.strings import Numbers, Strings
from nlu.learning.weighing import weighed

_TOLERANCE: Final = 0.1
_MANY: Final = 2_000
"""Texts from which not all are looked at for every label."""
_ONE_OF: Final = 6
_FAR: Final = -1.1
"""Margin up to which a text that is not wanted says nothing: at -1 it stops to matter."""
_ALWAYS: Final = 1.0
"""Margin of a label that all texts have."""


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
    strings = Strings()
    texts = [strings.row(example.features) for example in examples]
    return fit_texts(texts, [example.labels for example in examples], strings, strength=strength)


def fit_texts(
    texts: Sequence[Numbers], labels: Sequence[Sequence[str]], strings: Strings, *, strength: float
) -> LinearModel:
    """The same of texts whose strings are numbered. `labels`: of each text."""
    seen = weighed(texts, strings)
    names = sorted({label for of_text in labels for label in of_text})
    weights = np.zeros((len(seen.vocabulary), len(names)), dtype=np.float16)
    bias = np.full(len(names), _ALWAYS, dtype=np.float32)
    for at, name in enumerate(names):
        wanted = np.array([name in of_text for of_text in labels])
        if not wanted.all():
            machine = _separating(seen.rows, wanted, strength)
            weights[:, at], bias[at] = machine.coef_[0], machine.intercept_[0]
    return LinearModel(
        labels=tuple(names), vocabulary=seen.vocabulary, idf=seen.idf, weights=weights, bias=bias
    )


def _separating(rows: Any, wanted: NDArray[np.bool_], strength: float) -> Any:
    """Only texts near the border tell where it runs: a first machine, taught on few of the many that are not
    wanted, says which these are. One taught on all comes to the same and takes three times as long."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - 1 s to import

    machine = LinearSVC(C=strength, tol=_TOLERANCE, random_state=0)
    if len(wanted) < _MANY:
        return fitted(machine, rows, wanted)
    few = np.flatnonzero(wanted | (np.arange(len(wanted)) % _ONE_OF == 0))
    fitted(machine, rows[few], wanted[few])
    near = np.flatnonzero(wanted | (rows @ machine.coef_[0] + machine.intercept_[0] > _FAR))
    return fitted(machine, rows[near], wanted[near]) if not wanted[near].all() else machine
