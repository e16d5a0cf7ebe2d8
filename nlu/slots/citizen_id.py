"""Numbers of identity cards: 12 digits, or 9 (the old card) where words say that it is one.

12 digits begin with the code of a province or, for births registered abroad, of a country; then sex and
century (0–3), then the year of birth. There is no check digit.
"""

import re
from collections.abc import Iterator
from typing import Final

from nlu.entities.slot import Scene, Slot
from nlu.meaning import Entity, EntityName
from nlu.spelling.normalise import Typed
from vietnam.places import province_by_cccd

_FIRST: Final = r"(?<![\d+])(?:\d|(?<![^\W_])o(?=\d))"
_TWELVE: Final = re.compile(rf"{_FIRST}(?:[ .\-]?[\do]){{11}}(?<![ .\-]o)(?![ .\-]?\d)")
_NINE: Final = re.compile(rf"{_FIRST}(?:[ .\-]?[\do]){{8}}(?<![ .\-]o)(?![ .\-]?\d)")
"""People type the letter o for a zero; it is one between digits, not alone at the end ("… o dau")."""
_CUE: Final = re.compile(
    r"cmnd|cmt|cccd|chung minh|can cuoc|dinh danh|\bcmt?nd\b|\bddcn\b|\bcm\b|\bcc\b|\bid\b"
)
_CUE_REACH: Final = 28
_CUE_AFTER: Final = re.compile(r"\s*[(,]?\s*(?:la )?(?:so )?(?:cmnd|cmt|cccd|chung minh|can cuoc)")
_OTHER: Final = re.compile(
    r"\b(?:stk|so tk|so tai khoan|tai khoan|mst|ma so thue|bhxh|the bhyt)[ :.a-z]{0,12}$"
)


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    for match in _TWELVE.finditer(typed.bare):
        digits = _digits(match[0])
        if _is_citizen_id(digits, cued=_is_cued(typed, match)) and not _is_other(typed, match):
            yield _entity(digits, match)
    for match in _NINE.finditer(typed.bare):
        if _is_cued(typed, match):
            yield _entity(_digits(match[0]), match)


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written.replace("o", "0"))


def _is_citizen_id(digits: str, *, cued: bool) -> bool:
    """A province of Vietnam, or with a word for the card also a country."""
    if digits[3] not in "0123":
        return False
    return province_by_cccd(digits) is not None or (cued and "100" <= digits[:3] <= "399")


def _is_cued(typed: Typed, match: re.Match[str]) -> bool:
    before = typed.bare[max(0, match.start() - _CUE_REACH) : match.start()]
    return _CUE.search(before) is not None or _CUE_AFTER.match(typed.bare, match.end()) is not None


def _is_other(typed: Typed, match: re.Match[str]) -> bool:
    """The number of a bank account, a tax payer, an insurance book."""
    return _OTHER.search(typed.bare, max(0, match.start() - _CUE_REACH), match.start()) is not None


def _entity(digits: str, match: re.Match[str]) -> Entity:
    return Entity(name=EntityName.CITIZEN_ID, value=digits, start=match.start(), end=match.end())


SLOT: Final = Slot(find=_find, rank=40)
