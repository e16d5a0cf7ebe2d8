"""Codes of the national database of procedures, typed as such: 1.001193, 1.001193.H48."""

import re
from collections.abc import Iterator
from typing import Final

from nlu.entities.slot import Scene, Slot
from nlu.meaning import Entity, EntityName
from nlu.spelling.normalise import Typed

_CODE: Final = re.compile(r"(?<![\w.])([1-9]\.\d{6})(?:\.[hg]\d{2})?(?![\d])")


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    for match in _CODE.finditer(typed.bare):
        yield Entity(name=EntityName.PROCEDURE, value=match[1], start=match.start(), end=match.end())


SLOT: Final = Slot(find=_find, rank=20)
