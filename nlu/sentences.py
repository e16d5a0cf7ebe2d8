"""The shipped training sentences as rows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).with_name("data")


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """`procedures`: codes that count as right; empty for sentences that were not written about one."""

    author: str
    text: str
    intents: tuple[str, ...]
    procedures: tuple[str, ...] = ()


def load_sentences(folder: Path = DATA) -> tuple[Sentence, ...]:
    """All of `sentences/` and `questions/`, in the order of file names."""
    return (*_tables(folder / "sentences"), *_questions(folder / "questions"))


def data_files(folder: Path = DATA) -> tuple[Path, ...]:
    """Every file that training reads."""
    return tuple(sorted(path for path in folder.rglob("*") if path.suffix in {".tsv", ".jsonl", ".toml"}))


def _tables(folder: Path) -> Iterator[Sentence]:
    for path in sorted(folder.glob("*.tsv")):
        name = path.name.rsplit(".", 2)[0]
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) < 2:
                continue
            intents = tuple(cells[1].split(",")) if name == "multi" else (name,)
            yield Sentence(author=cells[0], intents=intents, text=cells[-1])


def _questions(folder: Path) -> Iterator[Sentence]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Sentence(
                author=row["author"],
                text=row["text"],
                intents=tuple(row["intents"]),
                procedures=tuple(row["procedures"]),
            )
