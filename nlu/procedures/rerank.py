"""Chances of the candidates of one message: a conditional logistic model over what is known of each.

Only differences within a message count. Trained with numpy alone, on some thousand messages, in a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu.learning.linear import Floats, softmax

_RIDGE: Final = 1e-3
_STEPS: Final = 30
_HALVINGS: Final = 8
_ENOUGH: Final = 1e-5
"""Gain in mean log likelihood that is worth another step."""
_TINY: Final = 1e-30

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
    """The candidates of all messages in one table; those of a message stand together from `starts` on, and
    `shares` is what it weighs. `message`: of each candidate."""

    features: Doubles
    right: Marks
    starts: NDArray[np.int64]
    message: NDArray[np.int64]
    shares: Doubles

    @classmethod
    def of(cls, lessons: Sequence[Lesson]) -> "_Lessons":
        sizes = np.array([len(lesson.features) for lesson in lessons])
        shares = np.array([lesson.weight for lesson in lessons])
        return cls(
            features=np.concatenate([lesson.features for lesson in lessons]).astype(np.float64),
            right=np.concatenate([lesson.right for lesson in lessons]),
            starts=np.cumsum(sizes) - sizes,
            message=np.repeat(np.arange(len(lessons)), sizes),
            shares=shares / shares.sum(),
        )

    def likelihood(self, weights: Doubles) -> float:
        believed, wanted = self._raised(weights)
        logs = np.log(self._sums(wanted)) - np.log(self._sums(believed))
        return float((self.shares * logs).sum() - _RIDGE / 2 * (weights @ weights))

    def step(self, weights: Doubles) -> tuple[Doubles, float]:
        """Newton's, with a curvature that is never below 0, and the gain that it promises."""
        raised, of_right = self._raised(weights)
        believed, wanted = self._chances(raised), self._chances(of_right)
        slope: Doubles = (wanted - believed) @ self.features - _RIDGE * weights
        weighted = self.features * believed[:, None]
        means: Doubles = np.add.reduceat(weighted, self.starts, axis=0)
        curve: Doubles = weighted.T @ self.features
        curve -= (means / self.shares[:, None]).T @ means
        curve += _RIDGE * np.eye(len(weights))
        step: Doubles = np.linalg.solve(curve, slope).astype(np.float64)
        return step, float(slope @ step)

    def _raised(self, weights: Doubles) -> tuple[Doubles, Doubles]:
        """Of every candidate, and of the right ones alone."""
        scores = self.features @ weights
        raised: Doubles = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.message]) + _TINY
        return raised, raised * self.right

    def _chances(self, raised: Doubles) -> Doubles:
        chances: Doubles = raised * (self.shares / self._sums(raised))[self.message]
        return chances

    def _sums(self, values: Doubles) -> Doubles:
        sums: Doubles = np.add.reduceat(values, self.starts)
        return sums


def fit(lessons: Sequence[Lesson], width: int) -> Reranker:
    """The weights of greatest likelihood."""
    weights = np.zeros(width)
    if not lessons:
        return untaught(width)
    table = _Lessons.of(lessons)
    best = table.likelihood(weights)
    for _ in range(_STEPS):
        step, promised = table.step(weights)
        tried = [step / 2**halved for halved in range(_HALVINGS)]
        taken = next((one for one in tried if table.likelihood(weights + one) > best), None)
        if taken is None or promised < _ENOUGH:
            break
        weights, best = weights + taken, table.likelihood(weights + taken)
    return Reranker(weights=weights.astype(np.float32))


def untaught(width: int) -> Reranker:
    return Reranker(weights=np.zeros(width, dtype=np.float32))


def to_arrays(reranker: Reranker) -> dict[str, NDArray[Any]]:
    return {"weights": reranker.weights}


def from_arrays(arrays: dict[str, NDArray[Any]]) -> Reranker:
    return Reranker(weights=arrays["weights"])
