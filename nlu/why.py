"""Why a message was understood as it was: what each part of `understand` saw."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlu.clauses import clauses
from nlu.features import text_features
from nlu.followups import followup
from nlu.keywords import by_rule
from nlu.lifts import lifts
from nlu.linear import LinearModel
from nlu.meaning import Context, Entity, Meaning
from nlu.normalise import folded, read, words_of
from nlu.prepared import masks_of
from nlu.slot import Scene, find_all
from nlu.understand import Understanding

FEATURES: Final = 6
CANDIDATES: Final = 4


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An intent as the readers see it: the margin (above 0 leans to yes), and the strings of the message
    that speak most for it with what each adds."""

    name: str
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
    any model. `lifts`: what stands around the words and was added to margins. `second`: what the second
    reader says, and how sure. `candidates`: the best of both readers, most likely first. `family`: the
    codes of the family that is all the message names."""

    meaning: Meaning
    words: str
    rule: str | None
    lifts: dict[str, float]
    second: tuple[str, float]
    agreed: bool
    candidates: tuple[Candidate, ...]
    clauses: tuple[Clause, ...]
    family: tuple[str, ...]


def why(understanding: Understanding, text: str, context: Context) -> Why:
    """Goes the way of `understand` once more, step by step, and keeps what it otherwise throws away."""
    typed = read(text)
    scene = Scene(context=context, gazetteer=understanding.gazetteer)
    entities: Sequence[Entity] = find_all(understanding.slots, typed, scene)
    words = words_of(typed, understanding.model.lexicon, masks_of(typed, entities))
    named = understanding.model.matcher.match(words)
    keywords, readers = understanding.keywords, understanding.model.intents
    rule = by_rule(keywords, typed, entities, context) or followup(words, keywords, context)
    look = readers.look(words)
    opinion = readers.second.read(words)
    parts = clauses(words) if look.clauses is not None else []
    best = look.whole.argsort()[::-1][:CANDIDATES]
    return Why(
        meaning=understanding.understand(text, context),
        words=words,
        rule=None if rule is None else rule.value,
        lifts={
            name.value: value
            for name, value in lifts(words, named, keywords, understanding.small, context).items()
        },
        second=(opinion.label, opinion.score),
        agreed=look.agreed,
        candidates=tuple(
            Candidate(
                name=readers.labels[at],
                margin=round(float(look.whole[at]), 3),
                features=_speaking(readers.first, words, int(at)),
            )
            for at in best
        ),
        clauses=tuple(
            Clause(words=part, name=readers.labels[int(row.argmax())], margin=round(float(row.max()), 3))
            for part, row in zip(parts, look.clauses if look.clauses is not None else (), strict=True)
        ),
        family=understanding.model.matcher.families.named(folded(words)) or (),
    )


def _speaking(model: LinearModel, words: str, label: int) -> tuple[tuple[str, float], ...]:
    """Strings with the largest share in the margin of the label, for it or against it."""
    features = dict.fromkeys(text_features(words))
    rows, values = model.vector(text_features(words))
    share = dict(zip(rows, (values * model.weights[rows, label]).tolist(), strict=True)) if rows else {}
    told = [(f, share[row]) for f in features if (row := model.vocabulary.get(f)) is not None]
    told.sort(key=lambda pair: -abs(pair[1]))
    return tuple((feature, round(value, 3)) for feature, value in told[:FEATURES])
