"""What the matcher learns from: questions, texts that name no procedure, and the names themselves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import log
from typing import Final, TypeVar

import numpy as np

from nlu.learning import index as indexes
from nlu.learning.features import name_features
from nlu.learning.linear import LinearModel
from nlu.learning.strings import Numbers, Strings
from nlu.meaning import Entry
from nlu.procedures import rerank
from nlu.procedures.candidates import NONE, WIDTH, Finder
from nlu.procedures.families import Families
from nlu.procedures.head import fit_head
from nlu.procedures.kinds import Kinds, load_kinds
from nlu.procedures.match import NO_LABEL, Matcher, default_marks, head_rows, matter
from nlu.procedures.overlap import Scales, words_of_name
from nlu.procedures.rerank import Lesson, Reranker
from nlu.procedures.wordings import Beginnings, shortened, wordings
from nlu.spelling.normalise import folded

_Any = TypeVar("_Any")

_MOST_ASKED: Final = 2_500
_MOST_OTHERS: Final = 1_200
_MOST_NAMES: Final = 600
"""Messages that the chances are learnt on: more say nothing new and cost seconds."""
_MOST_ROUNDS: Final = 12
"""Ways to ask by a name, where there are few names."""
_NAME_WEIGHT: Final = 1.0
"""Of a question made from a name beside one that somebody wrote."""
_DEFAULT_WEIGHT: Final = 3.0
"""Of a question about what most people mean: the hands ask about each procedure alike, citizens do not."""
_RARE: Final = 0.005
"""Share of the questions up to which a string keeps all of its weight."""
_LEAST_SHARE: Final = 0.05
UNTAUGHT: Final = Reranker(weights=np.zeros(WIDTH, dtype=np.float32))


@dataclass(frozen=True, kw_only=True)
class Said:
    """`copies`: words of a message, with and without accents, as `matter` gives them. `codes`: what it
    means, empty for one that names no procedure."""

    copies: tuple[str, ...]
    codes: tuple[str, ...] = ()

    @classmethod
    def of(cls, copies: Iterable[str], codes: Iterable[str] = ()) -> "Said":
        return cls(copies=tuple(map(matter, copies)), codes=tuple(codes))

    def once(self, number: int) -> str:
        return self.copies[number % len(self.copies)]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What there is to be known. `names`: a name as handed in -> its words; `strings`: of trainings beside
    this one that read the same texts."""

    entries: Sequence[Entry]
    names: Mapping[str, str]
    strings: Strings = field(default_factory=Strings)

    def words_of_name(self, entry: Entry) -> str:
        return self.names[entry.official_name or entry.name]

    def known(self, messages: Iterable[Said]) -> list[Said]:
        """Without the codes that are not among the entries; a message that means only such is left out, for
        it does name a procedure."""
        codes = {entry.code for entry in self.entries}
        kept = ((one, replace(one, codes=tuple(c for c in one.codes if c in codes))) for one in messages)
        return [after for before, after in kept if after.codes or not before.codes]


def teach(subject: Subject, messages: Sequence[Said], reranker: Reranker = UNTAUGHT) -> Matcher:
    """`reranker`: what `weigh` found for a matcher that was taught on much the same."""
    told = subject.known(messages)
    asked = [(words, one.codes) for one in told for words in one.copies if one.codes]
    others = [one.once(number) for number, one in enumerate(told) if not one.codes]
    everyday = _everyday(subject)
    kinds = load_kinds()
    meant = [
        *asked,
        *((words, (NO_LABEL,)) for words in others),
        *((copy, (subject.entries[row].code,)) for row, name in everyday for copy in _copies(name)),
    ]
    texts = [_numbers(subject.strings, kinds, words) for words, _ in meant]
    head = fit_head(texts, [codes for _, codes in meant], subject.strings)
    return Matcher(
        entries=tuple(subject.entries),
        head=head,
        finder=_finder(subject, everyday, head, _small_shares([words for words, _ in asked]), kinds),
        reranker=reranker,
        families=Families.of(subject.entries),
        kinds=kinds,
    )


def weigh(subject: Subject, matcher: Matcher, unheard: Sequence[Said]) -> Reranker:
    """What the views of `matcher` are worth, from messages that it was not taught and from the names."""
    lessons = [*_text_lessons(matcher, subject.known(unheard)), *_name_lessons(matcher, subject)]
    return rerank.fit(lessons, WIDTH)


def _everyday(subject: Subject) -> list[tuple[int, str]]:
    """Rows of entries, rising, and the words of what they are called."""
    return [
        (row, subject.names[name])
        for row, entry in enumerate(subject.entries)
        for name in dict.fromkeys((*entry.everyday_names, *((entry.name,) if entry.reviewed else ())))
    ]


def _copies(name: str) -> Iterable[str]:
    return dict.fromkeys((name, folded(name)))


def _numbers(strings: Strings, kinds: Kinds, words: str) -> Numbers:
    """Of `head_features`."""
    return np.concatenate([strings.text(words), strings.row(kinds.features(folded(words)))])


def _finder(
    subject: Subject,
    everyday: Sequence[tuple[int, str]],
    head: LinearModel,
    shares: Mapping[str, float],
    kinds: Kinds,
) -> Finder:
    plain = [folded(subject.words_of_name(entry)) for entry in subject.entries]
    index = indexes.build([name_features(name) for name in plain], shares)
    return Finder(
        names=index,
        name_words=tuple(map(words_of_name, plain)),
        everyday=indexes.build([name_features(folded(name)) for _, name in everyday], shares),
        everyday_of=np.array([row for row, _ in everyday], dtype=np.int32),
        head_rows=head_rows(head, subject.entries),
        defaults=default_marks(subject.entries),
        scales=Scales(names=index, shares=shares, telling=kinds.telling),
    )


def _small_shares(asked: Iterable[str]) -> dict[str, float]:
    """How much of its weight a string keeps in a query: what all questions have says little about any."""
    plain = {folded(words) for words in asked}
    counts = Counter(string for text in plain for string in set(name_features(text)))
    return {
        string: max(_LEAST_SHARE, log(len(plain) / count) / -log(_RARE))
        for string, count in counts.items()
        if count > _RARE * len(plain)
    }


def _text_lessons(matcher: Matcher, unheard: Sequence[Said]) -> Iterator[Lesson]:
    entries = matcher.entries
    place = {entry.code: row for row, entry in enumerate(entries)}
    asked = [one for one in unheard if one.codes]
    others = [one for one in unheard if not one.codes]
    for number, one in enumerate((*_spread(asked, _MOST_ASKED), *_spread(others, _MOST_OTHERS))):
        right = {place[code] for code in one.codes}
        is_default = any(entries[row].everyday_default for row in right)
        yield from _lesson(matcher, one.once(number), right or {NONE}, _DEFAULT_WEIGHT if is_default else 1.0)


def _name_lessons(matcher: Matcher, subject: Subject) -> Iterator[Lesson]:
    """Names that are worded alike are right together."""
    names = [subject.words_of_name(entry) for entry in subject.entries]
    whole: dict[str, set[int]] = {}
    for row, name in enumerate(names):
        whole.setdefault(folded(name), set()).add(row)
    beginnings = Beginnings.of([folded(shortened(name)) for name in names])
    rows = _spread(range(len(names)), _MOST_NAMES)
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
    found = matcher.candidates(words)
    marks = np.isin(found.rows, list(right))
    if marks.any():
        yield Lesson(features=found.features, right=marks, weight=weight)


def _spread(rows: Sequence[_Any], most: int) -> Sequence[_Any]:
    return rows[:: max(1, -(-len(rows) // most))]
