"""Words of one kind: what stands for a foreign country, a loss or a death, however it is said."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

KINDS_FILE: Final = Path(__file__).parents[1] / "data" / "kinds.toml"

_TELLING: Final = "telling"


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """`telling`: words and pairs of words that tell procedures with like names apart."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    telling: frozenset[str]

    def features(self, plain: str) -> list[str]:
        """Strings for the linear models, one a kind found in the folded text."""
        return [f"k{kind}" for kind, pattern in self.patterns if pattern.search(plain)]


def load_kinds(path: Path = KINDS_FILE) -> Kinds:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return Kinds(
        patterns=tuple((kind, _pattern(table)) for kind, table in tables.items() if kind != _TELLING),
        telling=frozenset(map(str, tables[_TELLING]["phrases"])),
    )


def _pattern(table: Mapping[str, Any]) -> re.Pattern[str]:
    ways = [_any_of(table["phrases"])]
    if "before" in table:
        ways.append(f"{_any_of(table['before'].split())} {_any_of(table['after'])}")
    if "word" in table:
        ways.append(rf"{table['word']}\b(?! {_any_of(table['not_before'].split())}\b)(?! *[^ \w]| *$)")
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


def _any_of(phrases: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, phrases))})"
