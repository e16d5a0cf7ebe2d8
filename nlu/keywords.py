"""Rules before the classifier: keywords of SMS, bare numbers, and answers to the open question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nlu.meaning import Awaiting, Context, Entity, EntityName, IntentName
from nlu.spelling.normalise import Typed
from nlu.tables import table
from vietnam.text import fold

_EDGES: Final = " .,;:!()\"'-_*#"
_NUMBERS: Final = {EntityName.DOSSIER_CODE, EntityName.PHONE, EntityName.CITIZEN_ID}
_PROOF: Final = re.compile(r"(?<!\d)\d{4}(?:\d{2})?(?!\d)")
_SHORT_ANSWER: Final = 9
"""Words of a message that may be no more than an answer with a number in it."""


@dataclass(frozen=True, kw_only=True)
class Keywords:
    alone: Mapping[str, IntentName]
    awaiting_yes_no: Mapping[str, IntentName]
    before_number: frozenset[str]
    fillers: frozenset[str]
    rating_fillers: frozenset[str]
    facets: frozenset[str]
    questions: frozenset[str]
    danger: re.Pattern[str]
    cries: re.Pattern[str]
    calm: re.Pattern[str]
    time: re.Pattern[str]
    late: re.Pattern[str]
    followup_words: frozenset[str]


def load_keywords() -> Keywords:
    tables = table("keywords")
    return Keywords(
        alone=_turned(tables["alone"]),
        awaiting_yes_no=_turned(tables["awaiting_yes_no"]),
        before_number=frozenset(tables["before_number"]["dossier.status"]),
        fillers=frozenset(tables["words"]["fillers"].split()),
        rating_fillers=frozenset(tables["words"]["rating_fillers"].split()),
        facets=frozenset(tables["words"]["facets"].split()),
        questions=frozenset(tables["words"]["questions"].split()),
        danger=_any_of(tables["emergency"]["phrases"]),
        cries=_any_of(tables["emergency"]["cries"]),
        calm=_any_of(tables["emergency"]["calm"]),
        time=_any_of(tables["followup"]["time"]),
        late=_any_of(tables["followup"]["late"]),
        followup_words=frozenset(tables["followup"]["words"].split()),
    )


def by_rule(
    keywords: Keywords, typed: Typed, entities: Sequence[Entity], context: Context
) -> IntentName | None:
    """The intent that the form of the message alone decides. Offsets are into `typed.composed`."""
    text = typed.composed.strip(_EDGES).lower()
    if context.awaiting is Awaiting.YES_NO and text in keywords.awaiting_yes_no:
        return keywords.awaiting_yes_no[text]
    if text in keywords.alone:
        return keywords.alone[text]
    if any(entity.name in _NUMBERS for entity in entities):
        rest = fold(_without(typed, entities)).strip(_EDGES)
        if not re.search(r"[a-z]", rest) or rest in keywords.before_number or _is_filler(rest, keywords):
            return IntentName.DOSSIER_STATUS
    return _answer(keywords, typed, entities, context)


def _answer(
    keywords: Keywords, typed: Typed, entities: Sequence[Entity], context: Context
) -> IntentName | None:
    """What answers the open question by its form: a number, a mark."""
    rating = [entity for entity in entities if entity.name is EntityName.RATING]
    if context.awaiting in {Awaiting.CODE, Awaiting.PROOF} and len(typed.bare.split()) <= _SHORT_ANSWER:
        proof = context.awaiting is Awaiting.PROOF and _PROOF.search(typed.bare)
        rest = fold(re.sub(r"\d", " ", _without(typed, entities))).strip(_EDGES)
        if (proof or any(entity.name in _NUMBERS for entity in entities)) and _is_filler(rest, keywords):
            return IntentName.DOSSIER_STATUS
    if context.awaiting is Awaiting.RATING and rating:
        return IntentName.FEEDBACK_RATING
    if context.awaiting is None and rating:
        others = re.findall(r"\w+", fold(_without(typed, rating)))
        return IntentName.FEEDBACK_RATING if keywords.rating_fillers.issuperset(others) else None
    return None


def _is_filler(rest: str, keywords: Keywords) -> bool:
    return all(word in keywords.fillers for word in re.findall(r"[a-z0-9]+", rest))


def _without(typed: Typed, entities: Sequence[Entity]) -> str:
    text, at = "", 0
    for entity in sorted(entities, key=lambda entity: entity.start):
        text += typed.composed[at : entity.start] + " "
        at = entity.end
    return text + typed.composed[at:]


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


def _turned(table: Mapping[str, Sequence[str]]) -> dict[str, IntentName]:
    return {word: IntentName(intent) for intent, words in table.items() for word in words}
