"""Numbers in a message become words that say what kind of number they are."""

from collections.abc import Iterable
from typing import Final

from nlu.meaning import Entity, EntityName
from nlu.spelling.normalise import Mask, Typed

_KINDS: Final = {
    EntityName.DOSSIER_CODE: "xmahosox",
    EntityName.PHONE: "xdienthoaix",
    EntityName.CITIZEN_ID: "xcancuocx",
    EntityName.MONEY: "xtienx",
    EntityName.DATE: "xngayx",
    EntityName.PROCEDURE: "xmathutucx",
    EntityName.PLACE: "xnoichonx",
}


def masks_of(typed: Typed, entities: Iterable[Entity]) -> list[Mask]:
    """Only entities with digits in them: "hôm qua" keeps its words."""
    return [
        Mask(start=entity.start, end=entity.end, word=_KINDS[entity.name])
        for entity in entities
        if entity.name is EntityName.PLACE
        or (entity.name in _KINDS and any(map(str.isdigit, typed.composed[entity.start : entity.end])))
    ]
