"""What the matcher learns from: questions, texts that name no procedure, and the names themselves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import log
from typing import Final

import numpy as np

from nlu import index as indexes
from nlu import rerank
from nlu.candidates import NONE, WIDTH, Finder
from nlu.families import Families
from nlu.features import name_features
from nlu.fitting import Example
from nlu.head import Trained, fit_head
from nlu.kinds import Kinds, load_kinds
from nlu.linear import Floats
from nlu.match import NO_LABEL, Matcher, default_marks, head_features, head_rows, matter
from nlu.meaning import Entry
from nlu.normalise import folded
from nlu.overlap import Scales, words_of_name
from nlu.rerank import Lesson, Reranker
from nlu.wordings import Beginnings, shortened, wordings

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


@dataclass(frozen=True, kw_only=True)
class _Text:
    """`codes`: empty for a text that names no procedure."""

    words: str
    author: str
    codes: tuple[str, ...]


def train(
    entries: Sequence[Entry],
    questions: Iterable[tuple[str, str, Sequence[str]]],
    others: Iterable[tuple[str, str]],
    normalised: Mapping[str, str],
    reranker: Reranker | None = None,
) -> Matcher:
    """`questions`: (words, author, codes); `others`: (words, author) that name no procedure; both with and
    without accents. `normalised`: a name as handed in -> its words. `reranker`: of an earlier training on
    much the same; saves half of the time."""
    known = {entry.code for entry in entries}
    asked = [
        _Text(words=matter(words), author=author, codes=right)
        for words, author, codes in questions
        if (right := tuple(code for code in codes if code in known))
    ]
    nameless = [_Text(words=matter(words), author=author, codes=()) for words, author in others]
    texts = [*asked, *(nameless[at] for at in _one_copy(nameless))]
    tried = [] if reranker else [*_one_copy(asked), *range(len(asked), len(texts))]
    everyday = _everyday(entries, normalised)
    kinds = load_kinds()
    trained = fit_head([*_examples(texts, kinds), *_named(everyday, entries, kinds)], tried)
    names = [normalised[entry.official_name or entry.name] for entry in entries]
    finder = _finder(entries, names, everyday, trained, _small_shares(asked), kinds)
    if reranker is None:
        of_texts = _text_lessons(finder, texts, trained.held_out, entries)
        reranker = rerank.fit([*of_texts, *_name_lessons(finder, names, trained, kinds)], WIDTH)
    return Matcher(
        entries=tuple(entries),
        head=trained.model,
        finder=finder,
        reranker=reranker,
        families=Families.of(entries),
        kinds=kinds,
    )


def _everyday(entries: Sequence[Entry], normalised: Mapping[str, str]) -> list[tuple[int, str]]:
    """Rows of entries, rising, and the words of what they are called."""
    return [
        (row, normalised[name])
        for row, entry in enumerate(entries)
        for name in dict.fromkeys((*entry.everyday_names, *((entry.name,) if entry.reviewed else ())))
    ]


def _examples(texts: Iterable[_Text], kinds: Kinds) -> Iterator[Example]:
    for text in texts:
        features = head_features(text.words, folded(text.words), kinds)
        yield Example(features=tuple(features), labels=text.codes or (NO_LABEL,), group=text.author)


def _named(everyday: Iterable[tuple[int, str]], entries: Sequence[Entry], kinds: Kinds) -> Iterator[Example]:
    for row, name in everyday:
        for words in dict.fromkeys((name, folded(name))):
            features = head_features(words, folded(name), kinds)
            yield Example(features=tuple(features), labels=(entries[row].code,))


def _finder(
    entries: Sequence[Entry],
    names: Sequence[str],
    everyday: Sequence[tuple[int, str]],
    trained: Trained,
    shares: Mapping[str, float],
    kinds: Kinds,
) -> Finder:
    plain = [folded(name) for name in names]
    index = indexes.build([name_features(name) for name in plain], shares)
    return Finder(
        names=index,
        name_words=tuple(map(words_of_name, plain)),
        everyday=indexes.build([name_features(folded(name)) for _, name in everyday], shares),
        everyday_of=np.array([row for row, _ in everyday], dtype=np.int32),
        head_rows=head_rows(trained.model, entries),
        defaults=default_marks(entries),
        scales=Scales(names=index, shares=shares, telling=kinds.telling),
    )


def _small_shares(asked: Iterable[_Text]) -> dict[str, float]:
    """How much of its weight a string keeps in a query: what all questions have says little about any."""
    plain = {folded(text.words) for text in asked}
    counts = Counter(string for text in plain for string in set(name_features(text)))
    return {
        string: max(_LEAST_SHARE, log(len(plain) / count) / -log(_RARE))
        for string, count in counts.items()
        if count > _RARE * len(plain)
    }


def _one_copy(texts: Sequence[_Text]) -> list[int]:
    """Each message once, every other one without its accents."""
    copies: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        copies.setdefault(folded(text.words), []).append(at)
    return sorted(ats[number % len(ats)] for number, ats in enumerate(copies.values()))


def _text_lessons(
    finder: Finder, texts: Sequence[_Text], held_out: Floats, entries: Sequence[Entry]
) -> Iterator[Lesson]:
    """`held_out`: margins of the texts, which stand first in it; NaN for those that were taught."""
    place = {entry.code: row for row, entry in enumerate(entries)}
    chosen = [at for at in range(len(texts)) if not np.isnan(held_out[at, 0])]
    asked = [at for at in chosen if texts[at].codes]
    others = [at for at in chosen if not texts[at].codes]
    for at in (*_spread(asked, _MOST_ASKED), *_spread(others, _MOST_OTHERS)):
        right = {place[code] for code in texts[at].codes}
        is_default = any(entries[row].everyday_default for row in right)
        weight = _DEFAULT_WEIGHT if is_default else 1.0
        yield from _lesson(finder, texts[at].words, held_out[at], right or {NONE}, weight)


def _name_lessons(finder: Finder, names: Sequence[str], trained: Trained, kinds: Kinds) -> Iterator[Lesson]:
    """Names that are worded alike are right together."""
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
            margins = trained.model.margins(head_features(words, folded(words), kinds))
            yield from _lesson(finder, words, margins, right, _NAME_WEIGHT)


def _lesson(
    finder: Finder, words: str, margins: Floats, right: set[int] | frozenset[int], weight: float = 1.0
) -> Iterator[Lesson]:
    found = finder.find(folded(words), margins)
    marks = np.isin(found.rows, list(right))
    if marks.any():
        yield Lesson(features=found.features, right=marks, weight=weight)


def _spread(rows: Sequence[int], most: int) -> Sequence[int]:
    return rows[:: max(1, -(-len(rows) // most))]
