"""Words as arrays: what `np.savez` takes without pickling anything."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

_JOINT: Final = "\n"


def packed(words: Sequence[str]) -> NDArray[np.uint8]:
    """Bytes of the words, none of which may hold a line break."""
    return np.frombuffer(_JOINT.join(words).encode(), dtype=np.uint8)


def unpacked(array: NDArray[np.uint8]) -> list[str]:
    text = array.tobytes().decode()
    return text.split(_JOINT) if text else []


def packed_counts(counts: Mapping[str, int]) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """The words, and how often each was seen."""
    return packed(list(counts)), np.array(list(counts.values()), dtype=np.int32)


def unpacked_counts(words: NDArray[np.uint8], counts: NDArray[np.int32]) -> dict[str, int]:
    return dict(zip(unpacked(words), counts.tolist(), strict=True))
