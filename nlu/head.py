"""Training of the linear model over the reviewed procedures, with margins for authors it was not taught.

scikit-learn is loaded only here and in `fitting`, and only when a model must be trained.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from nlu.fitting import Example
from nlu.linear import Floats, LinearModel

_HELD_OUT: Final = 3
"""One author of so many is held out, once: trying all of them out in turn found no better chances."""
_STRENGTH: Final = 1.0
_TOLERANCE: Final = 0.1
"""A tenth of it takes three times as long and finds no more."""
_UNTAUGHT: Final = -1.0
"""Margin of a label that a part of the authors never used."""


@dataclass(frozen=True, kw_only=True)
class Trained:
    """`held_out`: examples x labels, what a model of other authors says; NaN for examples not tried."""

    model: LinearModel
    held_out: Floats


def fit_head(examples: Sequence[Example], tried: Collection[int]) -> Trained:
    """A joint multiclass SVM on tf-idf: on everything, and on `tried` without a third of its authors, for
    what it makes of theirs (no second one where `tried` is empty)."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - 1 s to import

    vectorizer = TfidfVectorizer(analyzer=list, sublinear_tf=True, dtype=np.float32)
    rows = vectorizer.fit_transform([example.features for example in examples])
    labels = tuple(sorted({label for example in examples for label in example.labels}))
    weights, bias = _machine(rows, examples, range(len(examples)), labels)
    model = LinearModel(
        labels=labels,
        vocabulary={str(word): int(row) for word, row in vectorizer.vocabulary_.items()},
        idf=vectorizer.idf_.astype(np.float32),
        weights=np.ascontiguousarray(weights.T, dtype=np.float32),
        bias=bias,
        sharpness=1.0,
    )
    return Trained(model=model, held_out=_held_out(rows, examples, tried, labels))


def _held_out(
    rows: Any, examples: Sequence[Example], tried: Collection[int], labels: Sequence[str]
) -> Floats:
    """Strings that the other authors never used are left out, as they are of a new message."""
    from sklearn.preprocessing import normalize  # noqa: PLC0415

    margins = np.full((len(examples), len(labels)), np.nan, dtype=np.float32)
    authors = {at: examples[at].group for at in tried if examples[at].group}
    out = set(sorted(set(authors.values()))[::_HELD_OUT])
    held = [at for at, author in authors.items() if author in out]
    kept = [at for at, author in authors.items() if author not in out]
    kept += [at for at, example in enumerate(examples) if not example.group]
    if held and kept:
        weights, bias = _machine(rows, examples, kept, labels)
        known = rows[kept].getnnz(axis=0) > 0
        margins[held] = normalize(rows[held].multiply(known).tocsr()) @ weights.T + bias
    return margins


def _machine(
    rows: Any, examples: Sequence[Example], taught: Sequence[int], labels: Sequence[str]
) -> tuple[Floats, Floats]:
    """Weights (labels x strings) and bias. An example of several labels counts for each in part."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    place = {label: at for at, label in enumerate(labels)}
    pairs = [(at, place[label]) for at in taught for label in examples[at].labels]
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
