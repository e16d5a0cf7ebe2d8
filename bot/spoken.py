"""Digits written as they are spoken, where four or six of them were asked for. Pure."""

import re

from vietnam.text import fold

_DIGITS = {
    "khong": "0",
    "mot": "1",
    "hai": "2",
    "ba": "3",
    "bon": "4",
    "tu": "4",
    "nam": "5",
    "lam": "5",
    "sau": "6",
    "bay": "7",
    "tam": "8",
    "chin": "9",
}
_ROUND = re.compile(r"a|la|da|so|cuoi|can|cuoc|cccd|cua|toi|em|minh|tui|nha|nhe|day|roi|ma")
ASKED = frozenset({4, 6})
"""How many digits a proof has: the last of an identity number, or a one-time code."""


def digits(text: str) -> str | None:
    """ "bốn hai bốn tám" -> "4248"; None where other things are said, too, or another number of digits."""
    words = re.findall(r"\w+", fold(text))
    read = "".join(_DIGITS.get(word, word if word.isdigit() else "") for word in words)
    if not any(word in _DIGITS for word in words):
        return None
    others = [
        word for word in words if word not in _DIGITS and not word.isdigit() and not _ROUND.fullmatch(word)
    ]
    return read if len(read) in ASKED and not others else None
