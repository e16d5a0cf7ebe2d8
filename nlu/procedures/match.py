"""Which procedure a message is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlu.learning import index as indexes
from nlu.learning import linear
from nlu.learning.features import text_features
from nlu.learning.linear import Floats, LinearModel
from nlu.meaning import Entry, ProcedureGuess
from nlu.packing import packed, unpacked
from nlu.procedures import rerank
from nlu.procedures.candidates import NONE, Candidates, Finder
from nlu.procedures.families import Families
from nlu.procedures.kinds import Kinds, load_kinds
from nlu.procedures.overlap import Scales, words_of_name
from nlu.procedures.rerank import Reranker
from nlu.spelling.normalise import folded

NO_LABEL: Final = "-"
"""Label of texts that name no procedure."""
CLEAR: Final = 0.9
"""Chance from which the first procedure is answered without asking."""
CLEAR_DEFAULT: Final = 0.8
"""The same for what most people mean of its family: asking the many for the sake of the few is no help."""
PLAUSIBLE: Final = 0.05
"""Chance of all procedures together from which there are guesses at all."""
NAMED: Final = 0.5
"""The same from which a procedure is believed to be meant."""
MOST_GUESSES: Final = 5
_NUMBER: Final = re.compile(
    r"(?:\b(?:(?:số )?điện thoại|(?:so )?dien thoai|số|so|căn cước|can cuoc) )?\bx(?:dienthoai|cancuoc)x\b"
)
_TAKES: Final = re.compile(
    r"\b(?:mất|mat) (?=(?:bao|mấy|may|khoảng|khoang|lâu|lau|nhiều|nhieu|phí|phi|tiền|tien|thêm|them)\b)"
)
MOST_OPTIONS: Final = 3


@dataclass(frozen=True, kw_only=True)
class Match:
    """As in `Meaning`: ranked guesses, whether the first may be answered, otherwise what to offer.
    `named`: it is likelier that a procedure is meant than that none is."""

    guesses: tuple[ProcedureGuess, ...] = ()
    clear: bool = False
    options: tuple[str, ...] = ()
    named: bool = False


@dataclass(frozen=True, kw_only=True)
class View:
    """What is seen in a text. `plain`: its words folded, as `matter` leaves them; `margins`: of the linear
    model, one a label."""

    plain: str
    margins: Floats
    found: Candidates


@dataclass(frozen=True, kw_only=True)
class Sight(View):
    """`chances`: one a candidate."""

    chances: Floats


@dataclass(frozen=True, kw_only=True)
class Matcher:
    entries: tuple[Entry, ...]
    head: LinearModel
    finder: Finder
    reranker: Reranker
    families: Families
    kinds: Kinds

    def match(self, words: str) -> Match:
        """`words` as `words_of` gives them."""
        return self.judge(self.look(words))

    def look(self, words: str) -> Sight:
        """`words` as `words_of` gives them."""
        seen = self.view(matter(words))
        return Sight(**vars(seen), chances=self.reranker.chances(seen.found.features))

    def view(self, asked: str) -> View:
        """`asked`: as `matter` gives it."""
        plain = folded(asked)
        margins = self.head.margins(head_features(asked, plain, self.kinds))
        return View(plain=plain, margins=margins, found=self.finder.find(plain, margins))

    def judge(self, sight: Sight) -> Match:
        if not any(char.isalnum() for char in sight.plain):
            return Match()
        members = self.families.named(sight.plain)
        if members is None:
            return self._judged(sight.found, sight.chances)
        return self._family(members, sight.found, sight.chances)

    def _judged(self, found: Candidates, chances: Floats) -> Match:
        order = [int(at) for at in np.argsort(-chances, kind="stable") if found.rows[at] != NONE]
        of_any = 1.0 - float(chances[found.rows == NONE].sum())
        if of_any < PLAUSIBLE:
            return Match()
        ranked = [(self.entries[found.rows[at]], float(chances[at])) for at in order[:MOST_GUESSES]]
        guesses = tuple(_guess(entry, chance) for entry, chance in ranked)
        clear = bool(ranked) and ranked[0][1] >= (CLEAR_DEFAULT if ranked[0][0].everyday_default else CLEAR)
        named = of_any >= NAMED
        options = tuple(guess.code for guess in guesses[:MOST_OPTIONS]) if named and not clear else ()
        return Match(guesses=guesses, clear=clear, options=options, named=named)

    def _family(self, codes: Sequence[str], found: Candidates, chances: Floats) -> Match:
        """All alike, first the one that most people mean, then the likelier ones."""
        likely = dict(zip(found.rows.tolist(), chances.tolist(), strict=True))
        members = [
            (likely.get(row, 0.0), entry) for row, entry in enumerate(self.entries) if entry.code in codes
        ]
        members.sort(key=lambda member: (not member[1].everyday_default, -member[0]))
        share = 1 / min(len(members), MOST_GUESSES)
        guesses = tuple(_guess(entry, share) for _, entry in members[:MOST_GUESSES])
        return Match(guesses=guesses, options=tuple(g.code for g in guesses[:MOST_OPTIONS]), named=True)


def matter(words: str) -> str:
    """The words that may say which procedure: without telephone and identity numbers, and without the "mất"
    of time and money, which is the same word as to lose."""
    return _TAKES.sub("", _NUMBER.sub(" ", words))


def head_features(words: str, plain: str, kinds: Kinds) -> list[str]:
    """Strings for the linear model; `plain` is `words` folded."""
    return [*text_features(words), *kinds.features(plain)]


def _guess(entry: Entry, chance: float) -> ProcedureGuess:
    return ProcedureGuess(code=entry.code, name=entry.name, confidence=round(chance, 4))


def to_arrays(matcher: Matcher) -> dict[str, dict[str, NDArray[Any]]]:
    """All but what is known from the entries."""
    finder = matcher.finder
    shares = finder.scales.shares
    return {
        "head": linear.to_arrays(matcher.head),
        "names": indexes.to_arrays(finder.names),
        "everyday": indexes.to_arrays(finder.everyday),
        "reranker": rerank.to_arrays(matcher.reranker),
        "rows": {
            "everyday_of": finder.everyday_of,
            "name_words": packed([" ".join(words) for words in finder.name_words]),
            "small": packed(list(shares)),
            "small_shares": np.array(list(shares.values()), dtype=np.float32),
        },
    }


def from_arrays(arrays: dict[str, dict[str, NDArray[Any]]], entries: Sequence[Entry]) -> Matcher:
    head = linear.from_arrays(arrays["head"])
    rows = arrays["rows"]
    names = indexes.from_arrays(arrays["names"])
    shares = dict(zip(unpacked(rows["small"]), map(float, rows["small_shares"]), strict=True))
    kinds = load_kinds()
    finder = Finder(
        names=names,
        name_words=tuple(map(words_of_name, unpacked(rows["name_words"]))),
        everyday=indexes.from_arrays(arrays["everyday"]),
        everyday_of=rows["everyday_of"],
        head_rows=head_rows(head, entries),
        defaults=default_marks(entries),
        scales=Scales(names=names, shares=shares, telling=kinds.telling),
    )
    return Matcher(
        entries=tuple(entries),
        head=head,
        finder=finder,
        reranker=rerank.from_arrays(arrays["reranker"]),
        families=Families.of(entries),
        kinds=kinds,
    )


def head_rows(head: LinearModel, entries: Sequence[Entry]) -> NDArray[np.int32]:
    """The entry of each label."""
    place = {entry.code: row for row, entry in enumerate(entries)}
    return np.array([place.get(label, NONE) for label in head.labels], dtype=np.int32)


def default_marks(entries: Sequence[Entry]) -> NDArray[np.bool_]:
    return np.array([entry.everyday_default for entry in entries], dtype=np.bool_)
