"""In a talk about a procedure: whether a message goes on about it, means another case, or another matter."""

from collections.abc import Mapping
from typing import Final

from nlu.meaning import Entry, ProcedureGuess
from nlu.procedures.match import Match, Matcher

CHANGED: Final = 0.85
"""Chance of one other family from which the talk is over. Lower, the papers and places that follow-ups name
are taken for procedures."""
_LIKELIER: Final = 0.6


def of_talk(
    matcher: Matcher, words: str, named: Match, talked_of: Entry, by_code: Mapping[str, Entry]
) -> Match:
    """`named`: what the message names by itself. `words` as `words_of` gives them."""
    if _changes_subject(named, talked_of, by_code):
        return named
    other = matcher.other_case(words, talked_of.code)
    return certain(talked_of) if other is None else _either(other, talked_of)


def certain(entry: Entry) -> Match:
    return Match(guesses=(_guess(entry, 1.0),), clear=True, named=True)


def _changes_subject(named: Match, talked_of: Entry, by_code: Mapping[str, Entry]) -> bool:
    """A family is named as soon as its members are together: which of them is asked, not whether."""
    chances: dict[str, float] = {}
    for guess in named.guesses:
        family = by_code[guess.code].family or guess.code
        chances[family] = chances.get(family, 0.0) + guess.confidence
    return any(chance >= CHANGED for family, chance in chances.items() if family != talked_of.family)


def _either(likelier: Entry, talked_of: Entry) -> Match:
    """To be asked: another case of the family is meant, or still the same."""
    return Match(
        guesses=(_guess(likelier, _LIKELIER), _guess(talked_of, 1 - _LIKELIER)),
        options=(likelier.code, talked_of.code),
        named=True,
    )


def _guess(entry: Entry, confidence: float) -> ProcedureGuess:
    return ProcedureGuess(code=entry.code, name=entry.name, confidence=confidence)
