"""Ways to show in words where a talk goes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from nlu.tables import table

WAYS: Final = 7


@dataclass(frozen=True, kw_only=True)
class Turns:
    patterns: tuple[re.Pattern[str], ...]

    def found(self, plain: str) -> tuple[float, ...]:
        """1 or 0 for each way, from folded words."""
        return tuple(float(pattern.search(plain) is not None) for pattern in self.patterns)


def load_turns() -> Turns:
    return Turns(patterns=tuple(map(_pattern, table("turns").values())))


def _pattern(way: Mapping[str, Any]) -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, way["phrases"]))
    return re.compile(rf"{'^' if way.get('at_start') else ''}\b(?:{phrases})\b")
