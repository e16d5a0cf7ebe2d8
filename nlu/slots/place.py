"""Places: those handed in, the provinces, communes and districts of the country, old and new, and what stands
with capitals after a type word.

A name that is an ordinary word elsewhere ("Thành Công", "Hòa Bình") counts only where something beside it
says that it is a name (`nlu.place_cues`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nlu.gazetteer import Gazetteer, Known, Named
from nlu.meaning import Entity, EntityName
from nlu.normalise import Typed
from nlu.place_cues import (
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
    type_before,
)
from nlu.slot import Scene, Slot
from vietnam.communes import Unit
from vietnam.places import ProvinceMatch, find_province
from vietnam.text import may_mean, unify_tone

_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST_SCAN: Final = 200
"""Words of a message in which places are looked for."""
_NUMBERED: Final = re.compile(r"(?<![^\W_])(p|q|f)\.? ?(\d{1,2})(?![\w./])")
_BESIDE: Final = re.compile(r"[\s,\-–(]*(?:tinh |tp\.? ?|thanh pho |t\. ?)?")
_BROKEN: Final = re.compile(r"[^\w\s'’\-–]|_|\n")
"""What no name has between its words."""
_COMMUNE_TYPE: Final = re.compile(
    r"(?<![^\W_])(?:xã|xa|phường|phuong|thị trấn|thi tran|đặc khu|dac khu|huyện|huyen|quận|quan)\s+(?=\w)",
    re.IGNORECASE,
)
_NAME_WORD: Final = re.compile(r"\s*([^\W\d_]+)")
_SHORT_NAMES: Final = {"HN": ("Hà Nội", "01"), "SG": ("Hồ Chí Minh", "79")}
_SHORT: Final = re.compile(r"(?<!\w)(?:HN|SG)(?!\w)")
"""Only in capitals: "hn" is today, or marriage."""
_LONGEST_UNKNOWN: Final = 3
_RISKY: Final = frozenset(
    {"gia lai", "lam dong", "long an", "ben tre", "son la", "hoa binh", "ca mau", "nam dinh"}
)
"""Provinces whose unaccented names are other words: "đánh giá lại", "làm đóng tiền", "hài lòng an tâm"."""


@dataclass(frozen=True, kw_only=True)
class _Text:
    typed: Typed
    provinces: tuple[ProvinceMatch, ...]

    def province_beside(self, start: int, end: int) -> str | None:
        """Code of the province named right after `end`, with or without a comma."""
        for match in self.provinces:
            if match.start >= end and _BESIDE.fullmatch(self.typed.bare, end, match.start):
                return match.province.code
        return None


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    found = tuple(match for match in find_province(typed.composed[:2000]) if match.end <= len(typed.composed))
    text = _Text(typed=typed, provinces=found)
    taken: list[tuple[int, int]] = []
    for entity in (*_numbered(text, scene.gazetteer), *_known(text, scene.gazetteer), *_provinces(text)):
        if not _overlaps(taken, entity.start, entity.end):
            taken.append((entity.start, entity.end))
            yield entity
    for start, end in _unknown(typed):
        if not _overlaps(taken, start, end):
            yield _entity(typed.composed[start:end], start, end, None)


def _provinces(text: _Text) -> Iterator[Entity]:
    """Names of two words stand for themselves, unless they are risky ones without their marks."""
    typed = text.typed
    if not typed.composed.isupper():
        for short in _SHORT.finditer(typed.composed):
            name, code = _SHORT_NAMES[short[0]]
            yield _entity(name, short.start(), short.end(), code)
    for match in text.provinces:
        written = text.typed.composed[match.start : match.end]
        alone = " " in match.name and not _may_be_words(written, match.name)
        if alone or _is_marked(text.typed, match.start, match.end):
            yield _entity(match.name, match.start, match.end, match.province.code)


def _may_be_words(written: str, name: str) -> bool:
    """ "danh gia lai", and "hai phòng", which is two rooms with the marks that are there."""
    if written.isascii():
        return written.lower() in _RISKY
    return written.islower() and unify_tone(written) != unify_tone(name).lower()


def _numbered(text: _Text, gazetteer: Gazetteer) -> Iterator[Entity]:
    """ "p5", "Q.1"."""
    for match in _NUMBERED.finditer(text.typed.bare):
        type_word = "quan" if match[1] == "q" else "phuong"
        units = gazetteer.units.get(f"{type_word} {int(match[2])}", ())
        if units:
            start, end = match.span()
            yield _entity(units[0].name, start, end, _code(text, units, start, end))


def _known(text: _Text, gazetteer: Gazetteer) -> Iterator[Entity]:
    """The longest known name at each word."""
    spans = list(_WORD.finditer(text.typed.bare))[:_LONGEST_SCAN]
    words = [span[0] for span in spans]
    at = 0
    while at < len(words):
        for named in gazetteer.named(words, at):
            start, end = spans[at].start(), spans[named.end - 1].end()
            if _BROKEN.search(text.typed.bare, start, end):
                continue
            entity = _meant(text, named, words[at], start, end)
            if entity is not None:
                at = named.end - 1
                yield entity
                break
        at += 1


def _meant(text: _Text, named: Named, first_word: str, start: int, end: int) -> Entity | None:
    typed = text.typed
    written = typed.composed[start:end]
    type_word = type_before(typed, start, first_word)
    units = _spelled(named.units, written)
    own = next((known for known in named.own if may_mean(written, known.written)), None)
    if own is not None and not _is_other_unit(own, units, type_word) and _is_marked(typed, start, end):
        return _entity(own.written, start, end, own.place.code or None)
    if (
        not units
        or _is_province(text, type_word, start, end)
        or not _is_unit(text, units, type_word, start, end)
    ):
        return None
    chosen = _best(text, units, type_word, start, end)
    same = [unit for unit in units if unit.name == chosen.name]
    code = _code(text, same, start, end, type_word.name if type_word else "")
    whole, half = chosen.name, chosen.name.split(" - ")[0]
    return _entity(half if len(half.split()) == len(written.split()) else whole, start, end, code)


def _spelled(units: Iterable[Unit], written: str) -> list[Unit]:
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


def _is_province(text: _Text, type_word: TypeWord | None, start: int, end: int) -> bool:
    """ "Bình Định", unless a type word says that the district or the ward of this name is meant."""
    if type_word is not None and type_word.name in COMMUNES | DISTRICTS - {"thành phố"}:
        return False
    return any(match.start == start and match.end >= end for match in text.provinces)


def _is_other_unit(own: Known, units: Iterable[Unit], type_word: TypeWord | None) -> bool:
    """ "phường Thái Bình" is a ward, where what was handed in is the province."""
    province = len(own.place.code) == 2 and own.place.code.isdigit()
    commune = type_word is not None and type_word.name in COMMUNES
    return province and commune and any(unit.type in COMMUNES for unit in units)


def _is_unit(
    text: _Text, units: list[Unit], type_word: TypeWord | None, start: int, end: int
) -> bool:  # fmt: skip
    """Whether something says that the words are the name of one of the country's units."""
    typed, bare = text.typed, text.typed.bare[start:end]
    if units[0].name.split()[-1].isdigit() and bare.startswith(("phuong ", "quan ")):
        return True
    if type_word is not None and type_word.name:
        return _fits(typed, units, type_word, start, end) and (
            type_word.office or not is_phrase(typed, start, end)
        )
    if _begins_with_type(typed, start):
        return False
    district = any(unit.type in DISTRICTS for unit in units)
    if " " not in bare:
        return district and start > 0 and has_preposition(typed, start) and is_capital_run(typed, start, end)
    if is_ordinary(typed, start, end):
        return False
    if type_word is not None or text.province_beside(start, end) in {unit.province for unit in units}:
        return True
    if is_person_or_street(typed, start):
        return False
    if is_capital_run(typed, start, end):
        return district or has_preposition(typed, start)
    written = unify_tone(typed.composed[start:end])
    if not written.islower():
        return False
    if not written.isascii():
        return any(unit.name.lower() == written for unit in units) and has_preposition(typed, start)
    return district and has_plain_preposition(typed, start)


def _begins_with_type(typed: Typed, start: int) -> bool:
    """ "phuong hai" of "phuong hai chau" is a type word and a part of another name."""
    first = typed.composed[start:].split(maxsplit=1)[0].lower()
    return first in {"phuong", "quan", "xa", "huyen", "tinh"} and not is_capital(typed, start)


def _fits(typed: Typed, units: list[Unit], type_word: TypeWord, start: int, end: int) -> bool:
    """Whether the type word is one of the units', or sure enough to be a mistaken one."""
    several = " " in typed.bare[start:end]
    known = type_word.sure or is_capital(typed, start)
    if not several:
        return is_capital(typed, start) and any(unit.type == type_word.name for unit in units)
    if any(unit.type == type_word.name for unit in units):
        return True
    group = COMMUNES if type_word.name in COMMUNES else DISTRICTS
    return (known or any(unit.type in group for unit in units)) and type_word.name != "tỉnh"


def _best(text: _Text, units: list[Unit], type_word: TypeWord | None, start: int, end: int) -> Unit:
    """The spelling that is meant: as typed, in the province beside it, of the type before it, the most
    common, of today."""
    written = unify_tone(text.typed.composed[start:end]).lower()
    beside = text.province_beside(start, end)
    counts: dict[str, int] = {}
    for unit in units:
        counts[unit.name] = counts.get(unit.name, 0) + (1 if unit.former else 3)
    return max(
        units,
        key=lambda unit: (
            not written.isascii() and unit.name.lower() == written,
            unit.province == beside,
            unit.type == type_word.name if type_word and type_word.name else unit.type in DISTRICTS,
            counts[unit.name],
            not unit.former,
        ),
    )


def _code(text: _Text, units: Iterable[Unit], start: int, end: int, type_word: str = "") -> str | None:
    """Code of the one unit that is meant: in the province named, of today and of the type before it, as far
    as there are such; None of several."""
    beside = text.province_beside(start, end) or _only_province(text)
    near = [unit for unit in units if unit.code and (beside is None or unit.province == beside)]
    near = [unit for unit in near if not unit.former] or near
    near = [unit for unit in near if unit.type == type_word] or near
    codes = {unit.code for unit in near}
    return next(iter(codes)) if len(codes) == 1 else None


def _only_province(text: _Text) -> str | None:
    codes = {match.province.code for match in text.provinces if " " in match.name}
    return next(iter(codes)) if len(codes) == 1 else None


def _is_marked(typed: Typed, start: int, end: int) -> bool:
    """Whether something says that these words are a name: a type word or a preposition of place before
    them, or capitals in a text that uses both cases."""
    first_word = typed.bare[start:end].split()[0]
    if type_before(typed, start, first_word) is not None:
        return True
    written = typed.composed[start:end]
    if all(word[:1].isupper() for word in written.split()) and not typed.composed.isupper():
        return start > 0 or " " in written
    return " " in written and has_preposition(typed, start)


def _unknown(typed: Typed) -> Iterator[tuple[int, int]]:
    """Words with capitals after a type word, in a text that has both cases."""
    for match in _COMMUNE_TYPE.finditer(typed.composed):
        end = match.end()
        for _ in range(_LONGEST_UNKNOWN + 1):
            word = _NAME_WORD.match(typed.composed, end)
            if word is None or "\n" in word[0] or not is_capital(typed, word.start(1)):
                break
            end = word.end()
        if end > match.end() and not typed.composed[match.end() : end].isupper():
            yield match.end(), end


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _entity(value: str, start: int, end: int, code: str | None) -> Entity:
    return Entity(name=EntityName.PLACE, value=value, start=start, end=end, code=code)


SLOT: Final = Slot(find=_find, rank=80)
