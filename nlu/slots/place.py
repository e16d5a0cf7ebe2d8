"""Places: those handed in, the provinces old and new, and what stands after a type word.

A name that is an ordinary word elsewhere ("Thành Công", "Hòa Bình") counts only where a type word stands
before it or where it is written with capitals.
"""

import re
from collections.abc import Iterator
from typing import Final

from nlu.gazetteer import LONGEST_NAME, Gazetteer, Known
from nlu.meaning import Entity, EntityName
from nlu.normalise import Typed
from nlu.slot import Scene, Slot
from vietnam.places import find_province
from vietnam.text import may_mean

_WORD: Final = re.compile(r"[^\W_]+")
_TYPE: Final = re.compile(
    r"\b(?:xa|phuong|p|thi tran|tt|dac khu|huyen|quan|tinh|thanh pho|tp|thi xa|tx|ubnd|uy ban|ub|xom|thon)"
    r"\.?\s*$"
)
_COMMUNE_TYPE: Final = re.compile(
    r"(?<![^\W_])(?:xã|phường|thị trấn|đặc khu|huyện|quận|XÃ|PHƯỜNG|Xã|Phường)\s+"
    r"((?:[A-ZÀ-ỸĐ][^\W\d_]*)(?:\s+[A-ZÀ-ỸĐ][^\W\d_]*){0,3})(?![^\W_])"
)
_UNACCENTED_TYPE: Final = re.compile(
    r"(?<![^\W_])(?:[Xx]a|[Pp]huong|[Tt]hi tran|[Dd]ac khu|[Hh]uyen|[Qq]uan)\s+"
    r"([A-Z][a-z]+(?: [A-Z][a-z]+){0,3})(?![^\W_])"
)
"""Only with capitals: without them "xa", "phuong" stand before anything ("xa hoi", "phuong may")."""
_PREPOSITION: Final = re.compile(r"\b(?:o|tai|ve|tu|den|toi|ra|vao|vo|que|gan|ben|ngoai|trong)\s*$")
_LONGEST_SCAN: Final = 300
"""Words of a message in which places are looked for."""


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    known = list(_known(typed, scene.gazetteer))
    yield from known
    taken = [(entity.start, entity.end) for entity in known]
    for match in find_province(typed.composed):
        if match.end > len(typed.composed) or _overlaps(taken, match.start, match.end):
            continue
        if len(match.name.split()) > 1 or _is_marked(typed, match.start, match.end):
            taken.append((match.start, match.end))
            yield Entity(
                name=EntityName.PLACE,
                value=match.name,
                start=match.start,
                end=match.end,
                code=match.province.code,
            )
    unaccented = _UNACCENTED_TYPE.finditer(typed.composed)
    for match_type in (*_COMMUNE_TYPE.finditer(typed.composed), *unaccented):
        start, end = match_type.span(1)
        if not _overlaps(taken, start, end) and not match_type[1].isupper():
            yield Entity(name=EntityName.PLACE, value=match_type[1], start=start, end=end)


def _known(typed: Typed, gazetteer: Gazetteer) -> Iterator[Entity]:
    """The longest known name at each word."""
    if not gazetteer.by_words:
        return
    words = list(_WORD.finditer(typed.bare))[:_LONGEST_SCAN]
    texts = [word[0] for word in words]
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            candidates = gazetteer.by_words.get(" ".join(texts[at : at + length]))
            if candidates is None:
                continue
            start, end = words[at].start(), words[at + length - 1].end()
            chosen = _meant(typed, candidates, start, end)
            if chosen is not None:
                at += length - 1
                yield Entity(
                    name=EntityName.PLACE,
                    value=chosen.written,
                    start=start,
                    end=end,
                    code=chosen.place.code or None,
                )
                break
        at += 1


def _meant(typed: Typed, candidates: tuple[Known, ...], start: int, end: int) -> Known | None:
    written = typed.composed[start:end]
    for known in candidates:
        if may_mean(written, known.written) and _is_marked(typed, start, end):
            return known
    return None


def _is_marked(typed: Typed, start: int, end: int) -> bool:
    """Whether something says that these words are a name: a type word or a preposition of place before
    them, or capitals in a text that uses both cases."""
    before = typed.bare[max(0, start - 14) : start]
    if _TYPE.search(before):
        return True
    written = typed.composed[start:end]
    if all(word[:1].isupper() for word in written.split()) and not typed.composed.isupper():
        return start > 0 or " " in written
    return " " in written and _PREPOSITION.search(before) is not None


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


SLOT: Final = Slot(find=_find, rank=80)
