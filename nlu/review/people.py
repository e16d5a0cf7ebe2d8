"""Where a message names a person: by what stands before the name, or by a family name.

In a text with accents only names with their accents count: "lâm" is a family, "làm" is not. In one without,
a family name of small letters needs "van" or "thi" behind it.
"""

import re
from collections.abc import Iterator
from typing import Final

from vietnam.text import strip_marks

Span = tuple[int, int]

_FAMILIES: Final = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Trịnh|Đinh|Đoàn|Lương|Mai|"
    "Trương|Đào|Lâm|Hà|Cao|Châu|Quách|Tạ|Thái|Tô|Vương|Lưu|Đàm|Kiều|Nghiêm|Phùng|Triệu|Tôn|Giang|Mạc|Thạch"
)
"""Families that nearly all Vietnamese belong to."""
_BARE_FAMILIES: Final = (
    "nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|bui|ho|ngo|duong|ly|dinh|doan|luong|truong|(?<=la )mai"
)
"""Those that without their accents are seldom another word before "van" and "thi"."""
_TITLES: Final = (
    "ông|bà|anh|chị|cô|chú|bác|bé|cháu|em|con|chồng|vợ|mẹ|bố|ba|má|dì|cậu|thằng|gặp|cụ|thầy|mệ|dượng|mợ|thím|"
    "tui|tôi"
)
_RELATED: Final = "tôi|em|tui|toi|trai|gái|gai|nội|noi|ngoại|ngoai|rể|dâu|họ|chàng|chang"
_KIN: Final = "toi|em|con|chau|minh|tui|chong|vo|me|bo|ba|chi|anh|be|ong|bac|co|chu"

_STOP: Final = (
    r"(?:la|o|sinh|so|sdt|dt|cccd|cmnd|que|tai|muon|hoi|xin|can|cho|nop|lam|di|da|co|bi|chua|khong|ko|k|va|"
    r"voi|nha|nhe|a|thi|ma|dang|duoc|dc|gui|nho|nam|ngay|ho so|hs|tren|trong|cua|cung|roi|ve|den|toi|minh|"
    r"ten|dia chi|thuong tru|tuoi|day|het|mat)\b"
)
_NO_NAME: Final = (
    r"(?:gi|nao|do|may|chu|bi|sai|khac|cu|moi|that|tren|trong|chua|khong|co|cha|me|sao|ai|thang)\b"
)
_NAME: Final = rf"(?P<name>(?!{_NO_NAME})[^\W\d_]+(?:\s+(?!{_STOP})[^\W\d_]+){{0,3}})"
_TOLD: Final = re.compile(
    rf"\b(?:ho (?:va )?ten|ten(?: (?:{_KIN}|day du|that|nguoi nop|trong giay))* la|ten|"
    rf"(?:{_KIN})(?: (?:toi|em|tui))? ten(?: la)?)\s*:\s*{_NAME}"
    rf"|\b(?:ho (?:va )?ten|ten(?: (?:{_KIN}|day du|that|nguoi nop|trong giay))* la|"
    rf"(?<!sang )(?:{_KIN})(?: (?:toi|em|tui))? ten(?: la)?)\s+{_NAME.replace('<name>', '<said>')}"
)
_SMALL_LETTERS: Final = "a-z" + "".join(
    char
    for start, end in ((0xE0, 0x1B1), (0x1EA0, 0x1EFA))
    for char in map(chr, range(start, end))
    if char.islower()
)
CAPITAL: Final = rf"[^\W\d_{_SMALL_LETTERS}][{_SMALL_LETTERS}]+"
"""A word in small letters but for its first."""
_AFTER_TITLE: Final = re.compile(
    rf"\b(?<!Hồ )(?<!Ho )(?:(?i:{_TITLES}|{strip_marks(_TITLES)})(?:\s+(?:{_RELATED}))?|"
    rf"(?i:tên|ten)|(?i:tôi|em|cháu|con|mình|toi|chau|minh) (?:là|la))\s+"
    rf"(?!Việt\b|Viet\b|Nam\b|Tư pháp|Công|Ủy|Uỷ)(?P<name>{CAPITAL}(?:\s+{CAPITAL}){{0,3}})"
)
_WHOLE: Final = re.compile(rf"\b(?:{_FAMILIES})(?!\s+Sa\b)(?:\s+{CAPITAL}){{1,4}}\b")
_WHOLE_BARE: Final = re.compile(rf"\b(?:{strip_marks(_FAMILIES)})(?!\s+Sa\b)(?:\s+{CAPITAL}){{1,4}}\b")
_ACCENTED_STOP: Final = (
    r"(?:hỏi|là|ở|sinh|số|muốn|xin|cần|cho|nộp|làm|đi|đã|có|bị|chưa|không|và|với|nhé|ạ|mất|được|gửi|năm|đây|rồi|"
    r"về|tại|của|đang|thì|mà)\b"
)
_SMALL: Final = re.compile(
    rf"\b(?:{_FAMILIES.lower()})\s+(?:văn|thị|hữu|đức|ngọc|quốc|đình)\s+[^\W\d_]+"
    rf"(?:\s+(?!{_ACCENTED_STOP})[^\W\d_]+)?"
)
_SMALL_BARE: Final = re.compile(rf"\b(?:{_BARE_FAMILIES})\s+(?:van|thi)\s+[a-z]+(?:\s+(?!{_STOP})[a-z]+)?\b")
_SMALL_VAN: Final = re.compile(r"\b(?:dang|do|dao|cao|mai|luu|trinh)\s+van\s+(?!ban\b|de\b|phong\b)[a-z]+\b")
_PROPER: Final = re.compile(rf"\b(?:{CAPITAL}|Y)(?:\s+{CAPITAL}){{1,4}}")
"""Names of other peoples, and of places: two capitalised words."""
_LOUD: Final = re.compile(
    rf"\b(?:{_FAMILIES.upper()}|{strip_marks(_FAMILIES).upper()})(?:\s+(?!CAN\b|CHUNG\b)[^\W\d_]{{2,}}){{1,3}}\b"
)
_SAID: Final = re.compile(rf"(?<=\blà )(?!mai\b)(?:{_FAMILIES.lower()})\s+[^\W\d_]+")


def people(composed: str) -> Iterator[Span]:
    """Places of names in a text of one spelling."""
    plain, low = strip_marks(composed), composed.lower()
    if len(plain) == len(composed) == len(low):
        for match in _TOLD.finditer(plain.lower()):
            yield match.span("name" if match["name"] else "said")
        if plain == composed:
            yield from (match.span() for match in _SMALL_BARE.finditer(low))
            yield from (match.span() for match in _SMALL_VAN.finditer(low))
            yield from (match.span() for match in _WHOLE_BARE.finditer(composed))
        yield from (match.span() for pattern in (_SMALL, _SAID) for match in pattern.finditer(low))
    yield from (match.span("name") for match in _AFTER_TITLE.finditer(composed))
    yield from (match.span() for match in _WHOLE.finditer(composed))
    if not _is_shouted(composed):
        yield from (match.span() for match in _PROPER.finditer(composed))
        yield from (match.span() for match in _LOUD.finditer(composed))


def _is_shouted(composed: str) -> bool:
    """So many words have a capital that it says nothing."""
    words = composed.split()
    return sum(word[0].isupper() for word in words) * 2 > len(words)
