"""Training of the small networks: several that start differently, side by side in the same arrays.

Adam (Kingma and Ba, 2015) on the logarithm of likelihood, with the customary steps. scikit-learn's classifier
comes to the same three times slower: most of its time is not spent on arrays this small.
"""

from collections.abc import Iterator
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlu.learning.linear import Floats
from nlu.learning.network import Network

_HIDDEN: Final = 24
_HELD_BACK: Final = 1.0
"""Times the square of the weights, beside the loss of one row: it weighs opinions and has few voices to
learn from."""
_ROUNDS: Final = 15
"""Stopped before it has settled, on purpose."""
_STARTS: Final = 3
"""One alone is luck."""
_BATCH: Final = 256
_STEP, _SLOPES, _SQUARES, _TINY = 1e-3, 0.9, 0.999, 1e-8


def fit_network(rows: Floats, wanted: NDArray[np.bool_]) -> Network:
    """Of numbers and whether yes is right."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1
    scaled = ((rows - mean) / spread).astype(np.float32)
    weights = _started(scaled.shape[1])
    slopes, squares = ([np.zeros_like(part) for part in weights] for _ in range(2))
    for number, batch in enumerate(_batches(len(scaled)), start=1):
        found = _slopes(weights, scaled[batch], wanted[batch])
        slopes = [_SLOPES * old + (1 - _SLOPES) * new for old, new in zip(slopes, found, strict=True)]
        squares = [_SQUARES * old + (1 - _SQUARES) * new**2 for old, new in zip(squares, found, strict=True)]
        step = _STEP * sqrt(1 - _SQUARES**number) / (1 - _SLOPES**number)
        weights = [
            (part - step * slope / (np.sqrt(square) + _TINY)).astype(np.float32, copy=False)
            for part, slope, square in zip(weights, slopes, squares, strict=True)
        ]
    inner, inner_bias, outer, outer_bias = weights
    return Network(
        mean=mean,
        spread=spread,
        inner=np.hstack(list(inner)),
        inner_bias=inner_bias.reshape(-1),
        outer=(np.vstack(list(outer)) / _STARTS).astype(np.float32),
        outer_bias=outer_bias.mean(axis=0)[0],
    )


def _started(width: int) -> list[Floats]:
    """Weights and biases of both layers, networks first (Glorot and Bengio, 2010)."""
    drawn = np.random.default_rng(0)
    inner, outer = sqrt(6 / (width + _HIDDEN)), sqrt(6 / (_HIDDEN + 1))
    shapes = ((inner, (width, _HIDDEN)), (inner, (1, _HIDDEN)), (outer, (_HIDDEN, 1)), (outer, (1, 1)))
    return [drawn.uniform(-bound, bound, (_STARTS, *shape)).astype(np.float32) for bound, shape in shapes]


def _batches(count: int) -> Iterator[NDArray[np.int64]]:
    """Networks x rows, in an order of its own for each network and round."""
    drawn = np.random.default_rng(1)
    for _ in range(_ROUNDS):
        mixed = np.array([drawn.permutation(count) for _ in range(_STARTS)])
        for start in range(0, count, _BATCH):
            yield mixed[:, start : start + _BATCH]


def _slopes(weights: list[Floats], rows: Floats, wanted: NDArray[np.bool_]) -> list[Floats]:
    """Of the loss, for weights and biases as in `_started`."""
    inner, inner_bias, outer, outer_bias = weights
    hidden = np.maximum(rows @ inner + inner_bias, 0)
    leaning = hidden @ outer + outer_bias
    size = np.float32(rows.shape[1])
    wrong = (1 / (1 + np.exp(-leaning)) - wanted[:, :, None]).astype(np.float32) / size
    back = (wrong @ outer.swapaxes(1, 2)) * (hidden > 0)
    held = np.float32(_HELD_BACK) / size
    return [
        rows.swapaxes(1, 2) @ back + held * inner,
        back.sum(axis=1, keepdims=True),
        hidden.swapaxes(1, 2) @ wrong + held * outer,
        wrong.sum(axis=1, keepdims=True),
    ]
