"""Strings of texts as numbers: several trainings read the same texts, and each is taken apart once."""

from collections.abc import Iterable
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from nlu.learning.features import accent_features, apart_features, counted_words, plain_features
from nlu.spelling.normalise import folded

Numbers = NDArray[np.int32]


class _Numbered(dict[str, int]):
    def __missing__(self, string: str) -> int:
        self[string] = number = len(self)
        return number


class Strings:
    """Numbers in the order of first sight, for trainings that run beside one another."""

    def __init__(self) -> None:
        self._numbers = _Numbered()
        self._texts: dict[str, Numbers] = {}
        self._apart: dict[str, Numbers] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._numbers)

    def row(self, strings: Iterable[str]) -> Numbers:
        """With repeats."""
        listed = list(strings)
        with self._lock:
            return np.fromiter(map(self._numbers.__getitem__, listed), np.int32, len(listed))

    def text(self, words: str) -> Numbers:
        """Of `text_features`."""
        if words not in self._texts:
            self._texts[words] = self._taken_apart(words)
        return self._texts[words]

    def apart(self, plain: str) -> Numbers:
        """Of `apart_features`. `plain`: folded words."""
        if plain not in self._apart:
            self._apart[plain] = self.row(apart_features(counted_words(plain)))
        return self._apart[plain]

    def listed(self) -> list[str]:
        """All so far, each at its number."""
        return list(self._numbers)

    def _taken_apart(self, words: str) -> Numbers:
        """An accented text has the strings of its folded copy and some more."""
        accented = counted_words(words)
        if words.isascii():
            return self.row(plain_features(accented))
        plain = folded(" ".join(accented))
        numbers = self.text(plain) if plain.isascii() else self.row(plain_features(plain.split()))
        return np.concatenate([numbers, self.row(accent_features(accented))])
