"""A small neural network of one hidden layer: what is kept of training, and asking it. numpy alone."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.learning.linear import Floats


@dataclass(frozen=True, kw_only=True)
class Network:
    """`mean` and `spread` bring the numbers of a row to one scale."""

    mean: Floats
    spread: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def chances(self, rows: Floats) -> Floats:
        """Probability of yes for each row."""
        hidden = np.maximum(0, ((rows - self.mean) / self.spread) @ self.inner + self.inner_bias)
        leaning: Floats = (hidden @ self.outer + self.outer_bias)[:, 0]
        return (1 / (1 + np.exp(-leaning))).astype(np.float32)


def to_arrays(network: Network) -> dict[str, NDArray[Any]]:
    return dict(vars(network))


def from_arrays(arrays: dict[str, NDArray[Any]]) -> Network:
    return Network(**arrays)
