"""Telephone numbers in running text."""

import re
from collections.abc import Iterator
from typing import Final

from nlu.meaning import Entity, EntityName
from nlu.normalise import Typed
from nlu.slot import Scene, Slot
from vietnam.phone import parse_phone

_RUN: Final = re.compile(r"(?<![\d.+])(?:\+|\(?\+?(?=[08(]))\(?\d[\d(). \-–—]{6,18}\d")
_GAP: Final = re.compile(r"[^\d]")
_MOST: Final = 12
"""Runs that are tried; each try costs some 50 µs."""


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    tries = 0
    at = 0
    while tries < _MOST and (run := _RUN.search(typed.composed, at)) is not None:
        tries += 1
        found = _longest(run[0])
        if found is None:
            gap = _GAP.search(typed.composed, run.start() + 1, run.end())
            at = gap.start() if gap else run.end()
            continue
        phone, length = found
        at = run.start() + length
        yield Entity(name=EntityName.PHONE, value=phone, start=run.start(), end=at)


def _longest(run: str) -> tuple[str, int] | None:
    """The longest beginning of the run, cut where digits stop, that is a telephone number."""
    ends = [i + 1 for i, c in enumerate(run) if c.isdigit() and not run[i + 1 : i + 2].isdigit()]
    for end in reversed(ends[-6:]):
        digits = sum(char.isdigit() for char in run[:end])
        if 9 <= digits <= 15 and (phone := parse_phone(run[:end])) is not None:
            return phone, end
    return None


SLOT: Final = Slot(find=_find, rank=30)
