"""Which procedure a message is about.

Three views are added: a linear model over the reviewed procedures (questions that people ask, and
names), likeness to the everyday names, and likeness to all official names, imported ones too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu import index as indexes
from nlu import linear
from nlu.families import Families
from nlu.features import name_features, text_features
from nlu.fitting import Example, fit
from nlu.index import Index
from nlu.linear import Floats, LinearModel, softmax
from nlu.meaning import Entry, ProcedureGuess
from nlu.normalise import folded

NONE: Final = "-"
"""Label of texts that name no procedure."""

EVERYDAY_SHARE: Final = 1.2
NAME_SHARE: Final = 0.3
TAIL_SHARE: Final = 5.0
TAIL_FROM: Final = 0.4
"""Cosine with an official name from which a procedure outside the reviewed ones is believed."""
CLEAR: Final = 0.9
"""Probability from which the first procedure is answered without asking."""
_LEAST: Final = 0.02
_LEAST_OPTION: Final = 0.08
MOST_GUESSES: Final = 5
MOST_OPTIONS: Final = 3


@dataclass(frozen=True, kw_only=True)
class Match:
    """As in `Meaning`: ranked guesses, whether the first may be answered, otherwise what to offer."""

    guesses: tuple[ProcedureGuess, ...] = ()
    clear: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Matcher:
    """`everyday_of[i]` is the entry that everyday name i belongs to, in rising order."""

    entries: tuple[Entry, ...]
    head: LinearModel
    names: Index
    everyday: Index
    everyday_of: NDArray[np.int32]
    head_rows: NDArray[np.int32]
    families: Families

    def match(self, words: str) -> Match:
        """`words` as `words_of` gives them."""
        plain = folded(words)
        members = self.families.named(plain)
        if members is not None:
            return self._family(members)
        scored = self._scores(words, plain)
        return self._judged(scored)

    def _scores(self, words: str, plain: str) -> list[tuple[float, int]]:
        """Margins with the entry they belong to; -1 stands for none. Best first."""
        queries = name_features(plain)
        by_name = self.names.scores(queries)
        by_everyday = np.zeros(len(self.entries), dtype=np.float32)
        if len(self.everyday_of):
            np.maximum.at(by_everyday, self.everyday_of, self.everyday.scores(queries))
        margins = self.head.margins(text_features(words))
        scored = [
            (float(margin + EVERYDAY_SHARE * by_everyday[row] + NAME_SHARE * by_name[row]), int(row))
            if row >= 0
            else (float(margin), -1)
            for margin, row in zip(margins, self.head_rows, strict=True)
        ]
        best_named = max((float(by_name[row]) for row in self.head_rows if row >= 0), default=0.0)
        return sorted([*scored, *self._tail(by_name, best_named)], reverse=True)

    def _tail(self, by_name: Floats, best_named: float) -> list[tuple[float, int]]:
        """Entries outside the reviewed ones whose name is nearer than any reviewed name."""
        if len(by_name) == 0:
            return []
        in_head = {int(row) for row in self.head_rows}
        count = min(len(by_name), 12 + len(in_head))
        nearest = np.argpartition(-by_name, count - 1)[:count]
        found = [
            (TAIL_SHARE * (float(by_name[row]) - max(TAIL_FROM, best_named)), int(row))
            for row in nearest
            if int(row) not in in_head
        ]
        return sorted(found, reverse=True)[:8]

    def _judged(self, scored: list[tuple[float, int]]) -> Match:
        top = scored[:24]
        if not top or top[0][1] == -1:
            return Match()
        margins = np.array([margin for margin, _ in top], dtype=np.float32)
        chances = softmax(margins * self.head.sharpness)
        ranked = [
            (float(chance), self.entries[row])
            for chance, (_, row) in zip(chances, top, strict=True)
            if row >= 0 and chance >= _LEAST
        ][:MOST_GUESSES]
        guesses = tuple(
            ProcedureGuess(code=entry.code, name=entry.name, confidence=round(chance, 4))
            for chance, entry in ranked
        )
        clear = bool(guesses) and guesses[0].confidence >= CLEAR
        return Match(guesses=guesses, clear=clear, options=() if clear else _options(ranked))

    def _family(self, codes: Sequence[str]) -> Match:
        members = [entry for entry in self.entries if entry.code in codes]
        members.sort(key=lambda entry: not entry.everyday_default)
        share = round(1 / max(1, len(members)), 4)
        guesses = tuple(
            ProcedureGuess(code=entry.code, name=entry.name, confidence=share)
            for entry in members[:MOST_GUESSES]
        )
        return Match(guesses=guesses, options=tuple(entry.code for entry in members[:MOST_OPTIONS]))


def _options(ranked: Sequence[tuple[float, Entry]]) -> tuple[str, ...]:
    """Near scores; alone, the best is offered with its nearest rival."""
    near = [entry.code for chance, entry in ranked if chance >= _LEAST_OPTION]
    if len(near) < 2:
        near = [entry.code for _, entry in ranked[:2]]
    return tuple(near[:MOST_OPTIONS])


def train(
    entries: Sequence[Entry],
    questions: Iterable[tuple[str, str, Sequence[str]]],
    others: Iterable[tuple[str, str]],
    normalised: dict[str, str],
) -> Matcher:
    """`questions`: (words, author, codes); `others`: (words, author) that name no procedure;
    `normalised`: a name as handed in -> its words."""
    place = {entry.code: row for row, entry in enumerate(entries)}
    asked = [(words, author, [c for c in codes if c in place]) for words, author, codes in questions]
    examples = [
        Example(features=tuple(text_features(words)), labels=tuple(codes), group=author)
        for words, author, codes in asked
        if codes
    ]
    everyday = [
        (row, name)
        for row, entry in enumerate(entries)
        for name in dict.fromkeys((*entry.everyday_names, *((entry.name,) if entry.reviewed else ())))
    ]
    examples += [
        Example(features=tuple(text_features(words)), labels=(entries[row].code,))
        for row, name in everyday
        for words in dict.fromkeys((normalised[name], folded(normalised[name])))
    ]
    examples += [
        Example(features=tuple(text_features(words)), labels=(NONE,), group=author)
        for words, author in others
    ]
    head = fit(examples, strength=1.0, rarest=1)
    return Matcher(
        entries=tuple(entries),
        head=head,
        names=indexes.build([_document(entry, normalised) for entry in entries]),
        everyday=indexes.build([name_features(folded(normalised[name])) for _, name in everyday]),
        everyday_of=np.array([row for row, _ in everyday], dtype=np.int32),
        head_rows=_head_rows(head, place),
        families=Families.of(entries),
    )


def _document(entry: Entry, normalised: dict[str, str]) -> list[str]:
    return name_features(folded(normalised[entry.official_name or entry.name]))


def _head_rows(head: LinearModel, place: dict[str, int]) -> NDArray[np.int32]:
    return np.array([place.get(label, -1) for label in head.labels], dtype=np.int32)


def to_arrays(matcher: Matcher) -> dict[str, dict[str, NDArray[Any]]]:
    """All but what is known from the entries."""
    return {
        "head": linear.to_arrays(matcher.head),
        "names": indexes.to_arrays(matcher.names),
        "everyday": indexes.to_arrays(matcher.everyday),
        "rows": {"everyday_of": matcher.everyday_of},
    }


def from_arrays(
    arrays: dict[str, dict[str, NDArray[Any]]],
    entries: Sequence[Entry],
) -> Matcher:
    head = linear.from_arrays(arrays["head"])
    return Matcher(
        entries=tuple(entries),
        head=head,
        names=indexes.from_arrays(arrays["names"]),
        everyday=indexes.from_arrays(arrays["everyday"]),
        everyday_of=arrays["rows"]["everyday_of"],
        head_rows=_head_rows(head, {entry.code: row for row, entry in enumerate(entries)}),
        families=Families.of(entries),
    )
