"""Which intents a message carries, in the order asked, and how sure that is.

What speaks for each likely intent is weighed by a network that was taught on voices the readers had not
heard: its probabilities are honest, and the thresholds below are probabilities of being right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from nlu.intents.readers import Look, Readers
from nlu.intents.signals import Around, signals
from nlu.learning.network import Network
from nlu.meaning import IntentGuess, IntentName

ASKED_TOO: Final = 0.35
"""Probability from which a further intent counts as asked."""
ASKED_AT_ONCE: Final = 0.62
"""The same where the message is one clause: that seldom asks for two things, and sounds like two often."""
MOST: Final = 3
EMERGENCY_LEANS: Final = 0.3
"""A missed fire is worse than a false alarm: emergency is taken before it is likely."""
SURE: Final = 0.6
SURE_EMERGENCY: Final = 0.6
"""Probability of the first intent below which the assistant asks back."""
SURE_TO_CHANGE: Final = 0.9
"""The same for intents that change something; there both readers must agree."""
NONSENSE: Final = 0.12
"""Probability of being about something else from which a request is asked back."""
NONSENSE_UNNAMED: Final = 0.03
"""The same for a question like those about procedures where none is named or talked of: "bảo hành máy khoan
cần giấy gì"."""
_UNNAMED: Final = 0.3
"""How sure a procedure is named, below which none is."""
OPTIONS: Final = 3
_LEAST_OPTION: Final = 0.04
_CHANGES: Final = {
    IntentName.NOTICE_UNSUBSCRIBE,
    IntentName.DOSSIER_WITHDRAW,
    IntentName.PRIVACY_REQUEST,
}
_WRAPPING: Final = {
    IntentName.CHAT_GREET,
    IntentName.CHAT_THANKS,
    IntentName.CHAT_HELP,
    IntentName.OUT_OF_SCOPE,
}
_PARTING: Final = {IntentName.CHAT_GREET, IntentName.CHAT_BYE}
_LEAVING: Final = {IntentName.CHAT_THANKS, IntentName.CHAT_BYE}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`parts[i]`: words of the clause that asks `intents[i]`. `options`: likely intents to offer when not
    clear."""

    intents: tuple[IntentGuess, ...]
    clear: bool
    options: tuple[IntentName, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """`chances`: of each likely intent to be asked, 0 to 1."""

    look: Look
    said_in: Mapping[IntentName, int]
    chances: Mapping[IntentName, float]


@dataclass(frozen=True, kw_only=True)
class Classifier:
    readers: Readers
    network: Network

    def classify(self, words: str, around: Around, lifts: Mapping[IntentName, float]) -> Verdict:
        """Never empty; a text without a word is out of scope and unclear. `lifts` are added to the margins
        of the whole."""
        if not any(char.isalnum() for char in words):
            guess = IntentGuess(name=IntentName.OUT_OF_SCOPE, confidence=0.0)
            return Verdict(intents=(guess,), clear=False, options=(), parts=(words,))
        weighed = self.weigh(words, around, lifts)
        chances, look = weighed.chances, weighed.look
        asked = sorted(_asked(chances, len(look.parts) > 1), key=weighed.said_in.__getitem__)
        if asked == [IntentName.CHAT_THANKS] and self._is_leaving(look):
            asked.append(IntentName.CHAT_BYE)
        guesses = tuple(
            IntentGuess(name=name, confidence=round(chances.get(name, SURE), 4)) for name in asked
        )
        return Verdict(
            intents=guesses,
            clear=_is_clear(guesses, chances, look.agreed) and not _asks_elsewhere(guesses, weighed, around),
            options=_options(chances),
            parts=tuple(look.parts[-1 if len(look.parts) == 1 else weighed.said_in[n] + 1] for n in asked),
        )

    def _is_leaving(self, look: Look) -> bool:
        """ "Cảm ơn, chào em": a greeting after the thanks is a good-bye."""
        said = [self.readers.labels[int(margins.argmax())] for margins in look.margins[1:]]
        return len(said) > 1 and said[0] == IntentName.CHAT_THANKS and said[-1] in _PARTING

    def weigh(self, words: str, around: Around, lifts: Mapping[IntentName, float]) -> Weighed:
        labels = self.readers.labels
        look = lifted(self.readers.look(words, around.kinds), labels, lifts)
        seen = signals(labels, look, around)
        chances = zip(seen.likely, self.network.chances(seen.rows).tolist(), strict=True)
        return Weighed(
            look=look,
            said_in={IntentName(label): int(at) for label, at in zip(labels, seen.said_in, strict=True)},
            chances={IntentName(labels[at]): chance for at, chance in chances},
        )


def lifted(look: Look, labels: Sequence[str], lifts: Mapping[IntentName, float]) -> Look:
    added = np.array([lifts.get(IntentName(label), 0.0) for label in labels], dtype=np.float32)
    margins = look.margins.copy()
    margins[0] += added
    return replace(look, margins=margins)


def _asked(chances: Mapping[IntentName, float], several: bool) -> list[IntentName]:
    """Likeliest first. Emergency is never asked beside others; a greeting around a request is no intent, and
    how to do a thing is not asked in the same clause as something narrower about it."""
    ranked = sorted(chances, key=lambda name: -chances[name])
    if chances.get(IntentName.EMERGENCY, 0.0) >= EMERGENCY_LEANS:
        return [IntentName.EMERGENCY]
    least = ASKED_TOO if several else ASKED_AT_ONCE
    kept = [ranked[0], *(name for name in ranked[1:] if chances[name] > least)][:MOST]
    if set(kept) == _LEAVING:
        return kept
    if not several and sum(name.startswith("procedure.") for name in kept) > 1:
        kept = [name for name in kept if name is not IntentName.PROCEDURE_OVERVIEW]
    return [name for name in kept if name not in _WRAPPING] or kept[:1]


def _is_clear(guesses: Sequence[IntentGuess], chances: Mapping[IntentName, float], agreed: bool) -> bool:
    if any(guess.confidence < SURE_TO_CHANGE or not agreed for guess in guesses if guess.name in _CHANGES):
        return False
    if guesses[0].name is IntentName.EMERGENCY:
        return guesses[0].confidence >= SURE_EMERGENCY
    nonsense = chances.get(IntentName.OUT_OF_SCOPE, 0.0)
    if guesses[0].name is not IntentName.OUT_OF_SCOPE and nonsense >= NONSENSE:
        return False
    return max(guess.confidence for guess in guesses) >= SURE


def _asks_elsewhere(guesses: Sequence[IntentGuess], weighed: Weighed, around: Around) -> bool:
    """A question like those about procedures, in part said as no request is, of something that is none."""
    about_procedure = guesses[0].name.startswith("procedure.") and not around.kinds
    nonsense = weighed.chances.get(IntentName.OUT_OF_SCOPE, 0.0)
    strange = weighed.look.strangeness.strange > 0 and nonsense >= NONSENSE_UNNAMED
    return about_procedure and around.named < _UNNAMED and strange


def _options(chances: Mapping[IntentName, float]) -> tuple[IntentName, ...]:
    ranked = sorted(chances, key=lambda name: -chances[name])[:OPTIONS]
    return tuple(name for name in ranked if chances[name] >= _LEAST_OPTION)
