"""Names of places by the words that they are written with: those handed in, and those of the whole country.

The country's are of `vietnam.communes`: today's units and the former ones. What was handed in (provinces, the
communes whose offices are loaded) wins over them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Final

from nlu.meaning import Place
from vietnam.communes import Unit, communes, former_units
from vietnam.text import fold

LONGEST_NAME: Final = 6
"""Words of a place name that are compared."""

_TYPE_WORDS: Final = (
    "ubnd xa", "ubnd phuong", "ubnd dac khu", "uy ban nhan dan xa", "uy ban nhan dan phuong",
    "thanh pho", "dac khu", "thi tran", "thi xa", "phuong", "tinh", "huyen", "quan", "xa",
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)
class Known:
    """A way to write a place that was handed in: `written` is the spelling without its type word."""

    place: Place
    written: str


@dataclass(frozen=True, slots=True)
class Named:
    """What some words of a text may name; `end` is the word after the last."""

    end: int
    own: tuple[Known, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Gazetteer:
    """Known spellings by their folded words. `units` are the country's; `longest` is the number of words of
    the longest name that begins with a word."""

    by_words: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)
    units: Mapping[str, tuple[Unit, ...]] = field(default_factory=dict)
    longest: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Gazetteer":
        found: dict[str, tuple[Known, ...]] = {}
        for place in places:
            for name in dict.fromkeys((place.name, *place.other_names)):
                bare = without_type(name)
                if key := _key(bare):
                    found[key] = (*found.get(key, ()), Known(place=place, written=bare))
        units, longest = _country()
        return cls(by_words=found, units=units, longest={**longest, **_longest(found, longest)})

    def named(self, words: Sequence[str], at: int) -> Iterable[Named]:
        """What the words from `at` on may name, the longest name first."""
        most = min(self.longest.get(words[at], 0), LONGEST_NAME, len(words) - at)
        for length in range(most, 0, -1):
            key = words[at] if length == 1 else " ".join(words[at : at + length])
            own, units = self.by_words.get(key, ()), self.units.get(key, ())
            if own or units:
                yield Named(at + length, own, units)


def without_type(name: str) -> str:
    """ "Bình Minh" of "xã Bình Minh"; a name that is only a number keeps its type word ("phường 5")."""
    folded = fold(name)
    for word in _TYPE_WORDS:
        rest = name.strip()[len(word) :].strip()
        if folded.startswith(word + " ") and rest and not rest.isdigit():
            return rest
    return name.strip()


@cache
def _country() -> tuple[dict[str, tuple[Unit, ...]], dict[str, int]]:
    """Every unit by its words, also by the first part of a double name ("Cam Ly - Đà Lạt")."""
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in chain(communes(), former_units()):
        for name in dict.fromkeys((unit.name, unit.name.split(" - ", maxsplit=1)[0])):
            key = _key(name)
            found[key] = (*found.get(key, ()), unit)
    return found, _longest(found, {})


def _longest(keys: Iterable[str], before: Mapping[str, int]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in keys:
        first, length = key.split(" ", 1)[0], key.count(" ") + 1
        longest[first] = max(longest.get(first, before.get(first, 0)), length)
    return longest


def _key(name: str) -> str:
    return " ".join(_WORD.findall(fold(name)))
