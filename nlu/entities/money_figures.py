"""Amounts written in figures alone: 1.500.000, and where something is paid also 50000."""

import re
from collections.abc import Iterator
from typing import Final

_PLAIN: Final = re.compile(
    r"(?<!\bmuc )(?<!\btrang )(?<!\bdieu )(?<![\w.,/-])"
    r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3}){0,2}(?![\w-]|[.,/]\d)"
    r"(?! ?(?:m2|m\b|met|kg|nguoi|ho\b|ho so|dan\b|cai|ban\b|km|ha\b|luot|to\b|trang|cay|con\b|%))"
)
_PLAIN_PAID: Final = re.compile(
    r"\b(?:le phi|phi|gia|thu|dong|nop|tien|het|mat|tra|chuyen|phat|tru|ck)(?: (?:la|them|du|cho|mat))? "
    r"(?P<figures>\d{5,8})(?![\w.,/-])"
)


def amounts_in_figures(text: str) -> Iterator[tuple[int, int, int]]:
    """Đồng, start and end in lower-case `text` without diacritics."""
    for match in _PLAIN.finditer(text):
        amount = int(re.sub(r"[.,]", "", match[0]))
        if amount >= 1_000 and amount % 500 == 0:
            yield amount, match.start(), match.end()
    for paid in _PLAIN_PAID.finditer(text):
        if int(paid["figures"]) % 500 == 0 and not paid["figures"].startswith("0"):
            yield int(paid["figures"]), paid.start("figures"), paid.end("figures")
