"""How the weights of `topic` are learnt: from messages of talks, and from questions put into talks.

Few messages were written for talks, so plain questions are put into one about the same procedure, about
another case of it and about something else, and short follow-ups into talks about anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlu.learning.linear import LinearModel
from nlu.learning.spread import spread
from nlu.procedures import rerank, turns
from nlu.procedures.callings import Callings
from nlu.procedures.kinds import Kinds
from nlu.procedures.leanings import WIDTH
from nlu.procedures.match import Matcher
from nlu.procedures.topic import Topic
from nlu.procedures.turns import CASE, OTHER, SAME
from nlu.spelling.normalise import folded

_MOST_READ: Final = 2_500
_MOST_PUT: Final = 1_000
"""Plain questions that are read beside the talks, and that are put into talks: with fewer, one that says in
full what it is about is taken for a follow-up."""
_MOST_TALKS: Final = 2_000
_MADE: Final = 0.6
"""Weight of a message put into a talk that it was not written for."""
_SHORT: Final = 7
"""Words of a message that names no procedure of its own."""
_FEW: Final = 4
"""A kind of case is put into a talk about one matter of so many that have it."""
_STRIDE: Final = 37
"""Step through the procedures that made talks are about."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """`words` as `words_of` gives them; `code`: of the procedure talked of, empty for a message that was not
    written for a talk; `right`: codes that it means, empty where it leaves that to the talk."""

    words: str
    code: str = ""
    right: tuple[str, ...] = ()
    weight: float = 1.0


def read(callings: Callings, told: Sequence[Told]) -> LinearModel:
    """What the words alone say. A question in full has a matter of its own."""
    talks = (one for one in told if one.code in callings.rows)
    whole = spread([one for one in told if not one.code and one.right], _MOST_READ)
    return turns.train(
        [*((one.words, _way(callings, one)) for one in talks), *((one.words, OTHER) for one in whole)]
    )


def weigh(callings: Callings, reader: LinearModel, matcher: Matcher, told: Sequence[Told]) -> Topic:
    """`reader` and `matcher`: that were not taught what is told here."""
    untaught = Topic(callings=callings, reader=reader, reranker=rerank.untaught(WIDTH))
    rows = callings.rows
    asked = [one for one in told if not one.code and one.right and all(code in rows for code in one.right)]
    cases = [one.words for one in told if not one.code and not one.right]
    talks = spread([one for one in told if one.code in rows], _MOST_TALKS)
    made = [
        *_put_into_talks(callings, spread(asked, _MOST_PUT)),
        *_moved(callings, talks),
        *_put_cases(callings, matcher.kinds, cases),
    ]
    found = (
        (one.weight, untaught.lesson(matcher, one.words, one.code, one.right or (one.code,)))
        for one in (*talks, *made)
    )
    lessons = [replace(lesson, weight=weight) for weight, lesson in found if lesson is not None]
    return replace(untaught, reranker=rerank.fit(lessons, WIDTH))


def _way(callings: Callings, one: Told) -> str:
    if not one.right:
        return SAME
    cases = {callings.entries[row].code for row in callings.cases(callings.rows[one.code])}
    return OTHER if cases.isdisjoint(one.right) else CASE


def _put_into_talks(callings: Callings, asked: Iterable[Told]) -> Iterator[Told]:
    """In turn about the same procedure, about another case of it, about any other."""
    codes = [callings.entries[row].code for row in callings.called]
    for number, one in enumerate(asked):
        cases = [callings.entries[row].code for row in callings.cases(callings.rows[one.right[0]])]
        others = codes if number % 3 == 2 else [code for code in cases if code not in one.right]
        code = one.right[0] if not number % 3 or not others else others[number * _STRIDE % len(others)]
        yield replace(one, code=code, right=() if code in one.right else one.right, weight=_MADE)


def _moved(callings: Callings, talks: Iterable[Told]) -> Iterator[Told]:
    codes = [callings.entries[row].code for row in callings.called]
    if not codes:
        return
    short = (one for one in talks if not one.right and len(one.words.split()) <= _SHORT)
    for number, one in enumerate(short):
        yield replace(one, code=codes[number * _STRIDE % len(codes)], weight=_MADE)


def _put_cases(callings: Callings, kinds: Kinds, cases: Iterable[str]) -> Iterator[Told]:
    """ "Nếu bị mất thì sao" means the lost card in a talk about cards and the lost licence in one about
    licences."""
    for number, words in enumerate(cases):
        found = kinds.features(folded(words))
        matters = [pair for kind in found for pair in _with_and_without(callings, kind)]
        for code, right in matters[number % _FEW :: _FEW]:
            yield Told(words=words, code=code, right=right, weight=_MADE)


def _with_and_without(callings: Callings, kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of each family that has cases of the kind and others: one of the others, and the cases."""
    for rows in callings.members.values():
        cases = [callings.entries[row].code for row in rows if kind in callings.called_at(row).often]
        others = [callings.entries[row].code for row in rows if kind not in callings.called_at(row).kinds]
        if cases and others:
            yield others[0], tuple(cases)
