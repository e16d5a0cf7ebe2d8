"""Words that name a family of procedures rather than one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlu.keywords import load_keywords
from nlu.meaning import Entry
from nlu.tables import table

_LOST: Final = "mat"
_REGISTERS, _SIGNS = "dang", "ky"
_MEASURES: Final = frozenset(("bao", "may", "lau", "nhieu", "het", "khoang", "phi", "tien", "gi", "them"))


@dataclass(frozen=True, kw_only=True)
class Families:
    """`members`: what names a family, without the words of `facets` -> codes, two at least."""

    members: dict[str, tuple[str, ...]]
    facets: frozenset[str]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Families":
        facets = load_keywords().facets
        codes: dict[str, list[str]] = {}
        for entry in entries:
            if entry.reviewed and entry.family:
                codes.setdefault(entry.family, []).append(entry.code)
        return cls(
            facets=facets,
            members={
                _content(phrase, facets): tuple(codes[family])
                for family, phrases in _phrases().items()
                for phrase in phrases
                if len(codes.get(family, ())) > 1
            },
        )

    def named(self, plain: str) -> tuple[str, ...] | None:
        """The members of the family that the folded text names, and nothing narrower."""
        return self.members.get(_content(plain, self.facets))


def _phrases() -> dict[str, tuple[str, ...]]:
    """Family -> folded phrases."""
    return {family: tuple(map(str, phrases)) for family, phrases in table("families").items()}


def _content(plain: str, facets: frozenset[str]) -> str:
    """The words that say what, without those that say what about it. Two of these are words of their own
    elsewhere: "mất mấy ngày" but "mất căn cước", "đăng ký" but "chữ ký"."""
    words = [word for word in plain.split() if word.isalnum()]
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    return " ".join(
        word
        for before, word, after in around
        if word not in facets
        or (word == _LOST and after not in _MEASURES)
        or (word == _SIGNS and before != _REGISTERS)
    )
