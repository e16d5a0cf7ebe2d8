"""Which office a message is about: the place it names, the place asked about before, else the unit of the
dossier in hand."""

import re
from dataclasses import dataclass

from bot import proving
from bot.intent import Exchange
from bot.intent_groups import ABOUT_PLACE
from knowledge.offices.office import Office, OfficeKind
from nlu.meaning import EntityName
from vietnam.text import fold

MOST_OFFICES = 2
_KIND_WORDS = {
    OfficeKind.POLICE: re.compile(r"\b(?:cong an|ca xa|ca phuong)\b"),
    OfficeKind.LAND_OFFICE: re.compile(r"\b(?:dat dai|nha dat|vpdk)\b"),
}


@dataclass(frozen=True, kw_only=True)
class Meant:
    """`place` as it was named, None when nothing was; `unit_code` whenever one is certain."""

    place: str | None = None
    offices: tuple[Office, ...] = ()
    unit_code: str | None = None
    unit_name: str | None = None
    unit_phone: str | None = None
    dossier_code: str | None = None
    """The dossier in hand, or the one of the notice that is answered: for officers, who may know it."""


async def which_office(exchange: Exchange) -> Meant:
    place = exchange.first(EntityName.PLACE)
    if place is not None:
        return _at(exchange, str(place.value))
    named = exchange.state.place if exchange.step.intent in ABOUT_PLACE else None
    if named is not None:
        return _at(exchange, named)
    dossier = await proving.already_open(exchange)
    if dossier is None:
        return _of_notice(exchange)
    office = exchange.services.offices.get(dossier.unit.code)
    return Meant(
        offices=() if office is None else (office,),
        unit_code=dossier.unit.code,
        dossier_code=dossier.code,
        unit_name=dossier.unit.name,
        unit_phone=dossier.unit.phone,
    )


def _at(exchange: Exchange, place: str) -> Meant:
    found = _of_kind(exchange.services.offices.find(place), exchange.inbound.text)
    return Meant(place=place, offices=found, unit_code=found[0].code if len(found) == 1 else None)


def _of_notice(exchange: Exchange) -> Meant:
    """What a notice told this chat, it may be asked about without another proof."""
    told = exchange.state.told
    if (
        told is None
        or told.dossier_code != exchange.step.dossier_code
        or not (told.dossier_code or told.fresh)
    ):
        return Meant()
    office = exchange.services.offices.get(told.unit_code) if told.unit_code else None
    return Meant(
        offices=() if office is None else (office,),
        unit_code=told.unit_code,
        dossier_code=told.dossier_code,
    )


def _of_kind(found: tuple[Office, ...], text: str) -> tuple[Office, ...]:
    """Of several offices of one place those of the kind that the words name, else of the first kind."""
    if not found:
        return ()
    folded = fold(text)
    named = [kind for kind, words in _KIND_WORDS.items() if words.search(folded)]
    kinds = [kind for kind in named if any(office.kind is kind for office in found)] or [found[0].kind]
    return tuple(office for office in found if office.kind in kinds)[:MOST_OFFICES]
