"""Words of one kind: what stands for a foreign country, a loss or a death, however it is said."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from nlu.tables import table

_TELLING: Final = "telling"


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """`telling`: words and pairs of words that tell procedures with like names apart."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    telling: frozenset[str]

    def features(self, plain: str) -> list[str]:
        """Strings for the linear models, one a kind found in the folded text."""
        return [f"k{kind}" for kind, pattern in self.patterns if pattern.search(plain)]


def load_kinds() -> Kinds:
    tables = table("kinds")
    return Kinds(
        patterns=tuple((kind, _pattern(ways)) for kind, ways in tables.items() if kind != _TELLING),
        telling=frozenset(map(str, tables[_TELLING]["phrases"])),
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
