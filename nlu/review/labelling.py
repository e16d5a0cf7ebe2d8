"""Sentences that somebody labels here: a table of their own for each intent and author."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from nlu.meaning import IntentName
from nlu.sentences import load_tables

AUTHOR: Final = re.compile(r"[a-z0-9-]{1,40}")


def labelled_texts(folder: Path) -> frozenset[str]:
    return frozenset(row.text for row in load_tables(folder))


def add_sentences(folder: Path, intent: IntentName, author: str, texts: Iterable[str]) -> tuple[Path, int]:
    """Appends those that are not there yet; the file, and how many. Raises ValueError for an author's name
    that could not be part of a file's."""
    if not AUTHOR.fullmatch(author):
        raise ValueError(author)
    known = labelled_texts(folder)
    lines = [" ".join(text.split()) for text in texts]
    new = [line for line in dict.fromkeys(lines) if line and line not in known]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{intent.value}.{author}.tsv"
    path.touch(mode=0o600)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{author}\t{line}\n" for line in new)
    return path, len(new)
