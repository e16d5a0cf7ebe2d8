"""Words of one kind: what stands for a foreign country, a loss or a death, however it is said."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from nlu.tables import table

_TELLING: Final = "telling"
_AGES: Final = "ages"
_LISTS: Final = {_TELLING, _AGES}
_AGE: Final = re.compile(r"\b(\d{1,2}) ?(?:tuoi|t)\b")


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """`telling`: words and pairs of words that tell procedures with like names apart. `ages`: years, rising,
    from which another procedure may be the right one."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    telling: frozenset[str]
    ages: tuple[int, ...]

    def features(self, plain: str) -> list[str]:
        """Strings for the linear models, one a kind found in the folded text."""
        told = {sum(int(years) >= age for age in self.ages) for years in _AGE.findall(plain)}
        kinds = [f"k{kind}" for kind, pattern in self.patterns if pattern.search(plain)]
        return [*kinds, *(f"kage{step}" for step in sorted(told))]


def load_kinds() -> Kinds:
    tables = table("kinds")
    return Kinds(
        patterns=tuple((kind, _pattern(ways)) for kind, ways in tables.items() if kind not in _LISTS),
        telling=frozenset(map(str, tables[_TELLING]["phrases"])),
        ages=tuple(tables[_AGES]["from"]),
    )


def _pattern(kind: Mapping[str, Any]) -> re.Pattern[str]:
    """`phrases`, `before` with one of `after` behind it, and `word` that something else follows."""
    ways = [_any_of(kind["phrases"])]
    if "before" in kind:
        ways.append(f"{_any_of(kind['before'].split())} {_any_of(kind['after'])}")
    if "word" in kind:
        ways.append(rf"{kind['word']}\b(?! {_any_of(kind['not_before'].split())}\b)(?! *[^ \w]| *$)")
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


def _any_of(phrases: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, phrases))})"
