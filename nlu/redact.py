"""A message without what tells who wrote it: numbers, addresses of mail and web, names of people, houses.

It rather takes too much. Names are known by what stands before them ("tôi tên", "ông"), by a family name
with a capital, or by a family name with "văn" or "thị" behind it.
"""

import re
from typing import Final

from vietnam.text import nfc, strip_marks

NUMBER: Final = "[số]"
NAME: Final = "[tên]"
MAIL: Final = "[thư]"
LINK: Final = "[liên kết]"
HOUSE: Final = "[nhà]"

_FAMILIES: Final = (
    "nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|trinh|dinh|doan|luong|mai|truong|"
    "dao|lam|ha|cao|chau|quach|ta|thai|to|vuong|lu|luu|dam|kieu|nghiem|phung|trieu|la|ton|giang|mac|khuc|thach"
)
"""Family names that nearly all Vietnamese carry, folded."""
_STOPS: Final = (
    r"(?:la|o|sinh|so|sdt|dt|cccd|cmnd|que|tai|muon|hoi|xin|can|cho|nop|lam|di|da|co|bi|chua|khong|ko|k|va|voi|"
    r"nha|nhe|a|thi|ma|dang|duoc|dc|gui|nho|nam|ngay|ho so|hs|tren|trong|cua|cung|con|roi|ve|den|toi|em|minh|"
    r"chau|ten|dia chi|thuong tru|tuoi)\b"
)
"""Words behind a name that are no more part of it."""
_WORD: Final = r"[a-z]+"

_MAIL: Final = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_LINK: Final = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:vn|com|net|org|info|top|xyz)(?:/\S*)?\b")
_CODE: Final = re.compile(r"\b[a-z]{1,4}\d[\w]*(?:[.\-/ ]{1,3}\d[\w]*)+|\b[a-z]{0,4}\d+[.\-/]\d[\d.\-/]*")
_DIGITS: Final = re.compile(r"(?<![\w])\+?\(?\d(?:[\s.\-()/]{0,2}\d){2,}\w*|\b[a-z]{0,4}\d{3,}\w*")
_SPOKEN: Final = re.compile(
    r"\b(?:(?:khong|mot|hai|ba|bon|nam|lam|sau|bay|tam|chin)\s+){5,}"
    r"(?:khong|mot|hai|ba|bon|nam|lam|sau|bay|tam|chin)\b"
)
_WHOSE: Final = (
    "toi|em|con|chau|minh|tui|chong|vo|me|bo|ba|chi|anh|be|ong|co|day du|that|nguoi nop|khai sinh|la"
)
_NO_NAME: Final = r"(?:gi|nao|do|may|ai|chu|tren|trong|bi|sai|duoc|khong|cha|me|cong|giay|trung|viet)\b"
_TOLD: Final = re.compile(
    rf"\b(?:(?:ho (?:va )?)?ten(?: (?:{_WHOSE}))*|(?:toi|em|con|chau|minh|tui|anh|chi) ten(?: la)?)"
    rf"\s*[:\-]?\s+(?P<name>(?!{_NO_NAME})(?!{_STOPS}){_WORD}(?:\s+(?!{_STOPS}){_WORD}){{0,4}})"
)
_MIDDLE: Final = re.compile(
    rf"\b(?:{_FAMILIES})\s+(?:(?:van|thi|huu|duc|ngoc|thanh|minh|quoc|cong|dinh|xuan|kim|hong|thu|bao|gia|"
    rf"tuan|hoang|phuong|anh|khanh)\s+)+(?!{_STOPS}){_WORD}\b"
)
_SURELY: Final = re.compile(r"\b(?:nguyen|tran|pham|huynh)\s+(?:van|thi|huu|duc|dinh|quoc)\b")
_PERSON: Final = r"[A-Z][a-z]+|[A-Z]{2,}"
_CAPITALS: Final = re.compile(
    rf"\b(?:{_FAMILIES})(?:\s+(?:[A-Z]\w*)){{1,4}}\b".replace(
        _FAMILIES,
        "|".join(f"[{name[0].upper()}](?:{name[1:]}|{name[1:].upper()})" for name in _FAMILIES.split("|")),
    )
)
_TITLED: Final = re.compile(
    r"\b(?i:ong|ba|anh|chi|co|chu|bac|be|chau|em|con|chong|vo|me|bo|di|cau)(?:\s+(?i:toi|em|tui))?\s+"
    rf"(?!UBND|CCCD|CMND|BHYT|BHXH|Viet\b|Nam\b)(?:{_PERSON})(?:\s+(?:{_PERSON})){{0,3}}\b"
)
_HOUSE: Final = re.compile(
    r"\b(?:so nha|nha so)\s+[\w/]+(?:,?\s+(?:duong|ngo|hem|pho|to|ngach|kiet)\s+[\w/]+(?:\s+[A-Z]\w*){0,3})?"
    r"|\b(?:duong|ngo|hem|kiet|ngach)\s+(?:\d[\w/]*|[A-Z]\w*(?:\s+[A-Z]\w*){1,3})"
)


def redacted(text: str) -> str:
    """The message in one spelling, with marks in the place of what was taken."""
    composed = nfc(text)
    plain = strip_marks(composed)
    if len(plain) != len(composed):
        plain = "".join(bare if len(bare := strip_marks(char)) == 1 else char for char in composed)
    spans = [*_spans(plain.lower(), plain)]
    pieces: list[str] = []
    at = 0
    for start, end, mark in _apart(spans):
        pieces += [composed[at:start], mark]
        at = end
    return " ".join("".join([*pieces, composed[at:]]).split())


def _spans(low: str, plain: str) -> list[tuple[int, int, str]]:
    if len(low) != len(plain):
        low = "".join(small if len(small := char.lower()) == 1 else char for char in plain)
    found = [(*match.span("name"), NAME) for match in _TOLD.finditer(low)]
    for pattern, text, mark in (
        (_MAIL, low, MAIL), (_LINK, low, LINK), (_CODE, low, NUMBER), (_DIGITS, low, NUMBER),
        (_SPOKEN, low, NUMBER), (_HOUSE, plain, HOUSE), (_CAPITALS, plain, NAME), (_TITLED, plain, NAME),
        (_MIDDLE, low, NAME), (_SURELY, low, NAME),
    ):  # fmt: skip
        found += [(*match.span(), mark) for match in pattern.finditer(text)]
    return found


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
