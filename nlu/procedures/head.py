"""Training of the linear model over the reviewed procedures.

scikit-learn is loaded only here and in `fitting`, and only when a model must be trained.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from nlu.learning.linear import Floats, LinearModel
from nlu.learning.one_stream import fitted
from nlu.learning.strings import Numbers, Strings
from nlu.learning.weighing import weighed

_STRENGTH: Final = 1.0
_TOLERANCE: Final = 0.1
"""A tenth of it takes three times as long and finds no more."""
_UNTAUGHT: Final = -1.0
"""Margin of all labels where there is but one."""


def fit_head(texts: Sequence[Numbers], meant: Sequence[Sequence[str]], strings: Strings) -> LinearModel:
    """A joint multiclass SVM on tf-idf. `meant`: the labels of each text."""
    seen = weighed(texts, strings)
    labels = tuple(sorted({label for of_text in meant for label in of_text}))
    weights, bias = _machine(seen.rows, meant, labels)
    return LinearModel(
        labels=labels,
        vocabulary=seen.vocabulary,
        idf=seen.idf,
        weights=np.ascontiguousarray(weights.T, dtype=np.float16),
        bias=bias,
    )


def _machine(rows: Any, meant: Sequence[Sequence[str]], labels: Sequence[str]) -> tuple[Floats, Floats]:
    """Weights (labels x strings) and bias. A text of several labels counts for each in part."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - 1 s to import

    place = {label: at for at, label in enumerate(labels)}
    pairs = [(at, place[label]) for at, of_text in enumerate(meant) for label in of_text]
    shares = np.array([1.0 / len(meant[at]) for at, _ in pairs])
    wanted = np.array([label for _, label in pairs])
    weights = np.zeros((len(labels), rows.shape[1]), dtype=np.float32)
    bias = np.full(len(labels), _UNTAUGHT, dtype=np.float32)
    if len(set(wanted)) < 2:
        return weights, bias
    machine = LinearSVC(C=_STRENGTH, tol=_TOLERANCE, multi_class="crammer_singer", random_state=0)
    fitted(machine, rows[[at for at, _ in pairs]], wanted, sample_weight=shares)
    of_labels, leanings = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:
        of_labels, leanings = np.vstack([-of_labels, of_labels]), np.hstack([-leanings, leanings])
    weights[machine.classes_] = of_labels
    bias[machine.classes_] = leanings
    return weights, bias
