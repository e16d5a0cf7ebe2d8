"""Which procedure each request of a message is about: "làm hộ chiếu cần gì, còn sổ đỏ mất bao lâu"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlu.meaning import IntentGuess
from nlu.procedures.match import Matcher

NAMED: Final = 0.7
"""Confidence from which a clause alone names its procedure. Chosen on held-out authors."""
FAMILY: Final = 0.2
"""The same where the clause names one for certain and only its case is open: the likeliest is taken, and the
answer says which it is about."""


def with_procedures(
    guesses: Sequence[IntentGuess], parts: Sequence[str], matcher: Matcher
) -> tuple[IntentGuess, ...]:
    """The guesses, each with its own procedure where their clauses name different ones; a clause that names
    none goes on about the one before. `parts`: words of the clause of each."""
    if sum(guess.name.startswith("procedure.") for guess in guesses) <= 1:
        return tuple(guesses)
    codes = [_named(guess, part, matcher) for guess, part in zip(guesses, parts, strict=True)]
    if len({code for code in codes if code is not None}) <= 1:
        return tuple(guesses)
    told: list[IntentGuess] = []
    last: str | None = None
    for guess, code in zip(guesses, codes, strict=True):
        last = code or last
        told.append(replace(guess, procedure=last) if guess.name.startswith("procedure.") else guess)
    return tuple(told)


def _named(guess: IntentGuess, part: str, matcher: Matcher) -> str | None:
    if not guess.name.startswith("procedure."):
        return None
    found = matcher.match(part)
    surely = sum(one.confidence for one in found.guesses) >= NAMED
    least = FAMILY if surely else NAMED
    return found.guesses[0].code if found.guesses and found.guesses[0].confidence >= least else None
