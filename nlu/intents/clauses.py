"""Where one request of a message may end and the next begin."""

import re
from collections.abc import Iterator
from typing import Final

from nlu.spelling.normalise import folded

_CUT: Final = re.compile(r"\s*[?!.;,\n()]\s*|\s+-\s+|\s+(?:và|va|còn|nhưng|nhung|với|voi|vs|rồi)\s+")
_ASKED: Final = re.compile(
    r"\b(?:bao nhieu tien|bao nhieu|nhieu tien|bao lau|may ngay|may hom|may gio|o dau|cho nao|ben nao|"
    r"giay to gi|giay gi|can gi|gom gi|xong chua|toi dau roi|duoc khong|ra sao|the nao|lam sao)\b"
)
"""Ends of questions. "can giay gi bao nhieu tien" is two, though nothing stands between them."""
MOST: Final = 6


def clauses(words: str) -> list[str]:
    """Stretches between sentence marks, conjunctions and ends of questions, at most `MOST`; the last takes
    the rest."""
    parts = [part.strip() for part in _CUT.split(words) if part and re.search(r"\w", part)]
    parts = [question for part in parts for question in _questions(part)]
    return [*parts[: MOST - 1], " ".join(parts[MOST - 1 :])] if len(parts) > MOST else parts


def _questions(part: str) -> Iterator[str]:
    """The part, cut behind each end of a question but the last."""
    accented, plain = part.split(), folded(part)
    if len(plain.split()) != len(accented):
        yield part
        return
    start = 0
    for match in list(_ASKED.finditer(plain))[:-1]:
        end = len(plain[: match.end()].split())
        yield " ".join(accented[start:end])
        start = end
    yield " ".join(accented[start:])
