"""Chances of the candidates of one message: a conditional logistic model over what is known of each.

Only differences within a message count. Trained with numpy alone, on some thousand messages, in a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu.linear import Floats, softmax

_RIDGE: Final = 1e-3
_STEPS: Final = 40
_ENOUGH: Final = 1e-6

Doubles = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Reranker:
    """`weights`: one a feature."""

    weights: Floats

    def chances(self, features: Floats) -> Floats:
        """`features`: candidates x features. The sum over the candidates is 1."""
        return softmax(features @ self.weights)


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """The candidates of one message (candidates x features), and which of them are right: one at least."""

    features: Floats
    right: Marks
    weight: float = 1.0


@dataclass(frozen=True, kw_only=True)
class _Lessons:
    """All side by side: messages x candidates x features. `there`: the candidates that are not padding."""

    features: Doubles
    there: Marks
    right: Marks
    shares: Doubles

    @classmethod
    def of(cls, lessons: Sequence[Lesson], width: int) -> "_Lessons":
        most = max((len(lesson.features) for lesson in lessons), default=1)
        features = np.zeros((len(lessons), most, width))
        there = np.zeros((len(lessons), most), dtype=np.bool_)
        right = np.zeros((len(lessons), most), dtype=np.bool_)
        for at, lesson in enumerate(lessons):
            count = len(lesson.features)
            features[at, :count] = lesson.features
            there[at, :count] = True
            right[at, :count] = lesson.right
        shares = np.array([lesson.weight for lesson in lessons])
        return cls(features=features, there=there, right=right, shares=shares / max(1e-9, shares.sum()))

    def likelihood(self, weights: Doubles) -> float:
        scores = self.features @ weights
        logs = _log_sum(scores, self.right) - _log_sum(scores, self.there)
        return float((self.shares * logs).sum() - _RIDGE / 2 * (weights @ weights))

    def step(self, weights: Doubles) -> Doubles:
        """Newton's, with a curvature that is never below 0."""
        scores = self.features @ weights
        believed = _chances(scores, self.there) * self.shares[:, None]
        wanted = _chances(scores, self.right) * self.shares[:, None]
        slope = np.einsum("qk,qkf->f", wanted - believed, self.features) - _RIDGE * weights
        means = np.einsum("qk,qkf->qf", believed, self.features)
        flat = self.features.reshape(-1, len(weights))
        curve = (flat * believed.reshape(-1, 1)).T @ flat
        curve -= (means / np.maximum(self.shares, 1e-12)[:, None]).T @ means
        step: Doubles = np.linalg.solve(curve + _RIDGE * np.eye(len(weights)), slope)
        return step


def fit(lessons: Sequence[Lesson], width: int) -> Reranker:
    """The weights of greatest likelihood."""
    weights = np.zeros(width)
    if not lessons:
        return Reranker(weights=weights.astype(np.float32))
    table = _Lessons.of(lessons, width)
    best = table.likelihood(weights)
    for _ in range(_STEPS):
        step, size = table.step(weights), 1.0
        while (now := table.likelihood(weights + size * step)) < best and size > _ENOUGH:
            size /= 2
        if now - best < _ENOUGH:
            break
        weights, best = weights + size * step, now
    return Reranker(weights=weights.astype(np.float32))


def _chances(scores: Doubles, among: Marks) -> Doubles:
    chances: Doubles = np.exp(np.where(among, scores, -np.inf) - _log_sum(scores, among)[:, None])
    return chances


def _log_sum(scores: Doubles, among: Marks) -> Doubles:
    masked = np.where(among, scores, -np.inf)
    most = masked.max(axis=1)
    total: Doubles = most + np.log(np.exp(masked - most[:, None]).sum(axis=1))
    return total


def to_arrays(reranker: Reranker) -> dict[str, NDArray[Any]]:
    return {"weights": reranker.weights}


def from_arrays(arrays: dict[str, NDArray[Any]]) -> Reranker:
    return Reranker(weights=arrays["weights"])
