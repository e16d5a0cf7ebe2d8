"""The two readers of intents, and what they make of a message and of its clauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nlu.intents import second
from nlu.intents.clauses import clauses
from nlu.intents.familiar import Familiar, Strangeness, Users
from nlu.intents.second import Opinion, SecondReader
from nlu.learning.features import apart_features, counted_words, talk_features, text_features
from nlu.learning.fitting import fit_texts
from nlu.learning.linear import Floats, LinearModel
from nlu.learning.strings import Numbers, Strings
from nlu.meaning import Context
from nlu.spelling.normalise import folded

SECOND_SHARE: Final = 0.3
"""How much the opinion of the second reader adds to a margin of the first."""
PENALTY: Final = 2.0
NO_REQUEST: Final = ("out_of_scope",)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """`author` as in `Sentence`; `words` as `words_of` gives them; `kinds`: as `kinds_of` gives them;
    `talked_of`: the procedure that the talk is about."""

    words: str
    author: str = ""
    intents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    talked_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Look:
    """Of the whole message first, then of each clause where there are several: the words, the margins
    (parts x labels, both readers), what the second reader says. `strangeness` is of the whole."""

    parts: tuple[str, ...]
    margins: Floats
    opinions: tuple[Opinion, ...]
    strangeness: Strangeness

    @property
    def agreed(self) -> bool:
        """Both readers take the whole for the same."""
        return self.opinions[0].agreed


@dataclass(frozen=True, kw_only=True)
class Readers:
    first: LinearModel
    second: SecondReader
    familiar: Familiar

    @property
    def labels(self) -> tuple[str, ...]:
        return self.first.labels

    def look(self, words: str, kinds: Sequence[str] = ()) -> Look:
        """`kinds`: as `kinds_of` gives them."""
        found = clauses(words)
        parts = (words, *found) if len(found) > 1 else (words,)
        read = [self._read(part, kinds) for part in parts]
        return Look(
            parts=parts,
            margins=np.vstack([margins for margins, _ in read]),
            opinions=tuple(opinion for _, opinion in read),
            strangeness=self.familiar.look(words),
        )

    def features(self, words: str, kinds: Sequence[str] = ()) -> list[str]:
        plain = counted_words(folded(words))
        talk = _of_talk(self.familiar.look(words), plain, kinds)
        return [*text_features(words), *apart_features(plain), *talk]

    def _read(self, words: str, kinds: Sequence[str]) -> tuple[Floats, Opinion]:
        margins = self.first.margins(self.features(words, kinds))
        opinion = self.second.read(words)
        at = self.labels.index(opinion.label)
        agreed = int(margins.argmax()) == at
        share = np.zeros_like(margins)
        share[at] = SECOND_SHARE * opinion.score
        return margins + share, Opinion(label=opinion.label, score=opinion.score, agreed=agreed)


def kinds_of(context: Context) -> tuple[str, ...]:
    """What the talk is about and waits for, as features name it."""
    found = [
        *(["procedure"] if context.procedure else []),
        *(["dossier"] if context.dossier_code else []),
        *([context.awaiting.value] if context.awaiting else []),
    ]
    return tuple(found)


def train(rows: Iterable[Reading], strings: Strings | None = None) -> Readers:
    """`strings`: of trainings beside this one that read the same texts."""
    rows = list(rows)
    strings = Strings() if strings is None else strings
    users = Users.of((row.words, row.author) for row in rows if row.intents != NO_REQUEST)
    talks: dict[tuple[str, str, tuple[str, ...]], Numbers] = {}
    texts = [_numbers(users, row, strings, talks) for row in rows]
    first = fit_texts(texts, [row.intents for row in rows], strings, strength=PENALTY)
    return Readers(
        first=first,
        second=second.train((row.words, row.intents) for row in rows if not row.kinds),
        familiar=users.familiar(),
    )


def _numbers(
    users: Users, row: Reading, strings: Strings, talks: dict[tuple[str, str, tuple[str, ...]], Numbers]
) -> Numbers:
    """Of `Readers.features`. `talks`: what both copies of a sentence share."""
    plain = folded(row.words)
    same = plain, row.author, row.kinds
    if same not in talks:
        strangeness = users.look(row.words, row.author)
        talks[same] = strings.row(_of_talk(strangeness, counted_words(plain), row.kinds))
    return np.concatenate([strings.text(row.words), strings.apart(plain), talks[same]])


def _of_talk(strangeness: Strangeness, plain: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """What is not of the words alone."""
    return [*strangeness.features(), *talk_features(plain, kinds)]
