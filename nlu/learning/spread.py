"""Fewer of many, from all over them."""

from collections.abc import Sequence
from typing import TypeVar

_Any = TypeVar("_Any")


def spread(many: Sequence[_Any], most: int) -> list[_Any]:
    """At most `most` of them, evenly, in their order."""
    few = min(len(many), most)
    return [many[at * len(many) // few] for at in range(few)]
