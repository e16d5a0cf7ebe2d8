"""A rating in a text that answers the question for one late, when another question may be open."""

from nlu.entities.slot import Scene
from nlu.meaning import Awaiting, Context
from nlu.slots.rating import SLOT
from nlu.spelling.normalise import read


def rated(text: str) -> int | None:
    """1–5 as `EntityName.RATING` has it where a rating was asked for; None: it gives none."""
    found = SLOT.find(read(text), Scene(context=Context(awaiting=Awaiting.RATING)))
    return next((int(entity.value) for entity in found), None)
