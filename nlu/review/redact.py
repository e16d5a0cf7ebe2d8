"""A message without what tells who wrote it: numbers, addresses of mail and web, names, houses.

It rather takes too much: what is left is kept for good once somebody has labelled it.
"""

import re
from collections.abc import Iterator
from typing import Final

from nlu.review.people import CAPITAL, people
from nlu.spelling.mojibake import is_broken, repaired
from nlu.spelling.tcvn3 import from_tcvn3, is_tcvn3
from vietnam.text import nfc, strip_marks

NUMBER: Final = "[số]"
NAME: Final = "[tên]"
MAIL: Final = "[thư]"
LINK: Final = "[liên kết]"
HOUSE: Final = "[nhà]"

_DIGIT_WORD: Final = r"(?:khong|mot|hai|ba|bon|nam|lam|sau|bay|tam|chin)"
_PATTERNS: Final = (
    (MAIL, re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")),
    (LINK, re.compile(r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:vn|com|net|org|info|top|xyz)(?:/\S*)?")),
    (NUMBER, re.compile(r"\b\d{2}[\s\-]?[a-z]{1,2}\d?[\s\-]{0,2}\d{3}[.\s]?\d{2}\b")),  # plates
    (NUMBER, re.compile(r"\b[a-z]{1,4}\d\w*(?:[.\-/ ]{1,3}\d\w*)+|\b[a-z]{0,4}\d+[.\-/]\d[\d.\-/]*")),
    (NUMBER, re.compile(r"\b[a-z]\s\d{6,}\b|(?<!\w)\+?\(?\d(?:[\s.\-()/]{0,2}\d){2,}\w*")),
    (NUMBER, re.compile(r"\b(?=(?:[^\W\d]*\d){3})\w+")),
    (NUMBER, re.compile(rf"\b(?:{_DIGIT_WORD}\s+){{5,}}{_DIGIT_WORD}\b")),
    (HOUSE, re.compile(
        r"\b(?:so nha|nha so)\s+\d[\w/]*(?:,?\s+(?:duong|ngo|hem|pho|to|ngach|kiet)\s+[\w/]+(?:\s+\w+)?)?"
        r"|\bso \d[\w/]*,? (?:duong|ngo|hem|pho|ngach|kiet)\b(?: \d[\w/]*)?"
        r"|\b(?:duong|ngo|hem|kiet|ngach)\s+\d[\w/]*"
    )),
)  # fmt: skip
_STREET: Final = re.compile(
    rf"\b(?:đường|phố|duong|pho|\d+[A-Z]?|[A-Z]?\d+[/\d]*)\s+{CAPITAL}(?:\s+{CAPITAL}){{1,3}}"
)


def redacted(text: str) -> str:
    """The message in one spelling and on one line, with marks in the place of what was taken."""
    composed = nfc(_sound(text))
    pieces: list[str] = []
    at = 0
    for start, end, mark in _apart(list(_found(composed))):
        pieces += [composed[at:start], mark]
        at = end
    return " ".join("".join([*pieces, composed[at:]]).split())


def _sound(text: str) -> str:
    """In Unicode: "NguyÔn V¨n Tý" and "Nguyá»…n VÄƒn TÃ½" are names too."""
    if is_tcvn3(text):
        return from_tcvn3(text)
    return repaired(text)[0] if is_broken(text) else text


def _found(composed: str) -> Iterator[tuple[int, int, str]]:
    low = "".join(_small(char) for char in composed)
    for mark, pattern in _PATTERNS:
        yield from ((*match.span(), mark) for match in pattern.finditer(low))
    yield from ((*match.span(), HOUSE) for match in _STREET.finditer(composed))
    yield from ((start, end, NAME) for start, end in people(composed))


def _small(char: str) -> str:
    """Without accent, in small letters, and one character as before."""
    bare = strip_marks(char).lower()
    return bare if len(bare) == 1 else char


def _apart(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """In order; what overlaps is one, under the mark of the first."""
    joined: list[tuple[int, int, str]] = []
    for start, end, mark in sorted(spans, key=lambda span: (span[0], -span[1])):
        if joined and start < joined[-1][1]:
            first, last, kept = joined[-1]
            joined[-1] = (first, max(last, end), kept)
        else:
            joined.append((start, end, mark))
    return joined
