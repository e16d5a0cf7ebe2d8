"""What there is to be known about procedures, and what people said that teaches it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nlu.learning import index as indexes
from nlu.learning.features import name_features
from nlu.learning.index import Index
from nlu.learning.strings import Strings
from nlu.meaning import Entry
from nlu.procedures.match import matter
from nlu.spelling.normalise import folded


@dataclass(frozen=True, kw_only=True)
class Said:
    """`copies`: words of a message, with and without accents, as `matter` gives them. `codes`: what it
    means, empty for one that names no procedure."""

    copies: tuple[str, ...]
    codes: tuple[str, ...] = ()

    @classmethod
    def of(cls, copies: Iterable[str], codes: Iterable[str] = ()) -> "Said":
        return cls(copies=tuple(map(matter, copies)), codes=tuple(codes))

    def once(self, number: int) -> str:
        return self.copies[number % len(self.copies)]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """`names`: words of the official name of each entry; `everyday`: rows of entries, rising, and the words
    of what they are called. `of_names` and `of_everyday`: indexes over both, folded. `strings`: of trainings
    that read the same texts."""

    entries: Sequence[Entry]
    names: Sequence[str]
    everyday: Sequence[tuple[int, str]]
    of_names: Index
    of_everyday: Index
    strings: Strings = field(default_factory=Strings)

    @classmethod
    def of(cls, entries: Sequence[Entry], words: Mapping[str, str]) -> "Subject":
        """`words`: of each name as it was handed in."""
        names = [words[entry.official_name or entry.name] for entry in entries]
        everyday = [
            (row, words[name])
            for row, entry in enumerate(entries)
            for name in dict.fromkeys((*entry.everyday_names, *((entry.name,) if entry.reviewed else ())))
        ]
        return cls(
            entries=entries,
            names=names,
            everyday=everyday,
            of_names=indexes.build([name_features(folded(name)) for name in names]),
            of_everyday=indexes.build([name_features(folded(name)) for _, name in everyday]),
        )

    def known(self, messages: Iterable[Said]) -> list[Said]:
        """Without the codes that are not among the entries; a message that means only such is left out, for
        it does name a procedure."""
        codes = {entry.code for entry in self.entries}
        kept = ((one, replace(one, codes=tuple(c for c in one.codes if c in codes))) for one in messages)
        return [after for before, after in kept if after.codes or not before.codes]
