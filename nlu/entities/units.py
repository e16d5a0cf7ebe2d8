"""Which of the country's units some words of a text mean, if what stands beside them says that it is one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from nlu.entities.place_cues import (
    COMMUNES,
    DISTRICTS,
    TypeWord,
    has_plain_preposition,
    has_preposition,
    is_capital,
    is_capital_run,
    is_ordinary,
    is_person_or_street,
    is_phrase,
)
from nlu.spelling.normalise import Typed
from vietnam.communes import Unit
from vietnam.places import ProvinceMatch
from vietnam.text import may_mean, unify_tone

_BESIDE: Final = re.compile(r"[\s,\-–(]*(?:tinh |tp\.? ?|thanh pho |t\. ?)?")


@dataclass(frozen=True, kw_only=True)
class Words:
    """The characters `start` to `end` of a text, with the type word before them and the provinces in it."""

    typed: Typed
    start: int
    end: int
    provinces: Sequence[ProvinceMatch] = ()
    type_word: TypeWord | None = None

    @property
    def written(self) -> str:
        return self.typed.composed[self.start : self.end]

    @property
    def type_name(self) -> str:
        return self.type_word.name if self.type_word else ""

    @property
    def are_province(self) -> bool:
        """ "Bình Định", unless a type word says that the district or the ward of this name is meant."""
        if self.type_name in COMMUNES | DISTRICTS - {"thành phố"}:
            return False
        return any(match.start == self.start and match.end >= self.end for match in self.provinces)

    @property
    def province_beside(self) -> str | None:
        """Code of the province named right after the words, with or without a comma."""
        for match in self.provinces:
            if match.start >= self.end and _BESIDE.fullmatch(self.typed.bare, self.end, match.start):
                return match.province.code
        return None

    @property
    def only_province(self) -> str | None:
        """Code of the one province that the text names."""
        codes = {match.province.code for match in self.provinces if " " in match.name}
        return next(iter(codes)) if len(codes) == 1 else None


def spelled(units: Iterable[Unit], written: str) -> list[Unit]:
    """Those whose name `written` is, or else may be; without diacritics it may be any that folds to it."""
    if written.isascii():
        return list(units)
    lowered = unify_tone(written).lower()
    exact = [unit for unit in units if unit.name.lower() == lowered]
    if exact:
        return exact
    names = {unit.name for unit in units}
    meant = {name for name in names if any(may_mean(written, part) for part in (name, name.split(" - ")[0]))}
    return [unit for unit in units if unit.name in meant]


def are_unit(words: Words, units: Sequence[Unit]) -> bool:
    """Whether something says that the words are the name of one of `units`."""
    typed, start, end = words.typed, words.start, words.end
    bare = typed.bare[start:end]
    if units[0].name.split()[-1].isdigit() and bare.startswith(("phuong ", "quan ")):
        return True
    if words.type_word is not None and words.type_word.name:
        meant = words.type_word.office or not is_phrase(typed, start, end)
        return meant and _fits(words, units, words.type_word)
    if _begins_with_type(typed, start):
        return False
    district = any(unit.type in DISTRICTS for unit in units)
    if " " not in bare:
        return district and start > 0 and has_preposition(typed, start) and is_capital_run(typed, start, end)
    if is_ordinary(typed, start, end):
        return False
    if words.type_word is not None or words.province_beside in {unit.province for unit in units}:
        return True
    return not is_person_or_street(typed, start) and _stands_alone(words, units, district)


def _stands_alone(words: Words, units: Sequence[Unit], district: bool) -> bool:
    """Without a type word: a district by its capitals, other names after a preposition of place."""
    typed, start = words.typed, words.start
    if is_capital_run(typed, start, words.end):
        return district or has_preposition(typed, start)
    written = unify_tone(words.written)
    if not written.islower():
        return False
    if not written.isascii():
        return any(unit.name.lower() == written for unit in units) and has_preposition(typed, start)
    return has_plain_preposition(typed, start, district=district)


def _begins_with_type(typed: Typed, start: int) -> bool:
    """ "phuong hai" of "phuong hai chau" is a type word and a part of another name."""
    first = typed.composed[start:].split(maxsplit=1)[0].lower()
    return first in {"phuong", "quan", "xa", "huyen", "tinh"} and not is_capital(typed, start)


def _fits(words: Words, units: Sequence[Unit], type_word: TypeWord) -> bool:
    """Whether the type word is one of the units', or sure enough to be a mistaken one."""
    capital = is_capital(words.typed, words.start)
    same = any(unit.type == type_word.name for unit in units)
    if " " not in words.written:
        return capital and same and type_word.sure
    group = COMMUNES if type_word.name in COMMUNES else DISTRICTS
    near = type_word.sure or capital or any(unit.type in group for unit in units)
    return same or (near and type_word.name != "tỉnh")


def best(words: Words, units: Sequence[Unit]) -> Unit:
    """The spelling that is meant: as typed, in the province beside it, of the type before it, the most
    common, of today."""
    written = unify_tone(words.written).lower()
    beside = words.province_beside
    counts: dict[str, int] = {}
    for unit in units:
        counts[unit.name] = counts.get(unit.name, 0) + (1 if unit.former else 3)
    return max(
        units,
        key=lambda unit: (
            not written.isascii() and unit.name.lower() == written,
            unit.province == beside,
            unit.type == words.type_name if words.type_name else unit.type in DISTRICTS,
            counts[unit.name],
            not unit.former,
        ),
    )


def code_of(words: Words, units: Iterable[Unit]) -> str | None:
    """Code of the one unit that is meant: in the province named, of today and of the type before it, as far
    as there are such; None of several."""
    beside = words.province_beside or words.only_province
    near = [unit for unit in units if unit.code and (beside is None or unit.province == beside)]
    near = [unit for unit in near if not unit.former] or near
    near = [unit for unit in near if unit.type == words.type_name] or near
    codes = {unit.code for unit in near}
    return next(iter(codes)) if len(codes) == 1 else None
