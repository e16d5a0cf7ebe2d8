"""How much one process has in the air on each channel, so that a dead provider holds up nobody else's."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

LANES_AT_ONCE = 40
"""Lanes of answers that one process serves at once on one channel; well below what a worker does at all."""


class Slots:
    """One for each process."""

    def __init__(self, most: int = LANES_AT_ONCE) -> None:
        self._most = most
        self._taken: Counter[str] = Counter()

    def full(self) -> list[str]:
        """Channels on which nothing more may begin now."""
        return [channel for channel, taken in self._taken.items() if taken >= self._most]

    @contextmanager
    def one(self, channel: str) -> Iterator[None]:
        self._taken[channel] += 1
        try:
            yield
        finally:
            self._taken[channel] -= 1
