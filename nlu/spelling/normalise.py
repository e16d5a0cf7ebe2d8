"""The message in the forms that understanding works on, with the way back to what was typed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from nlu.spelling.beside import Rules, load_rules
from nlu.spelling.look_alike import plain_digits, plain_letters
from nlu.spelling.mojibake import is_broken, repaired
from nlu.spelling.repair import Spelling
from nlu.spelling.tcvn3 import from_tcvn3, is_tcvn3
from nlu.spelling.telex import Keyboard
from nlu.spelling.vocabulary import Vocabulary
from nlu.tables import table
from vietnam.text import fold, nfc, strip_marks

LONGEST_READ: Final = 2_000
"""Characters of a message that are looked at. More is a pasted document, and time is the citizen's too."""

LONGEST_STRANGE: Final = 300
"""The same where the text is mostly other writing, which takes longer to read and says nothing here."""
_STRANGE: Final = re.compile("[^\u0000-\u024f\u0300-\u036f\u1ea0-\u1ef9\u2000-\u206f]")

_DRAWN: Final = "\ufe00-\ufe0f\u00ad\u200b-\u200f\u2060\ufeff\U0001f3fb-\U0001f3ff"
"""What says nothing: joiners, hyphens that may be, how an emoji is drawn."""
_INVISIBLE: Final = re.compile(f"[{_DRAWN}]")
_PIECE: Final = re.compile(
    f"\r\n|.[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff{_DRAWN}]*", re.DOTALL
)
_UNEVEN: Final = re.compile(r"[^\S\n]{2}|[^\S\n ]")


@dataclass(frozen=True, kw_only=True)
class Typed:
    """`composed` is `raw` (its beginning) in one spelling; `bare` is the same length, lower-case and
    without diacritics. `starts[i]` is where composed character i begins in `raw`; None: at i."""

    raw: str
    composed: str
    bare: str
    starts: tuple[int, ...] | None = None

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The place in `raw` of `composed[start:end]`."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end]

    @property
    def is_whole(self) -> bool:
        """Whether the message was short enough to be read to its end."""
        return self.raw_span(0, len(self.composed))[1] == len(self.raw)


@dataclass(frozen=True, kw_only=True)
class Mask:
    """A stretch of `composed` that is read as one made-up word: what kind of number it is matters."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Word knowledge of `words_of`: abbreviations, the syllables that leftover key strokes may mean, which
    words are usual (without them no slip is looked for), and what only neighbours tell."""

    abbreviations: Mapping[str, str]
    keyboard: Keyboard = field(default_factory=lambda: Keyboard(syllables=frozenset()))
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    rules: Rules = field(default_factory=load_rules)

    @cached_property
    def spelling(self) -> Spelling:
        return Spelling(
            abbreviations=self.abbreviations,
            keyboard=self.keyboard,
            vocabulary=self.vocabulary,
            rules=self.rules,
        )


def read(raw: str) -> Typed:
    """The readable beginning of a message, its letters and spaces put right. Never raises."""
    head = raw[:LONGEST_READ]
    if is_tcvn3(head):
        head = from_tcvn3(head)
    if len(_STRANGE.findall(head)) > len(head) // 2:
        head = head[:LONGEST_STRANGE]
    if nfc(head) == head and not _UNEVEN.search(head) and not _needs_care(head):
        composed = plain_digits(head)
        return Typed(raw=raw, composed=composed, bare=_bare(composed))
    sound, places = repaired(head) if is_broken(head) else (head, list(range(len(head))))
    composed, starts = _composed(plain_letters(sound))
    composed = plain_digits(composed)
    places.append(len(head))
    return Typed(
        raw=raw, composed=composed, bare=_bare(composed), starts=(*(places[start] for start in starts),)
    )


def words_of(typed: Typed, lexicon: Lexicon, masks: Iterable[Mask] = ()) -> str:
    """The words in lower case, one spelling, abbreviations and slips put right, single spaces; sentence
    marks stand alone. Masked stretches are their made-up word."""
    pieces: list[str] = []
    at = 0
    for mask in sorted(masks, key=lambda mask: mask.start):
        if mask.start < at:
            continue
        pieces += lexicon.spelling.words(typed.composed[at : mask.start])
        pieces.append(mask.word)
        at = mask.end
    pieces += lexicon.spelling.words(typed.composed[at:])
    return " ".join(pieces)


def tidied(typed: Typed, lexicon: Lexicon) -> str:
    """The beginning of the message as it may be shown: slips put right, nothing written out."""
    return lexicon.spelling.tidied(typed.composed)


def load_abbreviations() -> dict[str, str]:
    """Short form -> what it stands for, both in lower case."""
    return {str(short): str(meant).lower() for short, meant in table("abbreviations")["words"].items()}


def _needs_care(text: str) -> bool:
    return _INVISIBLE.search(text) is not None or is_broken(text) or plain_letters(text) != text


def _composed(text: str) -> tuple[str, list[int]]:
    """Letter by letter, each with what belongs to it, so that the place of each is known; spaces that
    follow each other are one."""
    pieces: list[str] = []
    starts: list[int] = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        if len(piece) > 1 or not piece.isascii() or piece.isspace():
            piece = nfc(_INVISIBLE.sub("", piece))
        if not (piece == " " and pieces and pieces[-1] == " "):
            pieces.append(piece)
            starts += [match.start()] * len(piece)
    return "".join(pieces), [*starts, len(text)]


def _bare(composed: str) -> str:
    bare = strip_marks(composed).lower()
    if len(bare) == len(composed):
        return bare
    return "".join(low if len(low := char.lower()) == 1 else char for char in composed)


def folded(words: str) -> str:
    """`words` without diacritics: the view in which most things are compared."""
    return words if words.isascii() else fold(words)
