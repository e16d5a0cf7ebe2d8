"""Telephone numbers in running text, as people type them: in groups, with an O for a zero, +84 or without."""

import re
from collections.abc import Iterator
from typing import Final

from nlu.entities.slot import Scene, Slot
from nlu.meaning import Entity, EntityName
from nlu.spelling.normalise import Typed
from vietnam.phone import parse_phone

_RUN: Final = re.compile(
    r"(?<![\d.+])(?:\+|\(?\+?(?=[08(]|(?<![^\W_])[oO]\d))\(?[\doO][\doO(). \-–—_*,]{6,18}"
    r"(?:\d|[oO](?![^\W\d_]))"
)
_GAP: Final = re.compile(r"[^\doO]")
_ZERO: Final = str.maketrans("oO*_,", "00   ")
_OTHER: Final = re.compile(
    r"\b(?:mst|ma so thue|stk|so tk|so tai khoan|bhxh|so so)[ :.]{0,3}(?:la |cua \w+ )?$"
)
_CUE: Final = re.compile(
    r"\b(?:goi|sdt|dt|dien thoai|phone|co dinh|lien he|lh|hotline|alo|may ban|zalo)\b[^\d]{0,24}$"
)
_SHORT_LINE: Final = re.compile(r"02\d{8}")
"""A fixed line typed with a digit too few, taken only after a word for telephone."""
_MOST: Final = 12
"""Runs that are tried; each try costs some 50 µs."""


def _find(typed: Typed, scene: Scene) -> Iterator[Entity]:
    tries = 0
    at = 0
    while tries < _MOST and (run := _RUN.search(typed.composed, at)) is not None:
        tries += 1
        found = None if _is_other(typed, run) else _longest(run[0].translate(_ZERO), _is_cued(typed, run))
        if found is None:
            gap = _GAP.search(typed.composed, run.start() + 1, run.end())
            at = gap.start() if gap else run.end()
            continue
        phone, length = found
        at = run.start() + length
        yield Entity(name=EntityName.PHONE, value=phone, start=run.start(), end=at)


def _longest(run: str, cued: bool) -> tuple[str, int] | None:
    """The longest beginning of the run, cut where digits stop, that is a telephone number."""
    ends = [i + 1 for i, c in enumerate(run) if c.isdigit() and not run[i + 1 : i + 2].isdigit()]
    for end in reversed(ends[-6:]):
        digits = "".join(filter(str.isdigit, run[:end]))
        if not 9 <= len(digits) <= 15:
            continue
        if (phone := parse_phone(run[:end])) is not None:
            return phone, end
        if cued and end == ends[-1] and _SHORT_LINE.fullmatch(digits):
            return f"+84{digits[1:]}", end
    return None


def _is_other(typed: Typed, run: re.Match[str]) -> bool:
    """Numbers of a bank account, a tax payer or an insurance book, and words ("o 0" of nothing)."""
    if sum(map(str.isdigit, run[0])) < 7:
        return True
    return _OTHER.search(typed.bare, max(0, run.start() - 24), run.start()) is not None


def _is_cued(typed: Typed, run: re.Match[str]) -> bool:
    return _CUE.search(typed.bare, max(0, run.start() - 40), run.start()) is not None


SLOT: Final = Slot(find=_find, rank=30)
