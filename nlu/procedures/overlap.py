"""How much of a name a message says, and how much of the message is in the name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from nlu.learning.index import Index, places_of

_UNKNOWN: Final = 8.0
"""Weight of a word that stands in no name."""
_LONG: Final = 5.0

_Number = TypeVar("_Number", int, NDArray[np.int64])
Doubles = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Overlaps:
    """A message beside several names, an entry a name. Shares from 0 to 1 by weight of words: `of_name`,
    `of_message`. `pairs`: ln(1 + weight / 5) of the pairs of words that both have. `missing`: telling words
    only in the name; `extra`: only in the message."""

    of_name: Doubles
    of_message: Doubles
    pairs: Doubles
    missing: Doubles
    extra: Doubles


@dataclass(frozen=True, kw_only=True)
class Scales:
    """What words weigh. `shares`: as in `with_shares`; `telling`: as in `Kinds`."""

    names: Index
    shares: Mapping[str, float]
    telling: frozenset[str]

    def weight(self, word: str) -> float:
        known = self.names.weight(f"w{word}")
        return _UNKNOWN * self.shares.get(f"w{word}", 1.0) if known is None else known

    def weight_of_pair(self, pair: str) -> float:
        return self.names.weight(f"w{pair}") or 0.0


@dataclass(frozen=True, kw_only=True)
class NameWords:
    """The words and pairs of words of many names, as numbers: `held[starts[n]:starts[n + 1]]` are those of
    name n. `weights` of all words of each name; `telling`: how many telling ones it has."""

    numbers: Mapping[str, int]
    held: NDArray[np.int64]
    starts: NDArray[np.int64]
    weights: Doubles
    telling: Doubles

    @classmethod
    def of(cls, names: Sequence[Sequence[str]], scales: Scales) -> "NameWords":
        """`names`: each as `words_of_name` gives it."""
        numbers = {word: at for at, word in enumerate(dict.fromkeys(chain.from_iterable(names)))}
        words = np.array([numbers[word] for name in names for word in name], dtype=np.int64)
        of_word = np.repeat(np.arange(len(names)), [len(name) for name in names])
        together = of_word[1:] == of_word[:-1]
        pairs = _pair(words[:-1], words[1:], len(numbers))[together]
        most = _pair(len(numbers), 0, len(numbers))
        of_all = np.unique(np.concatenate([of_word * most + words, of_word[1:][together] * most + pairs]))
        of_name, held = np.divmod(of_all, max(1, most))
        weights = np.array([*map(scales.weight, numbers), 0.0])
        made = cls(
            numbers=numbers,
            held=held,
            starts=np.cumsum([0, *np.bincount(of_name, minlength=len(names))]),
            weights=_summed(of_name, weights[np.minimum(held, len(numbers))], len(names)),
            telling=np.zeros(len(names)),
        )
        told = [number for text in scales.telling if (number := made.number(text)) is not None]
        return replace(made, telling=_summed(of_name, np.isin(held, told), len(names)))

    def number(self, text: str) -> int | None:
        """Of a word or of a pair of words; None where no name has them."""
        first, _, second = text.partition(" ")
        number = self.numbers.get(first)
        if not second or number is None:
            return number
        following = self.numbers.get(second)
        return None if following is None else _pair(number, following, len(self.numbers))


def _pair(first: _Number, second: _Number, words: int) -> _Number:
    """Behind the numbers of all `words`."""
    return words + first * words + second


def _summed(of_name: NDArray[np.int64], values: NDArray[Any], count: int) -> Doubles:
    return np.bincount(of_name, values, count).astype(np.float64, copy=False)


class Said:
    """A folded message, ready to be compared with names."""

    def __init__(self, plain: str, scales: Scales) -> None:
        words = words_of_name(plain)
        self.words = {word: scales.weight(word) for word in words}
        self.pairs = {pair: scales.weight_of_pair(pair) for pair in map(" ".join, pairwise(words))}
        self.telling = scales.telling & {*self.words, *self.pairs}
        self.weight = sum(self.words.values()) or 1.0

    def overlaps(self, names: NameWords, rows: NDArray[np.integer[Any]]) -> Overlaps:
        """With the names at `rows`."""
        places, sizes = places_of(names.starts, rows)
        of_name = np.repeat(np.arange(len(rows)), sizes)
        words, pairs, telling = self._shared(names, names.held[places], of_name, len(rows))
        whole = names.weights[rows]
        return Overlaps(
            of_name=words / np.where(whole > 0, whole, 1.0),
            of_message=words / self.weight,
            pairs=np.log1p(pairs / _LONG),
            missing=names.telling[rows] - telling,
            extra=len(self.telling) - telling,
        )

    def _shared(
        self, names: NameWords, held: NDArray[np.int64], of_name: NDArray[np.int64], count: int
    ) -> list[Doubles]:
        """Of what each name and the message both have: weight of words, weight of pairs, telling ones."""
        known = [
            (number, *weights, text in self.telling)
            for text, weights in self._weights()
            if (number := names.number(text)) is not None
        ]
        if not known:
            return [np.zeros(count)] * 3
        mine = np.array(sorted(known), dtype=np.float64)
        at = np.minimum(np.searchsorted(mine[:, 0], held), len(mine) - 1)
        both = mine[at, 0] == held
        return [_summed(of_name[both], column[at[both]], count) for column in mine.T[1:]]

    def _weights(self) -> Iterator[tuple[str, tuple[float, float]]]:
        """Words and pairs, each with what it counts among words and among pairs."""
        yield from ((word, (weight, 0.0)) for word, weight in self.words.items())
        yield from ((pair, (0.0, weight)) for pair, weight in self.pairs.items())


def words_of_name(plain: str) -> tuple[str, ...]:
    """The folded words, marks left out."""
    return tuple(word for word in plain.split() if word.isalnum())
