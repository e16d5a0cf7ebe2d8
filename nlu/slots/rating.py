"""Ratings from 1 to 5: stars, points, degrees of satisfaction, and a bare number where one is expected."""

import re
from collections.abc import Iterator
from typing import Final

from nlu.meaning import Awaiting, Entity, EntityName
from nlu.normalise import Typed
from nlu.slot import Scene, Slot

_WORDS: Final = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5}
_NO: Final = r"(?:khong|ko|k|kh|hok|hong|hem|chua|chang|chả|cha)"
_DEGREES: Final = (
    (re.compile(rf"\brat(?: la)? {_NO}(?: he)? hai long|\bhoan toan {_NO} hai long|\bqua that vong"), 1),
    (re.compile(rf"\b{_NO}(?: he| duoc| dc)? hai long|\bchang hai long"), 2),
    (
        re.compile(r"\b(?:rat(?: la)? ){1,3}hai long|\bhai long (?:lam|vo cung|tuyet doi)|\bcuc ky hai long"),
        5,
    ),
    (re.compile(r"\bhai long|\bhl\b"), 4),
)
_MIDDLING: Final = re.compile(r"\bbinh thuong\b|\bbthg?\b|\btam duoc\b|\btam on\b")
_SCORE: Final = re.compile(
    r"(?<![\w./,-])(?P<number>[1-5]|mot|hai|ba|bon|nam) ?"
    r"(?:(?:sao|diem|d|\*|⭐️?|★)(?! ?\d)(?!\w)|/ ?5(?![\w/.-]))"
)
_GIVEN: Final = re.compile(
    r"\b(?:cham|danh gia|dg|cho|muc|vote|rate)(?: muc| diem| toi| la| em)? ?:? ?([1-5])(?![\w./-])"
)
_STARS: Final = re.compile(r"(?:(?:⭐️?|★|🌟) ?){1,5}")
_BARE: Final = re.compile(r"\s*([1-5])\s*[.!)]?\s*")
_BARE_WITH_WORDS: Final = re.compile(r"\s*([1-5])\s*[,.;:!\-](?!\d)|\s*([1-5])(?=\s+[a-z])")


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    text = typed.bare
    awaiting = scene.context.awaiting
    for match in _SCORE.finditer(text):
        number = match["number"]
        yield _entity(_WORDS.get(number) or int(number), match)
    if awaiting in {None, Awaiting.RATING}:
        if (match_given := _GIVEN.search(text)) is not None:
            yield _entity(int(match_given[1]), match_given)
        if (match_bare := _BARE.fullmatch(text)) is not None:
            yield _entity(int(match_bare[1]), match_bare)
    if (stars := _STARS.search(typed.composed)) is not None:
        count = sum(char in "⭐★🌟" for char in stars[0])
        if count > 1 or typed.composed.strip() == stars[0].strip():
            yield _entity(count, stars)
    yield from _degree(text, awaiting)


def _degree(text: str, awaiting: Awaiting | None) -> Iterator[Entity]:
    """The strongest reading of "hài lòng" in the text, negation first; one degree a message."""
    if _SCORE.search(text) is not None:
        return
    for pattern, degree in _DEGREES:
        if (match := pattern.search(text)) is not None:
            yield _entity(degree, match)
            return
    if (middling := _MIDDLING.search(text)) is not None and (
        awaiting is Awaiting.RATING or len(text.split()) <= 3
    ):
        yield _entity(3, middling)
    elif awaiting is Awaiting.RATING and (match := _BARE_WITH_WORDS.match(text)) is not None:
        yield _entity(int(match[1] or match[2]), match)


def _entity(value: int, match: re.Match[str]) -> Entity:
    return Entity(name=EntityName.RATING, value=value, start=match.start(), end=match.end())


SLOT: Final = Slot(find=_find, rank=70)
