"""Numbers below a thousand as they are said: "hai trăm năm mươi", "mười lăm", "năm chục", "2 trăm rưỡi"."""

import re
from typing import Final

from vietnam.text import fold, may_mean

_FORMS: Final = {
    "mot": ("một", "mốt"), "hai": ("hai",), "ba": ("ba",), "bon": ("bốn",), "tu": ("tư",),
    "nam": ("năm",), "lam": ("lăm",), "nham": ("nhăm",), "sau": ("sáu",), "bay": ("bảy", "bẩy"),
    "tam": ("tám",), "chin": ("chín",), "muoi": ("mười", "mươi"), "chuc": ("chục",), "tram": ("trăm",),
    "linh": ("linh",), "le": ("lẻ",), "ruoi": ("rưỡi",),
}  # fmt: skip
_ONES: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9,
}  # fmt: skip
_ONE: Final = rf"[1-9]|{'|'.join(_ONES)}"
_NUMBER: Final = re.compile(
    rf"(?:(?:(?P<hundreds>{_ONE}) ?)?(?P<hundred>tram) ?)?(?:(?:(?P<tens>{_ONE}) ?)?(?P<ten>muoi|chuc) ?)?"
    rf"(?:(?P<zero>linh|le) )?(?P<ones>{_ONE})?(?P<half> ?ruoi)?"
)
_SHORT: Final = re.compile(rf"({_ONE}) lam")
"""Tens left out: "hai lăm"."""
WORDS: Final = "|".join(_FORMS)
"""Alternatives of a pattern over text without diacritics: the words that numbers are said with."""


def is_number_word(written: str) -> bool:
    """Whether `written` may be one of `WORDS`: "nam" and "năm", but not "bà"."""
    return any(may_mean(written, form) for form in _FORMS.get(fold(written), ()))


def spoken(words: str) -> int | None:
    """The value of `words` (lower-case, without diacritics); None where they are no number.

    "hai trăm năm" is 250 and "hai trăm linh năm" 205, as people say it.
    """
    if (short := _SHORT.fullmatch(words)) is not None:
        return 10 * _one(short[1], 0) + 5
    match = _NUMBER.fullmatch(words)
    if match is None or not any(match[name] for name in ("hundred", "ten", "ones")):
        return None
    total = 100 * _one(match["hundreds"], 1) if match["hundred"] else 0
    if match["ten"]:
        total += 10 * _one(match["tens"], 1)
    ones = _one(match["ones"], 0)
    said_as_tens = match["hundred"] and not match["ten"] and not match["zero"]
    total += 10 * ones if said_as_tens else ones
    if match["half"]:
        total += _half_of(match)
    return total or None


def _half_of(match: re.Match[str]) -> int:
    return 0 if match["ones"] else 5 if match["ten"] else 50 if match["hundred"] else 0


def _one(word: str | None, otherwise: int) -> int:
    if word is None:
        return otherwise
    return _ONES.get(word) or int(word)
