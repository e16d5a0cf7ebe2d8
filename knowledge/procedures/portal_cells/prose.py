"""Plain-text cells of the portal: cleaned, and cut into the lines that their authors wrote."""

import re

from vietnam.text import fold, nfc

_NOTHING = {"", "khong", "khong co", "khong co thong tin", "khong quy dinh", "khong yeu cau", "chua quy dinh"}
"""Folded cells that say nothing. "Không có thông tin" is the portal's own filling for an empty field."""

_MARK = r"[-–—+*•·\uf0fc\uf0d8.)\s]+"
_NUMBER = r"\(?(?:[a-zđ]|[ivx]{1,4}|\d{1,2})(?:\.\d{1,2})*[.)]\s+"
_BULLET = re.compile(rf"^(?:{_MARK}|{_NUMBER})+", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")


def clean(cell: str) -> str:
    """Composed letters, single spaces; line ends are kept."""
    lines = (_SPACES.sub(" ", line).strip() for line in nfc(cell).split("\n"))
    return "\n".join(line for line in lines if line)


def flat(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def says_nothing(text: str) -> bool:
    return fold(text).strip(" .;:()-*+") in _NOTHING


def unbulleted(text: str) -> str:
    """Without the dash, number or letter at the front and the stop at the end."""
    return _BULLET.sub("", flat(text)).strip(" ;:,.")


def lines_of(cell: str) -> tuple[str, ...]:
    """The lines of a cell, each a phrase; empty when the cell says nothing.

    Words stay as they are: a requirement that is cut or summed up could mislead.
    """
    text = clean(cell)
    if says_nothing(text):
        return ()
    cut = (unbulleted(line) for line in text.split("\n"))
    return tuple(line for line in cut if line)
