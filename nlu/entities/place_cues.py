"""What says that words of a text are the name of a place: a type word before them, a preposition, capitals.

Of the country's 7,000 names many are ordinary words ("Trung Tâm", "Đồng Ý", "Hội An" in "xã hội an toàn"), so
a name alone says nothing.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlu.spelling.normalise import Typed
from nlu.tables import table
from vietnam.text import may_mean

COMMUNES: Final = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
DISTRICTS: Final = frozenset({"huyện", "quận", "thị xã", "thành phố"})

_WRITTEN: Final = {
    "xa": "xã", "x": "xã", "phuong": "phường", "phg": "phường", "p": "phường", "f": "phường",
    "thi tran": "thị trấn", "tt": "thị trấn", "dac khu": "đặc khu", "huyen": "huyện", "h": "huyện",
    "quan": "quận", "q": "quận", "thi xa": "thị xã", "tx": "thị xã", "thanh pho": "thành phố",
    "tp": "thành phố", "tinh": "tỉnh", "t": "tỉnh",
}  # fmt: skip
_OFFICE: Final = (
    r"ubnd|uy ban nhan dan|uy ban|ub|cong an|hdnd|mot cua|bo phan mot cua|tram y te|ttpvhcc"
    r"|hanh chinh cong|ca"
)
_TYPE: Final = re.compile(
    rf"(?<![^\W_])(?:(?P<office>{_OFFICE}) )?(?P<type>{'|'.join(sorted(_WRITTEN, key=len, reverse=True))})"
    r"(?P<dot>\.)? ?:? ?$"
)
_OFFICE_ALONE: Final = re.compile(rf"(?<![^\W_])(?!ca )(?:{_OFFICE}) $")

_PREPOSITIONS: Final = {
    "o": "ở", "tai": "tại", "ve": "về", "tu": "từ", "den": "đến", "toi": "tới", "ra": "ra", "vao": "vào",
    "vo": "vô", "que": "quê", "gan": "gần", "ben": "bên", "ngoai": "ngoài", "duoi": "dưới", "tren": "trên",
    "trong": "trong", "qua": "qua", "len": "lên", "xuong": "xuống", "khau": "khẩu", "tru": "trú",
}  # fmt: skip
_OPENERS: Final = frozenset({"em", "toi", "tui", "nha", "minh", "dan", "khach", "bo", "me", "con", "chau"})
_PLAIN_PREPOSITIONS: Final = frozenset({"o", "tai", "que", "ve", "duoi", "ngoai", "khau"})
_LAST_WORD: Final = re.compile(r"(?<![^\W_])([^\W\d_]+)\s*$")
_NO_PLACE: Final = re.compile(
    r"\b(?:anh|chi|ong|ba|co|chu|bac|em|chau|con|ten|cu|thay|di|cau|mo|duong|pho|cho|cau|truong|benh vien"
    r"|ngo|hem|chua|den|ngan hang|cong ty|khach san|song|nui|bien|le|giai|hang|thon|ap|xom|khom|khu pho"
    r"|to dan pho|ga)\s*$"
)
"""People, streets, schools, hamlets: their names are those of communes elsewhere."""


@dataclass(frozen=True, kw_only=True)
class _Words:
    """The tables of `data/place_words.toml`; `after`: by unaccented type word."""

    phrases: frozenset[str]
    words: frozenset[str]
    everyday: frozenset[str]
    after: dict[str, frozenset[str]]


@cache
def _words() -> _Words:
    tables = table("place_words")
    return _Words(
        phrases=frozenset(tables["phrases"]),
        words=frozenset(tables["words"]),
        everyday=frozenset(tables["everyday"].split()),
        after={word: frozenset(other.split()) for word, other in tables["after"].items()},
    )


def is_phrase(typed: Typed, start: int, end: int) -> bool:
    """Words that happen to be a name, with nothing in their writing that says so."""
    return typed.bare[start:end] in _words().phrases and not is_capital(typed, start)


def is_ordinary(typed: Typed, start: int, end: int) -> bool:
    """The same, or a name that is an ordinary word as well."""
    ordinary = typed.bare[start:end] in _words().words and not is_capital(typed, start)
    return ordinary or is_phrase(typed, start, end)


@dataclass(frozen=True, kw_only=True)
class TypeWord:
    """`name` is one of "xã", "phường", …; empty where only an office stands before the words. `sure`: it can
    be nothing else, by its marks, a dot, or the office before it."""

    name: str
    sure: bool
    office: bool


def type_before(typed: Typed, start: int, first_word: str) -> TypeWord | None:
    """The type word right before `start`, where the word `first_word` begins."""
    head = typed.bare[max(0, start - 32) : start]
    match = _TYPE.search(head)
    if match is None:
        return TypeWord(name="", sure=False, office=True) if _OFFICE_ALONE.search(head) else None
    word = match["type"]
    at = start - len(head) + match.start("type")
    written = typed.composed[at : at + len(word)]
    name = _WRITTEN[word]
    if len(word) > 2 and not may_mean(written, name):
        return None
    office = match["office"] is not None
    sure = office or not written.isascii() or match["dot"] is not None
    if not sure and first_word in _words().after.get(word, ()) and not is_capital(typed, start):
        return None
    return TypeWord(name=name, sure=sure, office=office)


def is_capital(typed: Typed, at: int) -> bool:
    """A capital that says something: in a text that is not all capitals."""
    return typed.composed[at].isupper() and not typed.composed.isupper()


def is_capital_run(typed: Typed, start: int, end: int) -> bool:
    """Whether the words are written with capitals and the words on both sides are not: "Bình Minh" of "Nguyễn
    Bình Minh" is a part of another name."""
    if not all(
        is_capital(typed, start + word.start()) for word in re.finditer(r"[^\W_]+", typed.bare[start:end])
    ):
        return False
    before = re.search(r"([^\W_]+) $", typed.bare[:start])
    after = re.match(r" ([^\W\d_]+)", typed.composed[end:])
    if after is not None and after[1][0].isupper():
        return False
    if before is None or not typed.composed[before.start()].isupper():
        return True
    return before[1] in _PREPOSITIONS or before[1] in _OPENERS


def is_person_or_street(typed: Typed, start: int) -> bool:
    return _NO_PLACE.search(typed.bare, max(0, start - 14), start) is not None


def has_preposition(typed: Typed, start: int) -> bool:
    return _preposition(typed, start) != ""


def has_plain_preposition(typed: Typed, start: int, *, district: bool) -> bool:
    """One that hardly stands before anything but a place, also without diacritics; before the name of a mere
    commune only "ở" and "tại", and no name that begins with an everyday word."""
    if district:
        return _preposition(typed, start) in _PLAIN_PREPOSITIONS
    everyday = typed.bare[start:].split(maxsplit=1)[0] in _words().everyday
    return not everyday and _preposition(typed, start) in {"o", "tai"}


def _preposition(typed: Typed, start: int) -> str:
    near = max(0, start - 14)
    match = _LAST_WORD.search(typed.bare[near:start])
    if match is None or match[1] not in _PREPOSITIONS:
        return ""
    if match[1] == "khau" and not typed.bare[: near + match.start()].endswith("ho "):
        return ""
    written = typed.composed[near + match.start(1) : near + match.end(1)]
    return match[1] if may_mean(written, _PREPOSITIONS[match[1]]) else ""
