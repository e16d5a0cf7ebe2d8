"""Which intents a message carries, in the order asked, and how sure that is.

One linear model reads the whole message and each clause. What the whole leans to and a clause says
clearly is asked; the place of the clause gives the order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nlu.clauses import clauses
from nlu.features import text_features
from nlu.fitting import Example, fit
from nlu.linear import Floats, LinearModel
from nlu.meaning import IntentGuess, IntentName

CLAUSE_SHARE: Final = 0.3
"""How much the best clause adds to the margin of the whole message."""
WHOLE_LEANS: Final = -0.4
CLAUSE_SAYS: Final = 0.2
"""Margins from which a further intent counts. Chosen on held-out authors of the training sentences."""
DANGER: Final = 0.6
"""What a word of danger adds to the margin of emergency."""
EMERGENCY_LEANS: Final = -0.3
"""A missed fire is worse than a false alarm: emergency is taken before it is likely."""
SURE: Final = 0.45
"""Probability of the first intent below which the assistant asks back."""
MOST: Final = 3
OPTIONS: Final = 3
_LEAST_OPTION: Final = 0.04

_WRAPPING: Final = {
    IntentName.CHAT_GREET,
    IntentName.CHAT_THANKS,
    IntentName.CHAT_HELP,
    IntentName.OUT_OF_SCOPE,
}
"""What around a request is no intent of its own."""
_LEAVING: Final = {IntentName.CHAT_THANKS, IntentName.CHAT_BYE}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`options`: likely intents to offer when not clear."""

    intents: tuple[IntentGuess, ...]
    clear: bool
    options: tuple[IntentName, ...]


def train(rows: Iterable[tuple[str, str, Sequence[str]]]) -> LinearModel:
    """From (words, author, intents)."""
    return fit(
        [
            Example(features=tuple(text_features(words)), labels=tuple(intents), group=author)
            for words, author, intents in rows
        ],
        strength=1.0,
    )


def classify(model: LinearModel, words: str, *, danger: bool = False) -> Verdict:
    """Never empty; a text without a word is out of scope and unclear. `danger`: a word of danger to life
    stands in it."""
    if not any(char.isalnum() for char in words):
        guess = IntentGuess(name=IntentName.OUT_OF_SCOPE, confidence=0.0)
        return Verdict(intents=(guess,), clear=False, options=())
    whole = model.margins(text_features(words))
    if danger:
        lift = np.array([label == IntentName.EMERGENCY for label in model.labels], dtype=np.float32)
        whole = whole + DANGER * lift
    parts = clauses(words)
    each = np.vstack([model.margins(text_features(part)) for part in parts]) if len(parts) > 1 else None
    leaning = whole if each is None else whole + CLAUSE_SHARE * np.clip(each.max(axis=0), -1.0, 0.5)
    kept = _kept(model, whole, each, leaning)
    chances = model.probabilities(leaning)
    names = [IntentName(model.labels[at]) for at in kept]
    guesses = tuple(
        IntentGuess(name=name, confidence=_confidence(chances, at, kept))
        for name, at in zip(names, kept, strict=True)
    )
    return Verdict(
        intents=guesses,
        clear=max(guess.confidence for guess in guesses) >= SURE or IntentName.EMERGENCY in names,
        options=_options(model, chances),
    )


def _kept(model: LinearModel, whole: Floats, each: Floats | None, leaning: Floats) -> list[int]:
    best = int(leaning.argmax())
    emergency = model.labels.index(IntentName.EMERGENCY)
    if whole[emergency] > EMERGENCY_LEANS and leaning[emergency] >= leaning[best] - 0.25:
        best = emergency
    if each is None:
        return [best]
    clearest = each.max(axis=0)
    more = [
        int(at)
        for at in np.argsort(-leaning)
        if at != best and whole[at] > WHOLE_LEANS and clearest[at] > CLAUSE_SAYS
    ]
    kept = _without_wrapping(model, [best, *more][:MOST])
    if _is_leaving(model, kept, each):
        kept.append(model.labels.index(IntentName.CHAT_BYE))
    first_said = each.argmax(axis=0)
    return sorted(kept, key=lambda at: int(first_said[at]))


def _is_leaving(model: LinearModel, kept: list[int], each: Floats) -> bool:
    """ "Cảm ơn, chào em": a greeting after the thanks is a good-bye."""
    if [model.labels[at] for at in kept] != [IntentName.CHAT_THANKS]:
        return False
    return model.labels[int(each[-1].argmax())] in {IntentName.CHAT_GREET, IntentName.CHAT_BYE} and (
        model.labels[int(each[0].argmax())] == IntentName.CHAT_THANKS
    )


def _without_wrapping(model: LinearModel, kept: list[int]) -> list[int]:
    """A greeting or thanks around a request is no intent of its own; "thanks, bye" is both."""
    if {model.labels[at] for at in kept} == _LEAVING:
        return kept
    own = [at for at in kept if model.labels[at] not in _WRAPPING]
    said = [at for at in kept if model.labels[at] not in {IntentName.OUT_OF_SCOPE, IntentName.CHAT_GREET}]
    return own or said or kept


def _confidence(chances: Floats, at: int, kept: list[int]) -> float:
    """Several intents share the probability; each counts as if the others were not asked."""
    others = sum(float(chances[other]) for other in kept if other != at)
    return round(min(1.0, float(chances[at]) / max(1e-6, 1.0 - others)), 4)


def _options(model: LinearModel, chances: Floats) -> tuple[IntentName, ...]:
    best = [int(at) for at in np.argsort(-chances)[:OPTIONS] if chances[at] >= _LEAST_OPTION]
    return tuple(IntentName(model.labels[at]) for at in best)
