"""The message in the forms that understanding works on, with the way back to what was typed."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from nlu.telex import Keyboard
from vietnam.text import fold, nfc, strip_marks, unify_tone

ABBREVIATIONS_FILE: Final = Path(__file__).with_name("data") / "abbreviations.toml"

LONGEST_READ: Final = 2_000
"""Characters of a message that are looked at. More is a pasted document, and time is the citizen's too."""

LONGEST_STRANGE: Final = 300
"""The same where the text is mostly other writing, which takes longer to read and says nothing here."""
_STRANGE: Final = re.compile("[^\u0000-\u024f\u0300-\u036f\u1ea0-\u1ef9\u2000-\u206f]")

_TOKEN: Final = re.compile(r"[^\W_]+|[^\w\s]")
_STRETCHED: Final = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
_MARK: Final = re.compile(r"[?!.,;:()\n-]")


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


@dataclass(frozen=True, kw_only=True)
class Mask:
    """A stretch of `composed` that is read as one made-up word: what kind of number it is matters."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Word knowledge of `words_of`: abbreviations, and the syllables that leftover key strokes may mean."""

    abbreviations: Mapping[str, str]
    keyboard: Keyboard = field(default_factory=lambda: Keyboard(syllables=frozenset()))


def read(raw: str) -> Typed:
    """The readable beginning of a message. Never raises."""
    head = raw[:LONGEST_READ]
    if len(_STRANGE.findall(head)) > len(head) // 2:
        head = head[:LONGEST_STRANGE]
    if nfc(head) == head:
        return Typed(raw=raw, composed=head, bare=_bare(head))
    composed, starts = _composed(head)
    return Typed(raw=raw, composed=composed, bare=_bare(composed), starts=(*starts, len(head)))


def words_of(typed: Typed, lexicon: Lexicon, masks: Iterable[Mask] = ()) -> str:
    """The words in lower case, one spelling, abbreviations written out, single spaces; sentence marks
    stand alone. Masked stretches are their made-up word."""
    pieces: list[str] = []
    at = 0
    for mask in sorted(masks, key=lambda mask: mask.start):
        if mask.start < at:
            continue
        pieces += _words(typed.composed[at : mask.start], lexicon)
        pieces.append(mask.word)
        at = mask.end
    pieces += _words(typed.composed[at:], lexicon)
    return " ".join(pieces)


def load_abbreviations(path: Path = ABBREVIATIONS_FILE) -> dict[str, str]:
    words = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
    return {str(short): str(meant).lower() for short, meant in words.items()}


def _words(text: str, lexicon: Lexicon) -> list[str]:
    found = _TOKEN.findall(unify_tone(_STRETCHED.sub(r"\1", text)).lower())
    return [word for token in found if (word := _word(token, lexicon))]


def _word(token: str, lexicon: Lexicon) -> str:
    if not token[0].isalnum():
        return token if _MARK.match(token) or ord(token) > 0x2190 else ""
    meant = lexicon.abbreviations.get(token)
    if meant is not None:
        return meant
    return lexicon.keyboard.decode(token) if token.isascii() else token


def _composed(text: str) -> tuple[str, list[int]]:
    """Letter by letter, each with its combining marks, so that the place of each is known."""
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if text[at:end] == "\r" and text[end : end + 1] == "\n":
            end += 1
        piece = nfc(text[at:end])
        pieces.append(piece)
        starts += [at] * len(piece)
        at = end
    return "".join(pieces), starts


def _bare(composed: str) -> str:
    bare = strip_marks(composed).lower()
    if len(bare) == len(composed):
        return bare
    return "".join(low if len(low := char.lower()) == 1 else char for char in composed)


def folded(words: str) -> str:
    """`words` without diacritics: the view in which most things are compared."""
    return words if words.isascii() else fold(words)
