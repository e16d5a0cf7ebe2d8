"""How an official name is said by those who do not say all of it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_IN_BRACKETS: Final = re.compile(r"\([^()]*(?:\)|$)")
_FIRST_CLAUSE: Final = re.compile(r"[,;/:]| trong trường hợp | đối với | theo quy định | thực hiện ")
_LEAST: Final = 5
"""Words that a first clause must have to stand for the name."""
_FRAMES: Final = (
    "{}", "{} cần những gì", "cho hỏi {} làm ở đâu vậy", "xin hỏi lệ phí {}", "{} mấy ngày có kết quả",
    "muốn làm {} thì bắt đầu từ đâu", "{}", "hướng dẫn {} với ạ", "hồ sơ {} gồm gì",
    "{} nộp qua mạng được không", "anh chị cho em hỏi {}", "công ty tôi cần {}", "tôi đang cần {} gấp",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Wording:
    """`text`: what is asked; `kept`: what is left of the name in it."""

    text: str
    kept: str


def wordings(name: str, number: int) -> tuple[Wording, ...]:
    """The name as it is, without what stands in brackets, and its beginning, the latter two in questions.
    `name`: as `words_of` gives it; `number` chooses the questions."""
    short = shortened(name)
    frames = (_FRAMES[(number + step) % len(_FRAMES)] for step in (0, 1))
    return (
        Wording(text=name, kept=name),
        *(
            Wording(text=frame.format(kept), kept=kept)
            for frame, kept in zip(frames, (short, _beginning(short)), strict=True)
        ),
    )


def shortened(name: str) -> str:
    """Without what stands in brackets, and without the word for procedure that some names begin with."""
    whole = name
    while (cut := _IN_BRACKETS.sub(" ", whole)) != whole:
        whole = cut
    short = " ".join(whole.split()).removeprefix("thủ tục ").removeprefix("thu tuc ")
    return short or name


def _beginning(short: str) -> str:
    clause = _FIRST_CLAUSE.split(short)[0].strip()
    words = short.split()
    return clause if len(clause.split()) >= _LEAST else " ".join(words[: max(8, len(words) * 7 // 10)])


@dataclass(frozen=True, kw_only=True)
class Beginnings:
    """Names in rising order, each with its place in the list they came from."""

    names: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, names: Sequence[str]) -> "Beginnings":
        return cls(names=tuple(sorted((name, at) for at, name in enumerate(names))))

    def with_beginning(self, text: str) -> frozenset[int]:
        """The places of all names that begin so: asked by it, each of them is meant."""
        first = bisect_left(self.names, (text, -1))
        last = bisect_left(self.names, (f"{text}\U0010ffff", -1))
        return frozenset(at for _, at in self.names[first:last])
