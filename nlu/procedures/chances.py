"""How far the views of a matcher may be trusted is learnt from messages that it was not taught."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

import numpy as np

from nlu.learning.spread import spread
from nlu.procedures import rerank
from nlu.procedures.candidates import NONE, WIDTH
from nlu.procedures.match import Matcher, View
from nlu.procedures.rerank import Lesson, Reranker
from nlu.procedures.subject import Said, Subject
from nlu.procedures.wordings import Beginnings, shortened, wordings
from nlu.spelling.normalise import folded

_MOST_ASKED: Final = 1_700
_MOST_OTHERS: Final = 1_000
_MOST_NAMES: Final = 600
"""Messages that the chances are learnt on: more say nothing new and cost seconds."""
_MOST_ROUNDS: Final = 12
"""Ways to ask by a name, where there are few names."""
_NAME_WEIGHT: Final = 4.0
"""Of a question made from a name beside one that somebody wrote."""
_DEFAULT_WEIGHT: Final = 3.0
"""Of a question about what most people mean: the hands ask about each procedure alike, citizens do not."""


@dataclass(frozen=True, kw_only=True)
class Attentive(Matcher):
    """A matcher that remembers what it saw in a text: several trainings ask it about the same messages."""

    seen: dict[str, View] = field(default_factory=dict)

    @classmethod
    def of(cls, matcher: Matcher) -> "Attentive":
        return cls(**vars(matcher))

    def view(self, asked: str) -> View:
        if asked not in self.seen:
            self.seen[asked] = super().view(asked)
        return self.seen[asked]


def weigh(subject: Subject, matcher: Matcher, unheard: Sequence[Said]) -> Reranker:
    """From messages that `matcher` was not taught and from the names."""
    lessons = [*_text_lessons(matcher, subject.known(unheard)), *_name_lessons(matcher, subject.names)]
    return rerank.fit(lessons, WIDTH)


def _text_lessons(matcher: Matcher, unheard: Sequence[Said]) -> Iterator[Lesson]:
    entries = matcher.entries
    place = {entry.code: row for row, entry in enumerate(entries)}
    asked = [one for one in unheard if one.codes]
    others = [one for one in unheard if not one.codes]
    for number, one in enumerate((*spread(asked, _MOST_ASKED), *spread(others, _MOST_OTHERS))):
        right = {place[code] for code in one.codes}
        is_default = any(entries[row].everyday_default for row in right)
        yield from _lesson(matcher, one.once(number), right or {NONE}, _DEFAULT_WEIGHT if is_default else 1.0)


def _name_lessons(matcher: Matcher, names: Sequence[str]) -> Iterator[Lesson]:
    """Names that are worded alike are right together."""
    whole: dict[str, set[int]] = {}
    for row, name in enumerate(names):
        whole.setdefault(folded(name), set()).add(row)
    beginnings = Beginnings.of([folded(shortened(name)) for name in names])
    rows = spread(range(len(names)), _MOST_NAMES)
    rounds = range(min(_MOST_ROUNDS, _MOST_NAMES // max(1, len(rows))))
    for row, number in product(rows, rounds):
        for at, wording in enumerate(wordings(names[row], row + number)):
            kept = folded(wording.kept)
            right = whole.get(kept, set()) | ({row} if not at else beginnings.with_beginning(kept))
            words = wording.text if (row + number + at) % 2 else folded(wording.text)
            yield from _lesson(matcher, words, right, _NAME_WEIGHT)


def _lesson(
    matcher: Matcher, words: str, right: set[int] | frozenset[int], weight: float
) -> Iterator[Lesson]:
    found = matcher.view(words).found
    marks = np.isin(found.rows, list(right))
    if marks.any():
        yield Lesson(features=found.features, right=marks, weight=weight)
