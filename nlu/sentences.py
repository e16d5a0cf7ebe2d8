"""The shipped training sentences as rows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final

from nlu.meaning import Context
from nlu.parse import context_of
from nlu.tables import DATA

_TAUGHT: Final = {".tsv", ".jsonl", ".toml", ".txt"}


def labelled_folder(data_dir: Path) -> Path:
    """Sentences that were labelled here and wait for the next training."""
    return data_dir / "nlu" / "sentences"


def accepted_folder(data_dir: Path) -> Path:
    """Copies of those that a training has taken up. Only these change the model in use."""
    return data_dir / "nlu" / "accepted"


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """`procedures`: codes that count as right and that the text itself names; empty for sentences that were
    not written about one, and for those that leave it to the talk (`context`). `requests`: where a message
    asks about several, each intent with its codes."""

    author: str
    text: str
    intents: tuple[str, ...]
    procedures: tuple[str, ...] = ()
    context: Context = field(default_factory=Context)
    requests: tuple[tuple[str, tuple[str, ...]], ...] = ()


def load_sentences(folder: Path = DATA, own: Path | None = None) -> tuple[Sentence, ...]:
    """All of `sentences/`, `questions/`, `talks/` and `requests/`, in the order of file names, then the
    tables of `own`."""
    of_here = () if own is None else tuple(load_tables(own))
    rows = (load_questions(folder / kind) for kind in ("questions", "talks", "requests"))
    return (*load_tables(folder / "sentences"), *chain.from_iterable(rows), *of_here)


def load_followups(folder: Path = DATA) -> list[str]:
    """Questions that name no procedure, whatever it is."""
    return (folder / "followups.txt").read_text(encoding="utf-8").splitlines()


def load_cases(folder: Path = DATA) -> list[str]:
    """Messages of a talk that say which kind of case is meant and not of what."""
    return (folder / "cases.txt").read_text(encoding="utf-8").splitlines()


def data_files(folder: Path = DATA) -> tuple[Path, ...]:
    """Every file that training reads."""
    return tuple(sorted(path for path in folder.rglob("*") if path.suffix in _TAUGHT))


def load_tables(folder: Path) -> Iterator[Sentence]:
    """Of `<intent>.<author>.tsv`, and `multi.<author>.tsv` with the intents in a column of their own."""
    for path in sorted(folder.glob("*.tsv")):
        name = path.name.rsplit(".", 2)[0]
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) < 2:
                continue
            intents = tuple(cells[1].split(",")) if name == "multi" else (name,)
            yield Sentence(author=cells[0], intents=intents, text=cells[-1])


def load_questions(folder: Path) -> Iterator[Sentence]:
    """Of JSON Lines: questions with `procedures`, messages of a talk with `context`, and several requests
    in one with `requests`."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield _sentence(json.loads(line))


def _sentence(row: dict[str, Any]) -> Sentence:
    context = context_of(row)
    requests = tuple((part["intent"], tuple(part["procedures"])) for part in row.get("requests", ()))
    codes = tuple(row.get("procedures") or dict.fromkeys(code for _, found in requests for code in found))
    return Sentence(
        author=row["author"],
        text=row["text"],
        intents=tuple(row["intents"]),
        procedures=() if context.procedure in codes else codes,
        context=context,
        requests=requests,
    )
