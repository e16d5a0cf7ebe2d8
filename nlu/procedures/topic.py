"""In a talk about a procedure: whether a message goes on about it, means another case, or another matter.

Weighed by a logistic model over what speaks for each of them (`leanings`), taught on messages of talks by
voices that the matcher had not heard.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu.learning.linear import Floats
from nlu.meaning import Entry, ProcedureGuess
from nlu.procedures import rerank
from nlu.procedures.leanings import WIDTH, Leanings, Talk, leanings
from nlu.procedures.match import MOST_GUESSES, MOST_OPTIONS, PLAUSIBLE, Match, Matcher
from nlu.procedures.rerank import Lesson, Reranker
from nlu.procedures.set_aside import set_aside

CLEAR: Final = 0.6
"""Chance from which one of them is answered without asking."""
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
    talk: Talk
    reranker: Reranker

    def hear(self, matcher: Matcher, words: str, code: str) -> Heard:
        """`words` as `words_of` gives them; `code` of the procedure that the talk is about."""
        said = set_aside(words)
        sight = matcher.look(said.meant)
        seen = leanings(self.talk, matcher, sight, self.talk.callings.rows[code], said.aside)
        chances = self.reranker.chances(seen.features)
        return Heard(
            named=matcher.judge(sight),
            matched=self._match(seen, chances),
            moved=1.0 - float(chances[0]),
        )

    def lesson(self, matcher: Matcher, words: str, code: str, right: Iterable[str]) -> Lesson | None:
        """None where no right one is among the candidates."""
        said, rows = set_aside(words), self.talk.callings.rows
        seen = leanings(self.talk, matcher, matcher.look(said.meant), rows[code], said.aside)
        marks = np.isin(seen.rows, [rows[one] for one in right if one in rows])
        return Lesson(features=seen.features, right=marks) if marks.any() else None

    def _match(self, seen: Leanings, chances: Floats) -> Match:
        """Another matter is weighed as a whole family: which member of it is the second question."""
        entries, callings = self.talk.callings.entries, self.talk.callings
        matters = [callings.family(row) if at >= seen.cases else str(at) for at, row in enumerate(seen.rows)]
        of_matter: dict[str, float] = {}
        for matter, chance in zip(matters, chances.tolist(), strict=True):
            of_matter[matter] = of_matter.get(matter, 0.0) + chance
        order = sorted(range(len(matters)), key=lambda at: (-of_matter[matters[at]], -chances[at]))
        likely = [at for at in order[1:MOST_GUESSES] if chances[at] >= PLAUSIBLE]
        guesses = [_guess(entries[seen.rows[at]], float(chances[at])) for at in (order[0], *likely)]
        clear = guesses[0].confidence >= CLEAR
        options = [guess.code for guess in guesses[:MOST_OPTIONS] if guess.confidence >= _WORTH_ASKING]
        return Match(guesses=tuple(guesses), clear=clear, options=() if clear else tuple(options), named=True)


def certain(entry: Entry) -> Match:
    return Match(guesses=(_guess(entry, 1.0),), clear=True, named=True)


def untaught(matcher: Matcher) -> Topic:
    talk = Talk.of(matcher)
    return Topic(talk=talk, reranker=Reranker(weights=np.zeros(WIDTH, dtype=np.float32)))


def taught(topic: Topic, lessons: Sequence[Lesson]) -> Topic:
    return Topic(talk=topic.talk, reranker=rerank.fit(lessons, WIDTH))


def _guess(entry: Entry, confidence: float) -> ProcedureGuess:
    return ProcedureGuess(code=entry.code, name=entry.name, confidence=round(confidence, 4))


def to_arrays(topic: Topic) -> dict[str, NDArray[Any]]:
    return rerank.to_arrays(topic.reranker)


def from_arrays(arrays: Mapping[str, NDArray[Any]], matcher: Matcher) -> Topic:
    return Topic(talk=Talk.of(matcher), reranker=rerank.from_arrays(dict(arrays)))
