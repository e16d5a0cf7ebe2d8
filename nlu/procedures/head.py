"""Training of the linear model over the reviewed procedures.

scikit-learn is loaded only here and in `fitting`, and only when a model must be trained.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from nlu.learning.fitting import Example
from nlu.learning.linear import Floats, LinearModel

_STRENGTH: Final = 1.0
_RAREST: Final = 2
_TOLERANCE: Final = 0.1
"""A tenth of it takes three times as long and finds no more."""
_UNTAUGHT: Final = -1.0
"""Margin of all labels where there is but one."""


def fit_head(examples: Sequence[Example]) -> LinearModel:
    """A joint multiclass SVM on tf-idf."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - 1 s to import

    vectorizer = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=_RAREST, dtype=np.float32)
    rows = vectorizer.fit_transform([example.features for example in examples])
    labels = tuple(sorted({label for example in examples for label in example.labels}))
    weights, bias = _machine(rows, examples, labels)
    return LinearModel(
        labels=labels,
        vocabulary={str(word): int(row) for word, row in vectorizer.vocabulary_.items()},
        idf=vectorizer.idf_.astype(np.float32),
        weights=np.ascontiguousarray(weights.T, dtype=np.float16),
        bias=bias,
    )


def _machine(rows: Any, examples: Sequence[Example], labels: Sequence[str]) -> tuple[Floats, Floats]:
    """Weights (labels x strings) and bias. An example of several labels counts for each in part."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    place = {label: at for at, label in enumerate(labels)}
    pairs = [(at, place[label]) for at, example in enumerate(examples) for label in example.labels]
    shares = np.array([1.0 / len(examples[at].labels) for at, _ in pairs])
    wanted = np.array([label for _, label in pairs])
    weights = np.zeros((len(labels), rows.shape[1]), dtype=np.float32)
    bias = np.full(len(labels), _UNTAUGHT, dtype=np.float32)
    if len(set(wanted)) < 2:
        return weights, bias
    machine = LinearSVC(C=_STRENGTH, tol=_TOLERANCE, multi_class="crammer_singer", random_state=0)
    machine.fit(rows[[at for at, _ in pairs]], wanted, sample_weight=shares)
    of_labels, leanings = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:
        of_labels, leanings = np.vstack([-of_labels, of_labels]), np.hstack([-leanings, leanings])
    weights[machine.classes_] = of_labels
    bias[machine.classes_] = leanings
    return weights, bias
