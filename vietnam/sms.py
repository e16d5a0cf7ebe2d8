"""What a text costs as SMS, how it splits, and its unaccented GSM-7 form.

Alphabet and septets: 3GPP TS 23.038 §6.2.1. A part of a concatenated message loses six octets to its
header (3GPP TS 23.040 §9.2.3.24.1), hence 153 of 160 and 67 of 70.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from vietnam.text import nfc, strip_marks

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
_GSM7 = _BASIC | _EXTENSION


class Encoding(StrEnum):
    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


_ONE = {Encoding.GSM7: 160, Encoding.UCS2: 70}
_PART = {Encoding.GSM7: 153, Encoding.UCS2: 67}

_PLAIN = {
    **dict.fromkeys("“”„‟«»″❝❞", '"'),
    **dict.fromkeys("‘’‚‛′`´ʼ‹›", "'"),
    **dict.fromkeys("‐‑‒–—―−•·●○▪■◦‣⁃∙~", "-"),
    **dict.fromkeys("[{", "("),
    **dict.fromkeys("]}", ")"),
    **dict.fromkeys("|\\⁄∕", "/"),
    "₫": "d", "€": "EUR", "£": "GBP", "¥": "JPY", "×": "x", "÷": ":", "≤": "<=", "≥": ">=", "≠": "<>",
    "→": "->", "⇒": "->", "←": "<-", "°": " do ", "§": "Muc ", "ß": "ss", "æ": "ae", "Æ": "AE",
    "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "©": "(c)", "®": "(R)",
}  # fmt: skip
"""What a reader takes for the same thing, in characters that cost one septet."""

_AS_IT_IS = frozenset(char for char in _BASIC if char.isascii()) - _PLAIN.keys()


@dataclass(frozen=True, kw_only=True)
class Segments:
    """`units` are septets (GSM-7) or UTF-16 units (UCS-2); `parts` is what the carrier bills."""

    encoding: Encoding
    units: int
    parts: int


def is_gsm7(text: str) -> bool:
    return _GSM7.issuperset(text)


def segments(text: str) -> Segments:
    """The cost of the text exactly as given; compose it first (`text.nfc`), or marks count twice."""
    encoding = _encoding(text)
    units = _units(text, encoding)
    parts = 1 if units <= _ONE[encoding] else len(split_parts(text))
    return Segments(encoding=encoding, units=units, parts=parts)


def split_parts(text: str) -> list[str]:
    """The text cut as it travels; joined again the parts are the text.

    No escape pair, surrogate pair or letter with its combining mark is cut in two.
    """
    encoding = _encoding(text)
    if _units(text, encoding) <= _ONE[encoding]:
        return [text]
    parts, used = [""], 0
    for cluster in _clusters(text, encoding):
        width = sum(_width(char, encoding) for char in cluster)
        if used + width > _PART[encoding]:
            parts.append("")
            used = 0
        parts[-1] += cluster
        used += width
    return parts


def fold_sms(text: str) -> str:
    """Unaccented text of one-septet ASCII characters; what has no plain form (emoji) is left out.

    Digits, letters, codes and dates in ASCII come through byte for byte; spaces that stand around
    something left out become one.
    """
    plain = text if _AS_IT_IS.issuperset(text) else "".join(map(_plain, strip_marks(nfc(text))))
    lines = (" ".join(line.split()) for line in plain.split("\n"))
    return "\n".join(lines).strip("\n")


def fit(core: str, tail: str | None, limit: int = 160) -> str:
    """`core tail` when that stays within `limit` units and in core's encoding, else `core` as it is.

    The core carries code, date and what to do: it is never cut, even where it alone is too long.
    """
    if not tail:
        return core
    whole = f"{core} {tail}"
    cost = segments(whole)
    return whole if cost.units <= limit and cost.encoding == _encoding(core) else core


def costly(text: str) -> list[tuple[str, str]]:
    """Each character that makes the message dear, once, with the reason for officers to read."""
    encoding = _encoding(text)
    return [(char, why) for char in dict.fromkeys(text) if (why := _why(char, encoding))]


def _why(char: str, encoding: Encoding) -> str | None:
    if encoding is Encoding.GSM7:
        return "tính 2 ký tự" if char in _EXTENSION else None
    if char in _BASIC or char in _EXTENSION:
        return None
    if ord(char) > 0xFFFF:
        return "ngoài GSM-7: cả tin gửi Unicode, ký tự này tính 2"
    return "ngoài GSM-7: cả tin gửi Unicode, mỗi tin chỉ còn 70 ký tự"


def _encoding(text: str) -> Encoding:
    return Encoding.GSM7 if is_gsm7(text) else Encoding.UCS2


def _units(text: str, encoding: Encoding) -> int:
    """Counted without a look at each character in turn: every message that leaves is counted."""
    twice = _EXTENSION if encoding is Encoding.GSM7 else [char for char in set(text) if ord(char) > 0xFFFF]
    return len(text) + sum(map(text.count, twice))


def _width(char: str, encoding: Encoding) -> int:
    if encoding is Encoding.GSM7:
        return 2 if char in _EXTENSION else 1
    return 2 if ord(char) > 0xFFFF else 1


def _clusters(text: str, encoding: Encoding) -> Iterator[str]:
    """Letters with the combining marks that follow them; a heap of marks longer than a part is cut."""
    cluster, used = "", 0
    for char in text:
        width = _width(char, encoding)
        if cluster and (not unicodedata.combining(char) or used + width > _PART[encoding]):
            yield cluster
            cluster, used = "", 0
        cluster += char
        used += width
    if cluster:
        yield cluster


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char in _PLAIN:
        return _PLAIN[char]
    if char.isascii():
        return char if char in _BASIC else ""
    opened = unicodedata.normalize("NFKD", char)
    return "".join(_PLAIN.get(c, c) for c in opened if c in _PLAIN or (c.isascii() and c in _BASIC))
