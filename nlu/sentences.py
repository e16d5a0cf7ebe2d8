"""The shipped training sentences as rows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).with_name("data")


def labelled_folder(data_dir: Path) -> Path:
    """Sentences that were labelled here and wait for the next training."""
    return data_dir / "nlu" / "sentences"


def accepted_folder(data_dir: Path) -> Path:
    """Copies of those that a training has taken up. Only these change the model in use."""
    return data_dir / "nlu" / "accepted"


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """`procedures`: codes that count as right; empty for sentences that were not written about one."""

    author: str
    text: str
    intents: tuple[str, ...]
    procedures: tuple[str, ...] = ()


def load_sentences(folder: Path = DATA, own: Path | None = None) -> tuple[Sentence, ...]:
    """All of `sentences/` and `questions/`, in the order of file names, then the tables of `own`."""
    of_here = () if own is None else tuple(load_tables(own))
    return (*load_tables(folder / "sentences"), *_questions(folder / "questions"), *of_here)


def data_files(folder: Path = DATA) -> tuple[Path, ...]:
    """Every file that training reads."""
    return tuple(sorted(path for path in folder.rglob("*") if path.suffix in {".tsv", ".jsonl", ".toml"}))


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
