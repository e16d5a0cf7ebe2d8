"""Places: those handed in, the provinces, communes and districts of the country, old and new, and what stands
with capitals after a type word.

A name that is an ordinary word elsewhere ("Thành Công", "Hòa Bình") counts only where something beside it
says that it is a name (`nlu.entities.place_cues`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from nlu.entities.gazetteer import Gazetteer, Known, Named
from nlu.entities.place_cues import COMMUNES, has_preposition, is_capital, type_before
from nlu.entities.slot import Scene, Slot, is_taken
from nlu.entities.units import Words, are_unit, best, code_of, spelled
from nlu.meaning import Entity, EntityName
from nlu.spelling.normalise import Typed
from vietnam.communes import Unit
from vietnam.places import ProvinceMatch, provinces_in
from vietnam.text import may_mean, unify_tone

_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST_SCAN: Final = 200
"""Words of a message in which places are looked for."""
_NUMBERED: Final = re.compile(r"(?<![^\W_])(p|q|f)\.? ?(\d{1,2})(?![\w./])")
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


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    provinces = provinces_in(typed.composed, typed.bare)
    known = _known(typed, provinces, scene.gazetteer)
    taken: list[tuple[int, int]] = []
    for entity in (*_numbered(typed, provinces, scene.gazetteer), *known, *_provinces(typed, provinces)):
        if not is_taken(taken, entity.start, entity.end):
            taken.append((entity.start, entity.end))
            yield entity
    for start, end in _unknown(typed):
        if not is_taken(taken, start, end):
            yield _entity(typed.composed[start:end], start, end, None)


def _provinces(typed: Typed, provinces: Iterable[ProvinceMatch]) -> Iterator[Entity]:
    """Names of two words stand for themselves, unless they are risky ones without their marks."""
    if not typed.composed.isupper():
        for short in _SHORT.finditer(typed.composed):
            name, code = _SHORT_NAMES[short[0]]
            yield _entity(name, short.start(), short.end(), code)
    for match in provinces:
        written = typed.composed[match.start : match.end]
        alone = " " in match.name and not _may_be_words(written, match.name)
        if alone or _is_marked(typed, match.start, match.end):
            yield _entity(match.name, match.start, match.end, match.province.code)


def _may_be_words(written: str, name: str) -> bool:
    """ "danh gia lai", and "hai phòng", which is two rooms with the marks that are there."""
    if written.isascii():
        return written.lower() in _RISKY
    return written.islower() and unify_tone(written) != unify_tone(name).lower()


def _numbered(typed: Typed, provinces: Sequence[ProvinceMatch], gazetteer: Gazetteer) -> Iterator[Entity]:
    """ "p5", "Q.1"."""
    for match in _NUMBERED.finditer(typed.bare):
        type_word = "quan" if match[1] == "q" else "phuong"
        units = gazetteer.units.get(f"{type_word} {int(match[2])}", ())
        if units:
            start, end = match.span()
            words = Words(typed=typed, start=start, end=end, provinces=provinces)
            yield _entity(units[0].name, start, end, code_of(words, units))


def _known(typed: Typed, provinces: Sequence[ProvinceMatch], gazetteer: Gazetteer) -> Iterator[Entity]:
    """The longest known name at each word."""
    spans = list(_WORD.finditer(typed.bare))[:_LONGEST_SCAN]
    texts = [span[0] for span in spans]
    at = 0
    while at < len(texts):
        for named in gazetteer.named(texts, at):
            start, end = spans[at].start(), spans[named.end - 1].end()
            if _BROKEN.search(typed.bare, start, end):
                continue
            type_word = type_before(typed, start, texts[at])
            words = Words(typed=typed, start=start, end=end, provinces=provinces, type_word=type_word)
            entity = _meant(words, named)
            if entity is not None:
                at = named.end - 1
                yield entity
                break
        at += 1


def _meant(words: Words, named: Named) -> Entity | None:
    """What was handed in, else a unit of the country."""
    start, end = words.start, words.end
    units = spelled(named.units, words.written)
    own = next((known for known in named.own if may_mean(words.written, known.written)), None)
    if own is not None and not _is_other_unit(own, units, words) and _is_marked(words.typed, start, end):
        return _entity(own.written, start, end, own.place.code or None)
    if not units or words.are_province or not are_unit(words, units):
        return None
    chosen = best(words, units)
    same = [unit for unit in units if unit.name == chosen.name]
    whole, half = chosen.name, chosen.name.split(" - ")[0]
    value = half if len(half.split()) == len(words.written.split()) else whole
    return _entity(value, start, end, code_of(words, same))


def _is_other_unit(own: Known, units: Iterable[Unit], words: Words) -> bool:
    """ "phường Thái Bình" is a ward, where what was handed in is the province."""
    province = len(own.place.code) == 2 and own.place.code.isdigit()
    return province and words.type_name in COMMUNES and any(unit.type in COMMUNES for unit in units)


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
    """Words with capitals after a type word, in a text that has both cases; not "Phuong Linh", a person."""
    for match in _COMMUNE_TYPE.finditer(typed.composed):
        end = match.end()
        for _ in range(_LONGEST_UNKNOWN + 1):
            word = _NAME_WORD.match(typed.composed, end)
            if word is None or "\n" in word[0] or not is_capital(typed, word.start(1)):
                break
            end = word.end()
        name = typed.composed[match.end() : end]
        person = " " not in name and match[0].isascii() and is_capital(typed, match.start())
        if name and not name.isupper() and not person:
            yield match.end(), end


def _entity(value: str, start: int, end: int, code: str | None) -> Entity:
    return Entity(name=EntityName.PLACE, value=value, start=start, end=end, code=code)


SLOT: Final = Slot(find=_find, rank=80)
