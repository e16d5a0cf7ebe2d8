"""Parts of the measurement of the matcher: procedures, questions of hands that were not taught, and official
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
from nlu import match_training
from nlu.match import Match, Matcher
from nlu.meaning import Entry
from nlu.normalise import Lexicon, folded, load_abbreviations, read, words_of
from nlu.school import lesson
from nlu.sentences import load_followups, load_sentences
from nlu.telex import Keyboard

CHECKOUT: Final = Path(__file__).parents[2]
PORTAL: Final = CHECKOUT.parent / "shared" / "data" / "procedures_portal.jsonl.gz"
HANDS: Final = CHECKOUT / "tests" / "cases" / "nlu" / "hands"
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
    return [
        Entry(
            code=procedure.code,
            name=procedure.name,
            official_name=procedure.official_name,
            everyday_names=procedure.everyday_names,
            family=procedure.family,
            everyday_default=procedure.everyday_default,
            reviewed=True,
            level=procedure.level,
            field=procedure.field,
        )
        for procedure in load_shipped()
    ]


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


def teach(entries: Sequence[Entry], left_out: frozenset[str] = frozenset()) -> Taught:
    """The matcher alone, on the shipped sentences but those of the authors left out."""
    rows = [row for row in load_sentences() if row.author not in left_out]
    names = {name for entry in entries for name in (entry.name, entry.official_name, *entry.everyday_names)}
    syllables = {word for text in (*(row.text for row in rows), *names) for word in text.lower().split()}
    keyboard = Keyboard(syllables=frozenset(word for word in syllables if word.isalpha()))
    lexicon = Lexicon(abbreviations=load_abbreviations(), keyboard=keyboard)
    lessons = [lesson(row, words_of(read(row.text), lexicon)) for row in rows]
    followups = [words_of(read(line), lexicon) for line in load_followups()]
    matcher = match_training.train(
        entries,
        [
            (copy, one.sentence.author, one.sentence.procedures)
            for one in lessons
            for copy in one.copies
            if one.sentence.procedures
        ],
        [
            *((copy, one.sentence.author) for one in lessons if one.names_nothing for copy in one.copies),
            *((copy, "") for words in followups for copy in (words, folded(words))),
        ],
        {name: words_of(read(name), lexicon) for name in names},
    )
    return Taught(matcher=matcher, lexicon=lexicon)


def hand_questions(folder: Path) -> list[Question]:
    """Of one hand that is not taught."""
    return [
        (row["text"], frozenset(row["procedures"]))
        for path in sorted((folder / "questions").glob("*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if row["procedures"]
    ]


def official_questions(says: Callable[[str], str], kept: Callable[[str], str], step: int) -> list[Question]:
    """Every `step`-th name of the portal as it is said. `kept`: what is left of the name; all procedures
    whose names begin so are right together."""
    names = portal_names()
    bare = {code: _plain(shortened(name)) for code, name in names.items()}
    asked = []
    for code, name in list(names.items())[::step]:
        left = _plain(kept(name))
        right = {other for other, short in bare.items() if short == left or _is_cut(kept, short, left)}
        asked.append((says(name), frozenset({code, *right})))
    return asked


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
    asked = [not right.isdisjoint(seen.options) for seen, _, right in together if not seen.clear]
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
    for folder in sorted(path for path in HANDS.iterdir() if path.is_dir()):
        questions = hand_questions(folder)
        print(_told(f"hand {folder.name}", figures(taught.match, questions)))
        bare = [(folded(text), right) for text, right in questions]
        print(_told(f"hand {folder.name} without accents", figures(taught.match, bare)))
    if PORTAL.exists():
        for name, (says, kept) in WAYS.items():
            print(_told(name, figures(taught.match, official_questions(says, kept, step=1))))


if __name__ == "__main__":
    main()
