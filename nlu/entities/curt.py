"""Answers that rate only because a rating was asked for, and are all of the message: "👍" 5, "vừa vừa" 3."""

import re
from typing import Final

from nlu.entities.satisfaction import Degree
from nlu.spelling.normalise import Typed

_MARKS: Final = {"👍": 5, "❤": 5, "🥰": 5, "😍": 5, "💯": 5, "👏": 5, "😀": 4, "😊": 4, "🙂": 4, "😐": 3,
                 "🙁": 2, "☹": 2, "😞": 2, "👎": 2, "😡": 1, "🤬": 1, "😠": 1}  # fmt: skip
_WORDS: Final = {"kha": 4, "vua vua": 3, "du dung": 3}
_POLITE: Final = (
    r"(?:\W|_|\b(?:da|vang|a|ah|nha|nhe|nghe|thoi|em|ad|ban|cac|chau|anh|chi|cam on|tks|thanks|thank)\b)*"
)
_ONE_WORD: Final = re.compile(rf"{_POLITE}\b(?P<word>{'|'.join(_WORDS)})\b{_POLITE}")
_NO_WORD: Final = re.compile(_POLITE)


def curt(typed: Typed) -> Degree | None:
    """Of several marks the lowest."""
    if (match := _ONE_WORD.fullmatch(typed.bare)) is not None:
        return Degree(value=_WORDS[match["word"]], start=match.start("word"), end=match.end("word"))
    if not _NO_WORD.fullmatch(typed.bare):
        return None
    found = [(_MARKS[char], at) for at, char in enumerate(typed.composed) if char in _MARKS]
    if not found:
        return None
    value, at = min(found)
    return Degree(value=value, start=at, end=at + 1)
