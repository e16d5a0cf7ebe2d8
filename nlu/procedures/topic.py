"""In a talk about a procedure: whether a message goes on about it, means another case, or another matter.

Weighed by a logistic model over what speaks for each of them (`leanings`), taught on messages of talks by
voices that the matcher had not heard.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu.learning import linear
from nlu.learning.linear import Floats, LinearModel
from nlu.meaning import Entry, ProcedureGuess
from nlu.procedures import rerank
from nlu.procedures.callings import Callings
from nlu.procedures.leanings import Leanings, leanings
from nlu.procedures.match import MOST_GUESSES, MOST_OPTIONS, PLAUSIBLE, Match, Matcher, Sight
from nlu.procedures.rerank import Lesson, Reranker
from nlu.procedures.turns import take

CLEAR: Final = 0.6
"""Chance of the procedure talked of from which it is answered without asking."""
CLEAR_CHANGE: Final = 0.8
"""The same of another."""
_WORTH_ASKING: Final = 0.1


@dataclass(frozen=True, kw_only=True)
class Heard:
    """`named`: what the message names by itself; `matched`: what it means in the talk; `moved`: chance that
    this is not the procedure talked of."""

    named: Match
    matched: Match
    moved: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Topic:
    callings: Callings
    reader: LinearModel
    reranker: Reranker

    def hear(self, matcher: Matcher, words: str, code: str) -> Heard:
        """`words` as `words_of` gives them; `code` of the procedure that the talk is about. Who comes to
        another matter and names no case of it is asked which, as everywhere."""
        sight, seen = self._look(matcher, words, code)
        chances = self.reranker.chances(seen.features)
        named, matched = matcher.judge(sight), self._match(seen, chances)
        elsewhere = self.callings.rows[matched.guesses[0].code] not in seen.rows[: seen.cases]
        if elsewhere and matcher.families.named(sight.plain) is not None:
            matched = named
        return Heard(named=named, matched=matched, moved=1.0 - float(chances[0]))

    def lesson(self, matcher: Matcher, words: str, code: str, right: Iterable[str]) -> Lesson | None:
        """None where no right one is among the candidates."""
        _, seen = self._look(matcher, words, code)
        rows = self.callings.rows
        marks = np.isin(seen.rows, [rows[one] for one in right if one in rows])
        return Lesson(features=seen.features, right=marks) if marks.any() else None

    def _look(self, matcher: Matcher, words: str, code: str) -> tuple[Sight, Leanings]:
        turn = take(self.reader, words)
        sight = matcher.look(turn.meant)
        return sight, leanings(self.callings, matcher, sight, turn, self.callings.rows[code])

    def _match(self, seen: Leanings, chances: Floats) -> Match:
        """Another matter is weighed as a whole family: which member of it is the second question."""
        entries, callings = self.callings.entries, self.callings
        matters = [callings.family(row) if at >= seen.cases else str(at) for at, row in enumerate(seen.rows)]
        of_matter: dict[str, float] = {}
        for matter, chance in zip(matters, chances.tolist(), strict=True):
            of_matter[matter] = of_matter.get(matter, 0.0) + chance
        order = sorted(range(len(matters)), key=lambda at: (-of_matter[matters[at]], -chances[at]))
        likely = [at for at in order[1:MOST_GUESSES] if chances[at] >= PLAUSIBLE]
        guesses = [_guess(entries[seen.rows[at]], float(chances[at])) for at in (order[0], *likely)]
        clear = guesses[0].confidence >= (CLEAR_CHANGE if order[0] else CLEAR)
        options = [guess.code for guess in guesses[:MOST_OPTIONS] if guess.confidence >= _WORTH_ASKING]
        return Match(guesses=tuple(guesses), clear=clear, options=() if clear else tuple(options), named=True)


def certain(entry: Entry) -> Match:
    return Match(guesses=(_guess(entry, 1.0),), clear=True, named=True)


def _guess(entry: Entry, confidence: float) -> ProcedureGuess:
    return ProcedureGuess(code=entry.code, name=entry.name, confidence=round(confidence, 4))


def to_arrays(topic: Topic) -> dict[str, dict[str, NDArray[Any]]]:
    return {
        "turns": linear.to_arrays(topic.reader),
        "topic": rerank.to_arrays(topic.reranker),
    }


def from_arrays(arrays: dict[str, dict[str, NDArray[Any]]], matcher: Matcher) -> Topic:
    return Topic(
        callings=Callings.of(matcher.entries, matcher.kinds),
        reader=linear.from_arrays(arrays["turns"]),
        reranker=rerank.from_arrays(arrays["topic"]),
    )
