"""Short questions that mean what the talk is about: "bao giờ có" after a dossier is its status, after a
procedure its duration."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlu.intents.clauses import clauses
from nlu.keywords import Keywords
from nlu.meaning import Awaiting, Context, IntentGuess, IntentName
from nlu.spelling.normalise import folded

_LONGEST: Final = 10
"""Words; more than that say what they are about."""

_OF_ONES_OWN: Final = re.compile(r"\b(?:ho so|hs)\b.* (?:roi|chua)$")
"""What has been handed in, and not how long such things take."""

_NO: Final = IntentName.CHAT_DENY
_ALARM: Final = IntentName.EMERGENCY


def followup(words: str, keywords: Keywords, context: Context) -> IntentName | None:
    """The intent of a question of time that names nothing; None for anything else."""
    if context.dossier_code is None and context.procedure is None:
        return None
    plain = [word for word in folded(words).split() if word.isalnum()]
    known = keywords.followup_words | keywords.fillers
    if not plain or len(plain) > _LONGEST or not all(word in known for word in plain):
        return None
    text = " ".join(plain)
    late, time = keywords.late.search(text), keywords.time.search(text)
    if not late and not time:
        return None
    if context.dossier_code is None:
        return None if _OF_ONES_OWN.search(text) else IntentName.PROCEDURE_TIME
    return IntentName.DOSSIER_OVERDUE if late else IntentName.DOSSIER_STATUS


def of_dossier(guesses: Sequence[IntentGuess], context: Context) -> tuple[IntentGuess, ...]:
    """For a message that names no procedure: how long it takes is the status of the dossier that the
    message or the talk is about."""
    if context.procedure is not None:
        return tuple(guesses)
    if context.dossier_code is None and not any(guess.name.startswith("dossier.") for guess in guesses):
        return tuple(guesses)
    turned = [
        replace(guess, name=IntentName.DOSSIER_STATUS) if guess.name is IntentName.PROCEDURE_TIME else guess
        for guess in guesses
    ]
    return tuple({guess.name: guess for guess in reversed(turned)}.values())[::-1]


def with_denial(
    guesses: Sequence[IntentGuess], words: str, keywords: Keywords, context: Context
) -> tuple[IntentGuess, ...]:
    """Who is asked yes or no and begins with no has answered, whatever follows: "không phải, tôi hỏi phí"."""
    first, *rest = clauses(folded(words)) or [""]
    answer = keywords.awaiting_yes_no.get(first) or keywords.alone.get(first)
    told = {guess.name for guess in guesses}
    if context.awaiting is not Awaiting.YES_NO or answer is not _NO or not rest or told & {_NO, _ALARM}:
        return tuple(guesses)
    others = (guess for guess in guesses if guess.name is not IntentName.OUT_OF_SCOPE)
    return (IntentGuess(name=_NO, confidence=1.0), *others)
