"""Parts of the measurement of the matcher: procedures, questions that were not taught, and official
names as clerks say them. `python -m tests.nlu.matching` prints the figures."""

import gzip
import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from knowledge.procedures.shipped import load_shipped
from nlu.meaning import Entry
from nlu.procedures.match import Match, Matcher
from nlu.spelling.normalise import Lexicon, folded, read, words_of
from nlu.train import train
from webhooks.known import entry_of

CHECKOUT: Final = Path(__file__).parents[2]
PORTAL: Final = CHECKOUT.parent / "shared" / "data" / "procedures_portal.jsonl.gz"
DEVELOPMENT: Final = CHECKOUT / "tests" / "cases" / "nlu" / "development.jsonl"
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
_TAIL: Final = re.compile(r"[,;/]| trong trường hợp | đối với | theo quy định | thực hiện ")
_VERBS: Final = (
    "Cấp lại",
    "Cấp đổi",
    "Cấp",
    "Đăng ký",
    "Gia hạn",
    "Khai",
    "Công nhận",
    "Xác nhận",
    "Thay đổi",
)

Question = tuple[str, frozenset[str]]
"""A text, and the codes that count as right."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Shares from 0 to 1. `wrong` of those answered directly; `asked_right`: of the others, those whose
    options hold a right one. `milliseconds`: of the middle one."""

    questions: int
    first: float
    among_three: float
    direct: float
    wrong: float
    asked_right: float
    milliseconds: float


@dataclass(frozen=True, kw_only=True)
class Taught:
    matcher: Matcher
    lexicon: Lexicon

    def match(self, text: str) -> Match:
        return self.matcher.match(words_of(read(text), self.lexicon))


def shipped_entries() -> list[Entry]:
    return [entry_of(procedure) for procedure in load_shipped()]


@cache
def portal_names() -> Mapping[str, str]:
    """Code -> official name, of the procedures that were read from the national portal."""
    with gzip.open(PORTAL, "rt", encoding="utf-8") as lines:
        return {row["code"]: row["name"] for row in map(json.loads, lines)}


def all_entries() -> list[Entry]:
    shipped = shipped_entries()
    known = {entry.code for entry in shipped}
    imported = portal_names() if PORTAL.exists() else {}
    return [
        *shipped,
        *(
            Entry(code=code, name=name, official_name=name, family=code)
            for code, name in imported.items()
            if code not in known
        ),
    ]


def teach(entries: Sequence[Entry]) -> Taught:
    model = train(entries)
    return Taught(matcher=model.matcher, lexicon=model.lexicon)


def asked() -> list[Question]:
    """Of a set that is not taught."""
    rows = map(json.loads, DEVELOPMENT.read_text(encoding="utf-8").splitlines())
    return [
        (row["text"], frozenset(row["procedures"]))
        for row in rows
        if row["procedures"] and not row.get("context")
    ]


def official_questions(says: Callable[[str], str], kept: Callable[[str], str], step: int) -> list[Question]:
    """Every `step`-th name of the portal as it is said. `kept`: what is left of the name; all procedures
    whose names begin so are right together."""
    names = portal_names()
    bare = {code: _plain(shortened(name)) for code, name in names.items()}
    found = []
    for code, name in list(names.items())[::step]:
        left = _plain(kept(name))
        right = {other for other, short in bare.items() if short == left or _is_cut(kept, short, left)}
        found.append((says(name), frozenset({code, *right})))
    return found


def _is_cut(kept: Callable[[str], str], short: str, left: str) -> bool:
    return kept is beginning and short.startswith(left)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", folded(text.lower())))


def whole(name: str) -> str:
    return name


def shortened(name: str) -> str:
    """Without "Thủ tục" and brackets."""
    short = re.sub(r"^thủ tục\s+", "", name, flags=re.IGNORECASE)
    while _IN_BRACKETS.search(short):
        short = _IN_BRACKETS.sub("", short)
    return short.strip()


def beginning(name: str) -> str:
    """The first clause, or the first two thirds where it is too short to mean something."""
    short = shortened(name)
    clause, words = _TAIL.split(short)[0].strip(), short.split()
    return clause if len(clause.split()) >= 5 else " ".join(words[: max(8, len(words) * 7 // 10)])


def turned(name: str) -> str:
    """As clerks put it: the thing first, what is done with it last."""
    short = shortened(name)
    verb = next((verb for verb in _VERBS if short.startswith(f"{verb} ")), None)
    if verb is not None:
        return f"{short.removeprefix(verb).strip()}, hồ sơ {verb.lower()}"
    words = short.split()
    return f"hồ sơ {' '.join([*words[len(words) // 2 :], *words[: len(words) // 2]])}"


WAYS: Final[dict[str, tuple[Callable[[str], str], Callable[[str], str]]]] = {
    "as it is": (whole, whole),
    "without accents": (lambda name: folded(name.lower()), whole),
    "without brackets": (shortened, shortened),
    "turned": (turned, shortened),
    "papers": (lambda name: f"cho tôi hỏi thủ tục {shortened(name).lower()} cần giấy tờ gì", shortened),
    "beginning": (beginning, beginning),
    "fee of beginning": (lambda name: f"lam {folded(beginning(name).lower())} het bao nhieu tien", beginning),
    "place of beginning": (
        lambda name: f"em hỏi về {beginning(name).lower()} thì nộp ở đâu ạ",
        beginning,
    ),
}
"""How a name is said, and what is left of it then."""


def figures(match: Callable[[str], Match], questions: Iterable[Question]) -> Figures:
    listed = list(questions)
    found, times = [], []
    for text, _ in listed:
        start = time.perf_counter()
        found.append(match(text))
        times.append((time.perf_counter() - start) * 1_000)
    ranked = [[guess.code for guess in seen.guesses] for seen in found]
    rights = [right for _, right in listed]
    together = list(zip(found, ranked, rights, strict=True))
    direct = [codes[0] in right for seen, codes, right in together if seen.clear]
    asked = [not right.isdisjoint(seen.options) for seen, _, right in together if seen.options]
    return Figures(
        questions=len(listed),
        first=_mean([not right.isdisjoint(codes[:1]) for _, codes, right in together]),
        among_three=_mean([not right.isdisjoint(codes[:3]) for _, codes, right in together]),
        direct=len(direct) / max(1, len(listed)),
        wrong=1 - _mean(direct) if direct else 0.0,
        asked_right=_mean(asked) if asked else 1.0,
        milliseconds=sorted(times)[len(times) // 2] if times else 0.0,
    )


def _mean(marks: Sequence[bool]) -> float:
    return sum(marks) / max(1, len(marks))


def _told(name: str, seen: Figures) -> str:
    shares = (seen.first, seen.among_three, seen.direct, seen.wrong, seen.asked_right)
    return (
        f"{name:24}{seen.questions:6}"
        + "".join(f"{share:9.1%}" for share in shares)
        + (f"{seen.milliseconds:8.2f}")
    )


def main() -> None:
    taught = teach(all_entries())
    print(f"{'':30}    first    three   direct    wrong    asked      ms")
    questions = asked()
    print(_told("as people ask", figures(taught.match, questions)))
    bare = [(folded(text), right) for text, right in questions]
    print(_told("the same without accents", figures(taught.match, bare)))
    if PORTAL.exists():
        for name, (says, kept) in WAYS.items():
            print(_told(name, figures(taught.match, official_questions(says, kept, step=1))))


if __name__ == "__main__":
    main()
