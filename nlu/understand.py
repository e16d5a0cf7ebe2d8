"""The one door: a text and what the talk is about go in, what it means comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

from nlu import model as models
from nlu.entities.gazetteer import Gazetteer
from nlu.entities.prepared import masks_of
from nlu.entities.slot import Scene, Slot, all_slots, find_all
from nlu.intents.classifier import Verdict
from nlu.intents.danger import danger_lifts
from nlu.intents.followups import followup, of_dossier, with_denial
from nlu.intents.readers import kinds_of
from nlu.intents.requests import with_procedures
from nlu.intents.signals import around
from nlu.keywords import Keywords, by_rule, load_keywords
from nlu.meaning import (
    Awaiting,
    Context,
    Entity,
    EntityName,
    Entry,
    IntentGuess,
    IntentName,
    Meaning,
    Place,
)  # fmt: skip
from nlu.model import Model
from nlu.procedures.match import Match
from nlu.procedures.topic import Heard, certain
from nlu.sentences import accepted_folder, load_sentences
from nlu.spelling.normalise import Typed, folded, read, tidied, words_of
from nlu.train import train

_MAY_NAME_PROCEDURE: Final = ("procedure.", "office.", "payment.", "out_of_scope")
_LIKELY: Final = 0.45
"""Confidence of an unclear intent that is asked about rather than passed over."""
_FIRST: Final = "lam khai sinh can giay gi"
"""Read once at the start: what is built when it is first needed does not wait for the first citizen."""
_ASKED: Final = 0.4
"""Confidence below which none of several questions about a procedure is taken for the one asked."""
_TRUSTED: Final = 0.5
"""Confidence of a procedure that makes a message without another sense a question about it."""


@dataclass(frozen=True, kw_only=True)
class Understanding:
    """Holds the trained parts; nothing in it changes, so threads may share it."""

    model: Model
    slots: tuple[Slot, ...]
    keywords: Keywords
    gazetteer: Gazetteer
    by_code: dict[str, Entry]

    @classmethod
    def load(cls, data_dir: Path, entries: Sequence[Entry], places: Sequence[Place] = ()) -> Self:
        """The model kept in `data_dir`, or a new one, trained in half a minute and kept there."""
        path = models.file_in_use(data_dir, entries)
        model = models.read(path, entries)
        if model is None:
            model = train(entries, load_sentences(own=accepted_folder(data_dir)))
            models.save(model, path)
        made = cls.of(model, entries, places)
        made.understand(_FIRST, Context())
        return made

    @classmethod
    def of(cls, model: Model, entries: Sequence[Entry], places: Sequence[Place] = ()) -> Self:
        keywords = load_keywords()
        return cls(
            model=model,
            slots=all_slots(),
            keywords=keywords,
            gazetteer=Gazetteer.of(places),
            by_code={entry.code: entry for entry in entries},
        )

    def understand(self, text: str, context: Context) -> Meaning:
        """Any text; offsets in the result are into `text`."""
        typed = read(text)
        entities = find_all(self.slots, typed, Scene(context=context, gazetteer=self.gazetteer))
        words = words_of(typed, self.model.lexicon, masks_of(typed, entities))
        heard = self.hear(words, context)
        named = heard.named
        verdict = self._verdict(typed, words, entities, context, heard)
        if _counts_something(verdict, typed, entities):
            verdict = _without_rating(verdict)
        matched = self._matched(heard, verdict, entities)
        if self._is_choice(words, verdict, context) and named.named:
            verdict, matched = _overview(named), named
        elif _corrects(verdict, context) and heard.moved >= _TRUSTED:
            verdict = _overview(matched)
        elif not verdict.clear and (heard.moved >= _TRUSTED or _chance(named) >= _TRUSTED):
            verdict = _about(matched, verdict)
        return Meaning(
            text=text,
            intents=verdict.intents,
            procedures=matched.guesses,
            entities=tuple(_in_raw(typed, entity) for entity in entities),
            restored=self._restored(typed),
            clear=verdict.clear,
            intent_options=() if verdict.clear else verdict.options,
            procedure_clear=matched.clear,
            options=matched.options,
        )

    def hear(self, words: str, context: Context) -> Heard:
        """Which procedure the words name, and which they mean in the talk."""
        matcher, code = self.model.matcher, context.procedure
        if code is not None and code in self.by_code:
            return self.model.topic.hear(matcher, words, code)
        named = matcher.match(words)
        return Heard(named=named, matched=named)

    def _restored(self, typed: Typed) -> str:
        """The message for display; a longer one than is read, as it came."""
        if not typed.is_whole:
            return typed.raw
        return self.model.restorer.restore(tidied(typed, self.model.lexicon))

    def _verdict(
        self, typed: Typed, words: str, entities: Sequence[Entity], context: Context, heard: Heard
    ) -> Verdict:
        ruled = by_rule(self.keywords, typed, entities, context) or followup(words, self.keywords, context)
        if ruled is not None:
            return Verdict(intents=(IntentGuess(name=ruled, confidence=1.0),), clear=True, options=())
        verdict = self.model.intents.classify(
            words,
            around(heard.named, kinds_of(context), heard.moved),
            danger_lifts(words, self.keywords),
        )
        if not heard.named.named:
            intents = of_dossier(verdict.intents, context)
        else:
            intents = with_procedures(verdict.intents, verdict.parts, self.model.matcher)
        return replace(verdict, intents=with_denial(intents, words, self.keywords, context))

    def _is_choice(self, words: str, verdict: Verdict, context: Context) -> bool:
        """A procedure asked for is named, and nothing is asked about it."""
        if context.awaiting is not Awaiting.CHOICE:
            return False
        other = verdict.clear and not verdict.intents[0].name.startswith(("procedure.", "out_of_scope"))
        return not other and self.keywords.questions.isdisjoint(folded(words).split())

    def _matched(self, heard: Heard, verdict: Verdict, entities: Sequence[Entity]) -> Match:
        """The procedure that is named, or else the one that the talk is about."""
        typed_codes = [str(e.value) for e in entities if e.name is EntityName.PROCEDURE]
        known = [self.by_code[code] for code in typed_codes if code in self.by_code]
        if known:
            return certain(known[0])
        asks = [guess.name for guess in verdict.intents]
        if any(name.startswith("procedure.") for name in asks):
            return heard.matched
        if verdict.clear and not any(name.startswith(_MAY_NAME_PROCEDURE) for name in asks):
            if IntentName.CHAT_DENY not in asks:
                return Match()
            return heard.matched if heard.moved >= _TRUSTED or heard.named.named else Match()
        return heard.named


def _about(matched: Match, verdict: Verdict) -> Verdict:
    """A procedure is named and nothing else is clear: the question is what it is or how to do it."""
    likeliest = max(guess.confidence for guess in verdict.intents)
    if any(guess.name.startswith("procedure.") for guess in verdict.intents):
        return replace(verdict, clear=True) if likeliest >= _ASKED else _overview(matched)
    return verdict if verdict.intents[0].confidence >= _LIKELY else _overview(matched)


def _counts_something(verdict: Verdict, typed: Typed, entities: Sequence[Entity]) -> bool:
    """ "3 người" alone looks like "3 điểm" and rates nothing."""
    if [guess.name for guess in verdict.intents] != [IntentName.FEEDBACK_RATING]:
        return False
    return any(map(str.isdigit, typed.composed)) and all(e.name is not EntityName.RATING for e in entities)


def _without_rating(verdict: Verdict) -> Verdict:
    """Asked about, and not by offering to rate."""
    options = tuple(name for name in verdict.options if name is not IntentName.FEEDBACK_RATING)
    return replace(verdict, clear=False, options=options)


def _corrects(verdict: Verdict, context: Context) -> bool:
    """It denies what nobody asked: "không, tôi bị mất cơ"."""
    return context.awaiting is None and [guess.name for guess in verdict.intents] == [IntentName.CHAT_DENY]


def _chance(matched: Match) -> float:
    return matched.guesses[0].confidence if matched.guesses else 0.0


def _overview(matched: Match) -> Verdict:
    overview = IntentGuess(name=IntentName.PROCEDURE_OVERVIEW, confidence=matched.guesses[0].confidence)
    return Verdict(intents=(overview,), clear=True, options=())


def _in_raw(typed: Typed, entity: Entity) -> Entity:
    start, end = typed.raw_span(entity.start, entity.end)
    return replace(entity, start=start, end=end)
