"""What an extractor is, and how those in `nlu/slots/` are found."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import nlu.slots
from nlu.entities.gazetteer import Gazetteer
from nlu.meaning import Context, Entity
from nlu.spelling.normalise import Typed


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What an extractor may know besides the text."""

    context: Context
    gazetteer: Gazetteer = field(default_factory=Gazetteer)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """`find` gives entities whose offsets are into `typed.composed`. `rank`: of two that overlap, the
    lower one stays."""

    find: Callable[[Typed, Scene], Iterable[Entity]]
    rank: int


def all_slots() -> tuple[Slot, ...]:
    """Every module of the folder, by rank."""
    names = (info.name for info in pkgutil.iter_modules(nlu.slots.__path__))
    found = (importlib.import_module(f"nlu.slots.{name}").SLOT for name in names)
    return tuple(sorted(found, key=lambda slot: slot.rank))


def find_all(slots: Iterable[Slot], typed: Typed, scene: Scene) -> list[Entity]:
    """Entities in the order of the text, none over another and none twice, offsets into `typed.composed`."""
    ranked = [(slot.rank, entity) for slot in slots for entity in slot.find(typed, scene)]
    ranked.sort(key=lambda pair: (not pair[1].sure, pair[0], pair[1].start - pair[1].end))
    kept: list[Entity] = []
    for _, entity in ranked:
        if not any(_same(entity, other) for other in kept):
            kept.append(entity)
    return sorted(kept, key=lambda entity: entity.start)


def is_taken(taken: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the stretches lies over `start` to `end`."""
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _same(entity: Entity, other: Entity) -> bool:
    """Over one another, or the same said twice ("thứ 2 tới là 30/11")."""
    return is_taken([(other.start, other.end)], entity.start, entity.end) or (
        entity.name is other.name and entity.value == other.value
    )
