"""Numbers of identity cards: 12 digits, or 9 (the old card) where words say that it is one.

12 digits begin with the code of a province or, for births registered abroad, of a country; then sex and
century (0–3), then the year of birth. There is no check digit.
"""

import re
from collections.abc import Iterator
from typing import Final

from nlu.meaning import Entity, EntityName
from nlu.normalise import Typed
from nlu.slot import Scene, Slot

_TWELVE: Final = re.compile(r"(?<![\d+])\d(?:[ .\-]?\d){11}(?![ .\-]?\d)")
_NINE: Final = re.compile(r"(?<![\d+])\d(?:[ .\-]?\d){8}(?![ .\-]?\d)")
_CUE: Final = re.compile(r"cmnd|cmt|cccd|chung minh|can cuoc|so dinh danh|giay chung minh|\bcmt?nd\b")
_CUE_REACH: Final = 28


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    for match in _TWELVE.finditer(typed.bare):
        digits = re.sub(r"\D", "", match[0])
        if _is_citizen_id(digits):
            yield _entity(digits, match)
    for match in _NINE.finditer(typed.bare):
        before = typed.bare[max(0, match.start() - _CUE_REACH) : match.start()]
        if _CUE.search(before):
            yield _entity(re.sub(r"\D", "", match[0]), match)


def _is_citizen_id(digits: str) -> bool:
    return "001" <= digits[:3] <= "399" and digits[3] in "0123"


def _entity(digits: str, match: re.Match[str]) -> Entity:
    return Entity(name=EntityName.CITIZEN_ID, value=digits, start=match.start(), end=match.end())


SLOT: Final = Slot(find=_find, rank=40)
