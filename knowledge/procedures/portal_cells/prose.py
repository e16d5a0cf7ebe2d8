"""Plain-text cells of the portal: cleaned, and cut into the lines that their authors wrote."""

import re

from vietnam.text import fold, nfc

_NOTHING = {"", "khong", "khong co", "khong co thong tin", "khong quy dinh", "khong yeu cau", "chua quy dinh"}
"""Folded cells that say nothing. "Không có thông tin" is the portal's own filling for an empty field."""

_LONGEST_NOTHING = 40
_MARK = r"[-–—+*•·\uf0fc\uf0d8.)\s]+"
_NUMBER = r"\(?(?:[a-zđ]|[ivx]{1,4}|\d{1,2})(?:\.\d{1,2})*[.)]\s+"
_BULLET = re.compile(rf"^(?:{_MARK}|{_NUMBER})+", re.IGNORECASE)
_STEP_ALONE = re.compile(r"Bước \d+ ?[:.]?", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")


def clean(cell: str) -> str:
    """Composed letters, single spaces; line ends are kept."""
    lines = (_SPACES.sub(" ", line).strip() for line in nfc(cell).split("\n"))
    return "\n".join(line for line in lines if line)


def flat(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def says_nothing(text: str) -> bool:
    return len(text) < _LONGEST_NOTHING and fold(text).strip(" .;:()-*+") in _NOTHING


def unbulleted(text: str) -> str:
    """Without the dash, number or letter at the front and the stop at the end."""
    return _BULLET.sub("", flat(text)).strip(" ;:,.")


def lines_of(cell: str) -> tuple[str, ...]:
    """The lines of a cell, each a phrase; empty when the cell says nothing.

    Words stay as they are: a requirement that is cut or summed up could mislead. A line that only goes on
    (it starts in the middle of a sentence, or follows a bare "Bước 1:") is joined to the one before.
    """
    text = clean(cell)
    if says_nothing(text):
        return ()
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and (_STEP_ALONE.fullmatch(lines[-1]) or _goes_on(lines[-1], line)):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    cut = (unbulleted(line) for line in lines)
    return tuple(line for line in cut if line)


def _goes_on(before: str, line: str) -> bool:
    return line[:1].islower() and not _BULLET.match(line) and before[-1:] not in ".;:"
