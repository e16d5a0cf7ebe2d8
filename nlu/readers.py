"""The two readers of intents, and what they make of a message and of its clauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nlu import second
from nlu.clauses import clauses
from nlu.features import text_features
from nlu.fitting import Example, fit
from nlu.linear import Floats, LinearModel
from nlu.second import SecondReader

SECOND_SHARE: Final = 0.3
"""How much the opinion of the second reader adds to a margin of the first."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """Margins of the whole message, and of each clause where there are several (clauses x labels).
    `agreed`: both readers take the whole for the same."""

    whole: Floats
    clauses: Floats | None
    agreed: bool


@dataclass(frozen=True, kw_only=True)
class Readers:
    first: LinearModel
    second: SecondReader

    @property
    def labels(self) -> tuple[str, ...]:
        return self.first.labels

    def look(self, words: str) -> Look:
        whole, agreed = self._read(words)
        parts = clauses(words)
        each = np.vstack([self._read(part)[0] for part in parts]) if len(parts) > 1 else None
        return Look(whole=whole, clauses=each, agreed=agreed)

    def _read(self, words: str) -> tuple[Floats, bool]:
        """Margins, and whether both readers have the same label first."""
        margins = self.first.margins(text_features(words))
        opinion = self.second.read(words)
        at = self.labels.index(opinion.label)
        agreed = int(margins.argmax()) == at
        share = np.zeros_like(margins)
        share[at] = SECOND_SHARE * opinion.score
        return margins + share, agreed


def train(rows: Iterable[tuple[str, str, Sequence[str]]]) -> Readers:
    """From (words, author, intents)."""
    rows = list(rows)
    first = fit(
        [
            Example(features=tuple(text_features(words)), labels=tuple(intents), group=author)
            for words, author, intents in rows
        ],
        strength=1.0,
    )
    return Readers(first=first, second=second.train((words, intents) for words, _, intents in rows))
