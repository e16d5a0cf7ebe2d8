"""How the weights of `topic` are learnt: from messages of talks, and from questions put into talks.

Few messages were written for talks, so plain questions are put into one about the same procedure, about
another case of it and about something else, and short follow-ups into talks about anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlu.procedures import topic
from nlu.procedures.match import Matcher
from nlu.procedures.topic import Topic

_MOST_PLAIN: Final = 600
_MADE: Final = 0.3
"""Weight of a message put into a talk that it was not written for."""
_SHORT: Final = 7
"""Words of a message that names no procedure of its own."""
_STRIDE: Final = 37
"""Step through the procedures that made talks are about."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """`words` as `words_of` gives them; `code`: of the procedure talked of, empty for a plain question;
    `right`: codes that it means, empty where it leaves that to the talk."""

    words: str
    code: str
    right: tuple[str, ...]
    weight: float = 1.0


def teach(matcher: Matcher, turns: Sequence[Turn]) -> Topic:
    """`matcher`: one that was not taught these turns."""
    untaught = topic.untaught(matcher)
    rows = untaught.talk.callings.rows
    asked = [turn for turn in turns if not turn.code and all(code in rows for code in turn.right)]
    talks = [turn for turn in turns if turn.code in rows]
    made = [*_put_into_talks(untaught, _spread(asked)), *_moved(untaught, talks)]
    found = (
        (turn.weight, untaught.lesson(matcher, turn.words, turn.code, turn.right or (turn.code,)))
        for turn in (*talks, *made)
    )
    return topic.taught(untaught, [replace(one, weight=weight) for weight, one in found if one is not None])


def _put_into_talks(untaught: Topic, asked: Iterable[Turn]) -> Iterator[Turn]:
    """In turn about the same procedure, about another case of it, about any other."""
    callings = untaught.talk.callings
    codes = [callings.entries[row].code for row in callings.called]
    for number, turn in enumerate(asked):
        cases = [callings.entries[row].code for row in callings.cases(callings.rows[turn.right[0]])]
        others = codes if number % 3 == 2 else [code for code in cases if code not in turn.right]
        code = turn.right[0] if not number % 3 or not others else others[number * _STRIDE % len(others)]
        yield replace(turn, code=code, right=() if code in turn.right else turn.right, weight=_MADE)


def _moved(untaught: Topic, talks: Iterable[Turn]) -> Iterator[Turn]:
    callings = untaught.talk.callings
    codes = [callings.entries[row].code for row in callings.called]
    short = (turn for turn in talks if not turn.right and len(turn.words.split()) <= _SHORT)
    for number, turn in enumerate(short):
        yield replace(turn, code=codes[number * _STRIDE % len(codes)], weight=_MADE)


def _spread(asked: Sequence[Turn]) -> Sequence[Turn]:
    return asked[:: max(1, -(-len(asked) // _MOST_PLAIN))]
