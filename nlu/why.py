"""Why a message was understood as it was: what each part of `understand` saw."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlu.entities.prepared import masks_of
from nlu.entities.slot import Scene, find_all
from nlu.intents.danger import danger_lifts
from nlu.intents.followups import followup
from nlu.intents.readers import kinds_of
from nlu.intents.signals import around
from nlu.keywords import by_rule
from nlu.learning.linear import LinearModel
from nlu.meaning import Context, Entity, Meaning
from nlu.procedures.match import Match, Matcher, head_features, matter
from nlu.spelling.normalise import folded, read, words_of
from nlu.understand import Understanding

FEATURES: Final = 6
CANDIDATES: Final = 4


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An intent: how likely it is asked, its margin as the readers see it (above 0 leans to yes), and the
    strings of the message that speak most for it with what each adds."""

    name: str
    chance: float
    margin: float
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, kw_only=True)
class Clause:
    """The intent that the clause leans to most."""

    words: str
    name: str
    margin: float


@dataclass(frozen=True, kw_only=True)
class Why:
    """`words`: the message as the models read it. `rule`: the intent that its form alone decided, before
    any model. `lifts`: what words of danger added to margins. `known`: share of its pairs of words that
    requests use too. `second`: what the second reader says, and how sure. `candidates`: most likely first.
    `family`: the codes of the family that is all the message names. `procedures`: of each procedure guessed
    that is a reviewed one, the strings that speak most for it or against it."""

    meaning: Meaning
    words: str
    rule: str | None
    lifts: dict[str, float]
    known: float
    second: tuple[str, float]
    agreed: bool
    candidates: tuple[Candidate, ...]
    clauses: tuple[Clause, ...]
    family: tuple[str, ...]
    procedures: dict[str, tuple[tuple[str, float], ...]]


def why(understanding: Understanding, text: str, context: Context) -> Why:
    """Goes the way of `understand` once more, step by step, and keeps what it otherwise throws away."""
    typed = read(text)
    scene = Scene(context=context, gazetteer=understanding.gazetteer)
    entities: Sequence[Entity] = find_all(understanding.slots, typed, scene)
    words = words_of(typed, understanding.model.lexicon, masks_of(typed, entities))
    heard = understanding.hear(words, context)
    named = heard.named
    keywords, classifier = understanding.keywords, understanding.model.intents
    readers = classifier.readers
    rule = by_rule(keywords, typed, entities, context) or followup(words, keywords, context)
    lifts = danger_lifts(words, keywords)
    weighed = classifier.weigh(words, around(named, kinds_of(context), heard.moved), lifts)
    look, opinion = weighed.look, weighed.look.opinions[0]
    return Why(
        meaning=understanding.understand(text, context),
        words=words,
        rule=None if rule is None else rule.value,
        lifts={name.value: value for name, value in lifts.items()},
        known=round(look.strangeness.known, 3),
        second=(opinion.label, opinion.score),
        agreed=look.agreed,
        candidates=tuple(
            Candidate(
                name=name.value,
                chance=round(chance, 3),
                margin=round(float(look.margins[0][readers.labels.index(name)]), 3),
                features=_speaking(readers.first, readers.features(words, kinds_of(context)), name),
            )
            for name, chance in sorted(weighed.chances.items(), key=lambda pair: -pair[1])[:CANDIDATES]
        ),
        clauses=tuple(
            Clause(words=part, name=readers.labels[int(row.argmax())], margin=round(float(row.max()), 3))
            for part, row in list(zip(look.parts, look.margins, strict=True))[1:]
        ),
        family=understanding.model.matcher.families.named(folded(words)) or (),
        procedures=_of_procedures(understanding.model.matcher, words, named),
    )


def _of_procedures(matcher: Matcher, words: str, named: Match) -> dict[str, tuple[tuple[str, float], ...]]:
    asked = matter(words)
    strings = head_features(asked, folded(asked), matcher.kinds)
    known = set(matcher.head.labels)
    return {
        guess.code: _speaking(matcher.head, strings, guess.code)
        for guess in named.guesses
        if guess.code in known
    }


def _speaking(model: LinearModel, strings: Sequence[str], label: str) -> tuple[tuple[str, float], ...]:
    """Strings with the largest share in the margin of the label, for it or against it."""
    rows, values = model.vector(strings)
    weights = model.weights[rows, model.labels.index(label)] if rows else ()
    share = dict(zip(rows, (values * weights).tolist(), strict=True)) if rows else {}
    told = [(f, share[row]) for f in dict.fromkeys(strings) if (row := model.vocabulary.get(f)) is not None]
    told.sort(key=lambda pair: -abs(pair[1]))
    return tuple((feature, round(value, 3)) for feature, value in told[:FEATURES])
