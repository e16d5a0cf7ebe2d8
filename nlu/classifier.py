"""Which intents a message carries, in the order asked, and how sure that is.

What speaks for each likely intent is weighed by a network that was taught on voices the readers had not
heard: its probabilities are honest, and the thresholds below are probabilities of being right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from nlu.linear import Floats
from nlu.meaning import IntentGuess, IntentName
from nlu.network import Network
from nlu.readers import Look, Readers
from nlu.signals import Around, Signals, signals

ASKED_TOO: Final = 0.35
"""Probability from which a further intent counts as asked."""
MOST: Final = 3
EMERGENCY_LEANS: Final = 0.3
"""A missed fire is worse than a false alarm: emergency is taken before it is likely."""
SURE: Final = 0.5
SURE_EMERGENCY: Final = 0.6
"""Probability of the first intent below which the assistant asks back."""
SURE_TO_CHANGE: Final = 0.9
"""The same for intents that change something; there both readers must agree."""
NONSENSE: Final = 0.25
"""Probability of being about something else from which a request is asked back."""
OPTIONS: Final = 3
_LEAST_OPTION: Final = 0.04
_CHANGES: Final = {
    IntentName.NOTICE_UNSUBSCRIBE,
    IntentName.DOSSIER_WITHDRAW,
    IntentName.PRIVACY_REQUEST,
}
_WRAPPING: Final = {IntentName.CHAT_GREET, IntentName.CHAT_HELP, IntentName.OUT_OF_SCOPE}
_LEAVING: Final = {IntentName.CHAT_THANKS, IntentName.CHAT_BYE}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`options`: likely intents to offer when not clear."""

    intents: tuple[IntentGuess, ...]
    clear: bool
    options: tuple[IntentName, ...]


@dataclass(frozen=True, kw_only=True)
class Classifier:
    readers: Readers
    network: Network

    def classify(self, words: str, around: Around, lifts: Mapping[IntentName, float]) -> Verdict:
        """Never empty; a text without a word is out of scope and unclear. `lifts` are added to the margins
        of the whole."""
        if not any(char.isalnum() for char in words):
            guess = IntentGuess(name=IntentName.OUT_OF_SCOPE, confidence=0.0)
            return Verdict(intents=(guess,), clear=False, options=())
        look = lifted(self.readers.look(words, around.kinds), self.readers.labels, lifts)
        seen = signals(self.readers.labels, look, around)
        chances = dict(
            zip(
                (IntentName(self.readers.labels[at]) for at in seen.likely),
                self.network.chances(seen.rows).tolist(),
                strict=True,
            )
        )
        asked = _asked(chances)
        order = {name: int(seen.said_in[self.readers.labels.index(name)]) for name in asked}
        guesses = tuple(
            IntentGuess(name=name, confidence=round(chances[name], 4))
            for name in sorted(asked, key=order.__getitem__)
        )
        return Verdict(
            intents=guesses, clear=_is_clear(guesses, chances, look.agreed), options=_options(chances)
        )


def lifted(look: Look, labels: Sequence[str], lifts: Mapping[IntentName, float]) -> Look:
    added = np.array([lifts.get(IntentName(label), 0.0) for label in labels], dtype=np.float32)
    margins = look.margins.copy()
    margins[0] += added
    return replace(look, margins=margins)


def _asked(chances: Mapping[IntentName, float]) -> list[IntentName]:
    """Likeliest first. Emergency is never asked beside others; a greeting around a request is no intent."""
    ranked = sorted(chances, key=lambda name: -chances[name])
    if chances.get(IntentName.EMERGENCY, 0.0) >= EMERGENCY_LEANS:
        return [IntentName.EMERGENCY]
    kept = [ranked[0], *(name for name in ranked[1:] if chances[name] > ASKED_TOO)][:MOST]
    if set(kept) == _LEAVING:
        return kept
    return [name for name in kept if name not in _WRAPPING] or kept[:1]


def _is_clear(guesses: Sequence[IntentGuess], chances: Mapping[IntentName, float], agreed: bool) -> bool:
    if any(guess.confidence < SURE_TO_CHANGE or not agreed for guess in guesses if guess.name in _CHANGES):
        return False
    if guesses[0].name is IntentName.EMERGENCY:
        return guesses[0].confidence >= SURE_EMERGENCY
    if guesses[0].name is not IntentName.OUT_OF_SCOPE and chances.get(IntentName.OUT_OF_SCOPE, 0.0) >= NONSENSE:
        return False
    return max(guess.confidence for guess in guesses) >= SURE


def _options(chances: Mapping[IntentName, float]) -> tuple[IntentName, ...]:
    ranked = sorted(chances, key=lambda name: -chances[name])[:OPTIONS]
    return tuple(name for name in ranked if chances[name] >= _LEAST_OPTION)
