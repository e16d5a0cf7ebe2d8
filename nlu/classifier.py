"""Which intents a message carries, and how sure that is.

What the whole message leans to and a clause says clearly is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nlu import several
from nlu.linear import Floats
from nlu.meaning import IntentGuess, IntentName
from nlu.readers import Look, Readers

CLAUSE_SHARE: Final = 0.3
"""How much the best clause adds to the margin of the whole message."""
EMERGENCY_LEANS: Final = -0.3
"""A missed fire is worse than a false alarm: emergency is taken before it is likely."""
SURE: Final = 0.45
SURE_ALONE: Final = 0.6
"""Probability of the first intent below which the assistant asks back; the latter where the two readers
differ."""
SURE_TO_CHANGE: Final = 0.9
"""The same for intents that change something; there both readers must agree."""
OPTIONS: Final = 3
_LEAST_OPTION: Final = 0.04
_CHANGES: Final = {
    IntentName.NOTICE_UNSUBSCRIBE,
    IntentName.DOSSIER_WITHDRAW,
    IntentName.PRIVACY_REQUEST,
}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`options`: likely intents to offer when not clear."""

    intents: tuple[IntentGuess, ...]
    clear: bool
    options: tuple[IntentName, ...]


def classify(readers: Readers, words: str, lifts: Mapping[IntentName, float]) -> Verdict:
    """Never empty; a text without a word is out of scope and unclear. `lifts` are added to the margins."""
    if not any(char.isalnum() for char in words):
        guess = IntentGuess(name=IntentName.OUT_OF_SCOPE, confidence=0.0)
        return Verdict(intents=(guess,), clear=False, options=())
    labels = readers.labels
    look = readers.look(words)
    whole = look.whole + np.array([lifts.get(IntentName(label), 0.0) for label in labels], dtype=np.float32)
    leaning = _leaning(whole, look)
    best = _best(labels, whole, leaning)
    kept = [best] if look.clauses is None else several.asked(labels, best, whole, leaning, look.clauses)
    chances = readers.first.probabilities(leaning)
    guesses = tuple(
        IntentGuess(name=IntentName(labels[at]), confidence=_confidence(chances, at, kept)) for at in kept
    )
    return Verdict(intents=guesses, clear=_is_clear(guesses, look.agreed), options=_options(labels, chances))


def _leaning(whole: Floats, look: Look) -> Floats:
    if look.clauses is None:
        return whole
    raised: Floats = whole + CLAUSE_SHARE * np.clip(look.clauses.max(axis=0), -1.0, 0.5)
    return raised


def _best(labels: Sequence[str], whole: Floats, leaning: Floats) -> int:
    emergency = labels.index(IntentName.EMERGENCY)
    without = leaning.copy()
    without[emergency] = -np.inf
    best = int(without.argmax())
    is_near = whole[emergency] > EMERGENCY_LEANS and leaning[emergency] >= leaning[best] - 0.25
    return emergency if is_near else best


def _is_clear(guesses: Sequence[IntentGuess], agreed: bool) -> bool:
    if any(guess.confidence < SURE_TO_CHANGE or not agreed for guess in guesses if guess.name in _CHANGES):
        return False
    least = SURE if agreed and guesses[0].name is not IntentName.EMERGENCY else SURE_ALONE
    return max(guess.confidence for guess in guesses) >= least


def _confidence(chances: Floats, at: int, kept: list[int]) -> float:
    """Several intents share the probability; each counts as if the others were not asked."""
    others = sum(float(chances[other]) for other in kept if other != at)
    return round(min(1.0, float(chances[at]) / max(1e-6, 1.0 - others)), 4)


def _options(labels: Sequence[str], chances: Floats) -> tuple[IntentName, ...]:
    best = [int(at) for at in np.argsort(-chances)[:OPTIONS] if chances[at] >= _LEAST_OPTION]
    return tuple(IntentName(labels[at]) for at in best)
