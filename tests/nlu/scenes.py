"""Small scenes for extractors: a text, a moment, some places."""

from datetime import datetime, timedelta, timezone

from nlu.entities.gazetteer import Gazetteer
from nlu.entities.slot import Scene, all_slots, find_all
from nlu.meaning import Awaiting, Context, Entity, EntityName, Place
from nlu.spelling.normalise import read

VIETNAM = timezone(timedelta(hours=7))
SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)
"""22/11/2026 is a Sunday."""

PLACES = (
    Place(code="X1", name="xã Bình Minh"),
    Place(code="X2", name="Bình Sơn"),
    Place(code="X3", name="phường Thành Công"),
    Place(code="X4", name="Nghĩa Lộ"),
)


def found(text: str, *, awaiting: Awaiting | None = None, sent_at: datetime | None = SUNDAY) -> list[Entity]:
    """All entities of a text, overlaps settled, offsets into the text as given."""
    typed = read(text)
    scene = Scene(context=Context(awaiting=awaiting, sent_at=sent_at), gazetteer=Gazetteer.of(PLACES))
    return find_all(all_slots(), typed, scene)


def values(
    text: str,
    name: EntityName,
    *,
    awaiting: Awaiting | None = None,
    sent_at: datetime | None = SUNDAY,
) -> list[str | int]:
    return [e.value for e in found(text, awaiting=awaiting, sent_at=sent_at) if e.name is name]
