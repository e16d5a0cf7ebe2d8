"""The places that were handed in, by the words that they are written with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from nlu.meaning import Place
from vietnam.text import fold

LONGEST_NAME: Final = 6
"""Words of a place name that are compared."""

_TYPE_WORDS: Final = (
    "ubnd xa", "ubnd phuong", "ubnd dac khu", "uy ban nhan dan xa", "uy ban nhan dan phuong",
    "thanh pho", "dac khu", "thi tran", "thi xa", "phuong", "tinh", "huyen", "quan", "xa",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Known:
    """A way to write a place: `written` is the spelling without its type word."""

    place: Place
    written: str


@dataclass(frozen=True)
class Gazetteer:
    """Known spellings by their folded words."""

    by_words: dict[str, tuple[Known, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Gazetteer":
        found: dict[str, tuple[Known, ...]] = {}
        for place in places:
            for name in dict.fromkeys((place.name, *place.other_names)):
                bare = without_type(name)
                key = " ".join(fold(bare).replace("-", " ").split())
                if key:
                    found[key] = (*found.get(key, ()), Known(place=place, written=bare))
        return cls(by_words=found)


def without_type(name: str) -> str:
    """ "Bình Minh" of "xã Bình Minh"; a name that is only a number keeps its type word ("phường 5")."""
    folded = fold(name)
    for word in _TYPE_WORDS:
        rest = name.strip()[len(word) :].strip()
        if folded.startswith(word + " ") and rest and not rest.isdigit():
            return rest
    return name.strip()
