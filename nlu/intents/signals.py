"""What speaks for each likely intent of a message, as numbers that a small network weighs.

One row a likely intent: what the readers think of the whole message and of its clauses, how the intent
stands to the likeliest one, whether a procedure is named, and how strange the wording is for a request.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlu.intents.readers import Look
from nlu.learning.linear import Floats
from nlu.meaning import IntentName
from nlu.procedures.match import Match

LIKELY: Final = 6
"""Intents that are looked at; one further down was never right on held-out voices."""
_CLAUSE_SHARE: Final = 0.3
"""How much the best clause adds to the margin of the whole message when the likely ones are picked."""
_MOST_CLAUSES: Final = 6
_LONG: Final = 20
_FEW: Final = 3
_STRANGE: Final = 8
_BELIEVED: Final = 0.5

_WRAPPING: Final = frozenset(
    {IntentName.CHAT_GREET, IntentName.CHAT_THANKS, IntentName.CHAT_HELP, IntentName.OUT_OF_SCOPE}
)
"""What around a request is no intent of its own."""
_PLACES: Final = {name.value: at for at, name in enumerate(IntentName)}
_GROUPS: Final = ("procedure", "dossier", "chat", "out_of_scope")


@dataclass(frozen=True, kw_only=True)
class Around:
    """What else is known of a message. `named`: how sure a procedure is named, 0 to 1; `kinds`: what the talk
    is about (`kinds_of`); `moved`: how sure the message leaves the procedure that the talk is about."""

    named: float = 0.0
    kinds: Sequence[str] = ()
    moved: float = 0.0


def around(matched: Match, kinds: Sequence[str], moved: float = 0.0) -> Around:
    named = min(1.0, sum(guess.confidence for guess in matched.guesses))
    return Around(named=named, kinds=kinds, moved=moved)


@dataclass(frozen=True, kw_only=True)
class Signals:
    """`likely`: places in the labels, likeliest first; `rows`: a row for each. `said_in[label]`: the clause
    that says the label most clearly."""

    likely: NDArray[np.intp]
    rows: Floats
    said_in: NDArray[np.intp]


def signals(labels: Sequence[str], look: Look, around: Around) -> Signals:
    whole = look.margins[0]
    clauses = look.margins[1:] if len(look.margins) > 1 else look.margins
    clearest = clauses.max(axis=0)
    likely = np.argsort(-(whole + _CLAUSE_SHARE * np.clip(clearest, -1.0, 0.5)))[:LIKELY]
    said_in = clauses.argmax(axis=0)
    of_message = [
        *_of_readers(labels, look, likely, whole),
        *_of_clauses(labels, look, likely, clauses, said_in),
        *_of_neighbours(labels, likely),
        *_of_subject(labels, look, likely, around),
        _named(labels, likely),
    ]
    return Signals(likely=likely, rows=np.column_stack(of_message).astype(np.float32), said_in=said_in)


def _of_readers(
    labels: Sequence[str], look: Look, likely: NDArray[np.intp], whole: Floats
) -> list[NDArray[np.generic]]:
    ranked = np.argsort(-whole)
    rival = np.where(likely == ranked[0], whole[ranked[1]], whole[ranked[0]])
    opinion = look.opinions[0]
    seconded = np.array([labels[at] == opinion.label for at in likely])
    return [
        whole[likely], np.clip(whole[likely] - rival, -2, 2), likely == ranked[0], likely == ranked[1],
        np.arange(len(likely)) == 0, seconded, seconded * opinion.score,
    ]  # fmt: skip


def _of_clauses(
    labels: Sequence[str],
    look: Look,
    likely: NDArray[np.intp],
    clauses: Floats,
    said_in: NDArray[np.intp],
) -> list[NDArray[np.generic]]:
    """All zero where the message has one clause."""
    several = len(look.parts) > 1
    best, own = likely[0], said_in[likely]
    there = clauses[own, likely]
    first = clauses.argmax(axis=1)
    ordered = np.sort(clauses, axis=1)
    rival = np.where(first[:, None] == likely[None, :], ordered[:, -2:-1], ordered[:, -1:])
    ahead = (clauses[:, likely] - rival).max(axis=0)
    won = (first[:, None] == likely[None, :]).sum(axis=0)
    seconded = [any(labels[at] == one.label for one in look.opinions[1:]) for at in likely]
    here = (
        clauses.max(axis=0)[likely], np.clip(ahead, -2, 2), won > 0, won > 1, np.array(seconded),
        (said_in[likely] == said_in[likely[0]]) & (np.arange(len(likely)) > 0), np.ones(len(likely)),
        np.full(len(likely), min(len(clauses), _MOST_CLAUSES) / _MOST_CLAUSES),
        np.clip(there - clauses[own, best], -3, 3), clauses[own, best],
        np.full(len(likely), clauses[said_in[best], best]),
        (own != said_in[best]) & (first[own] == likely), own == 0, own == len(clauses) - 1,
    )  # fmt: skip
    return [several * column for column in here]


def _of_neighbours(labels: Sequence[str], likely: NDArray[np.intp]) -> list[NDArray[np.generic]]:
    """How each stands to the likeliest one."""
    best = labels[likely[0]]
    names = [labels[at] for at in likely]
    group = _group(best)
    others = np.arange(len(likely)) > 0
    return [
        others & np.array([_group(name) == group for name in names]),
        others & np.array([{_group(name), group} == {"dossier", "procedure"} for name in names]),
        others & np.array([group == "feedback"] * len(names)),
        others & np.array([name in _WRAPPING and best not in _WRAPPING for name in names]),
        others & np.array([name not in _WRAPPING and best in _WRAPPING for name in names]),
    ]


def _of_subject(
    labels: Sequence[str], look: Look, likely: NDArray[np.intp], around: Around
) -> list[NDArray[np.generic]]:
    """What the message is about, once for each group of intents: it speaks for some and against others."""
    words = sum(word[0].isalnum() for word in look.parts[0].split())
    strange = min(look.strangeness.strange, _STRANGE) / _STRANGE
    of_message = [
        1.0, around.named, around.named > _BELIEVED, look.strangeness.known, strange,
        words <= _FEW, min(words, _LONG) / _LONG, strange * (around.named <= _BELIEVED),
        "procedure" in around.kinds, "dossier" in around.kinds, around.moved,
    ]  # fmt: skip
    groups = np.array([_group(labels[at]) for at in likely])
    others = ~np.isin(groups, _GROUPS)
    masks = np.column_stack([*(groups == group for group in _GROUPS), others])
    values = np.array(of_message, dtype=np.float64)
    return [(masks[:, :, None] * values).reshape(len(likely), -1)]


def _named(labels: Sequence[str], likely: NDArray[np.intp]) -> NDArray[np.generic]:
    """A column an intent: whether it is this one."""
    which = np.zeros((len(likely), len(_PLACES)))
    which[np.arange(len(likely)), [_PLACES[labels[at]] for at in likely]] = 1
    return which


def _group(label: str) -> str:
    return label.partition(".")[0]
