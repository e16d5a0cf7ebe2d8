"""A labelled message, what was understood of it, and whether that is right."""

from dataclasses import dataclass
from typing import Any, Final

from nlu.meaning import Context, Meaning
from nlu.parse import context_of
from vietnam.text import nfc, strip_marks

SHORT: Final = 5
LONG: Final = 16
"""Words: up to the first a message is short, from the second on it is long."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A labelled message. `entities`: pairs of name and value. `author`: who wrote it, if the file says.
    `where` it stands: file and line."""

    text: str
    intents: tuple[str, ...]
    procedures: frozenset[str]
    entities: tuple[tuple[str, str], ...]
    style: str
    context: Context
    author: str = ""
    where: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        """What the figures are split by besides `style`: accents, length, author."""
        words = len(self.text.split())
        length = "short" if words <= SHORT else "long" if words >= LONG else "medium"
        accents = "without accents" if strip_marks(self.text) == nfc(self.text) else "with accents"
        return (accents, length, *([f"author {self.author}"] if self.author else []))


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A case with what was understood, and how long that took."""

    case: Case
    meaning: Meaning
    seconds: float

    @property
    def intents(self) -> tuple[str, ...]:
        return tuple(guess.name.value for guess in self.meaning.intents)

    @property
    def exact(self) -> bool:
        return self.intents == self.case.intents

    @property
    def place(self) -> int:
        """Rank of the first right procedure, from 1; 0: not among them."""
        codes = self.case.procedures
        ranks = (at for at, guess in enumerate(self.meaning.procedures, 1) if guess.code in codes)
        return next(ranks, 0)

    @property
    def asked(self) -> bool:
        """A procedure was meant, and the citizen is asked which."""
        return not self.meaning.procedure_clear and bool(self.meaning.options)

    @property
    def asked_right(self) -> bool:
        return bool(self.case.procedures & set(self.meaning.options))


def case_of(row: dict[str, Any], where: str = "") -> Case:
    """From one object of an evaluation file; raises KeyError or ValueError on another shape."""
    entities = row.get("entities") or {}
    return Case(
        text=str(row["text"]),
        intents=tuple(map(str, row["intents"])),
        procedures=frozenset(map(str, row.get("procedures") or ())),
        entities=tuple(
            (str(name), str(value))
            for name, given in sorted(entities.items())
            for value in (given if isinstance(given, list) else [given])
        ),
        style=str(row.get("style") or ""),
        context=context_of(row),
        author=str(row.get("author") or ""),
        where=where,
    )
