"""What procedures are called by, and which of them are cases of one matter."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from nlu.meaning import Entry
from nlu.procedures.kinds import Kinds
from nlu.procedures.overlap import words_of_name
from nlu.spelling.normalise import folded

_OFTEN: Final = 0.2


@dataclass(frozen=True, kw_only=True)
class Called:
    """`words` and pairs of words of all its names; `kinds`: what `Kinds` finds in them; `often`: in one
    of five names at least."""

    words: frozenset[str]
    kinds: frozenset[str]
    often: frozenset[str] = frozenset()


_UNKNOWN: Final = Called(words=frozenset(), kinds=frozenset())


@dataclass(frozen=True, kw_only=True)
class Callings:
    """`rows`: code -> place in `entries`. Of the reviewed entries: `members`: family -> places; `called`: by
    place."""

    entries: Sequence[Entry]
    rows: Mapping[str, int]
    members: Mapping[str, tuple[int, ...]]
    called: Mapping[int, Called]

    @classmethod
    def of(cls, entries: Sequence[Entry], kinds: Kinds) -> "Callings":
        members: dict[str, list[int]] = {}
        for row, entry in enumerate(entries):
            if entry.reviewed and entry.family:
                members.setdefault(entry.family, []).append(row)
        return cls(
            entries=entries,
            rows={entry.code: row for row, entry in enumerate(entries)},
            members={family: tuple(rows) for family, rows in members.items()},
            called={row: _called(entry, kinds) for row, entry in enumerate(entries) if entry.reviewed},
        )

    def cases(self, row: int) -> tuple[int, ...]:
        """The entry and its siblings."""
        return self.members.get(self.entries[row].family, (row,))

    def called_at(self, row: int) -> Called:
        return self.called.get(row, _UNKNOWN)

    def family(self, row: int) -> str:
        return self.entries[row].family or self.entries[row].code


def _names(entry: Entry) -> list[str]:
    return [folded(name.lower()) for name in (entry.name, *entry.everyday_names)]


def _called(entry: Entry, kinds: Kinds) -> Called:
    names = _names(entry)
    told = [words_of_name(name) for name in names]
    pairs = {" ".join(pair) for words in told for pair in pairwise(words)}
    found = Counter(kind for name in names for kind in kinds.features(name))
    return Called(
        words=frozenset({*(word for words in told for word in words), *pairs}),
        kinds=frozenset(found),
        often=frozenset(kind for kind, count in found.items() if count >= _OFTEN * len(names)),
    )
