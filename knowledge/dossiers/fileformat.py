"""What a file format is, and which one a file has. The members stand in importers/."""

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import BinaryIO, cast

from knowledge.dossiers import importers
from knowledge.dossiers.refusal import Refusal

Row = tuple[int, Mapping[str, object] | Refusal]
"""The number that an editor or a spreadsheet shows for the row, and what stands in it."""


@dataclass(frozen=True, kw_only=True)
class FileFormat:
    """`read` skips empty rows and reports unreadable ones. A `flat` format knows only cells under column
    names (`applicant.phone`); the others hold whole JSON objects."""

    suffixes: tuple[str, ...]
    flat: bool
    read: Callable[[Path], Iterator[Row]]
    write: Callable[[Path, Iterable[Mapping[str, object]]], None]


class UnknownFormatError(ValueError):
    """The file's name ends in nothing that we read."""


def format_of(path: Path) -> FileFormat:
    """By the end of the file's name. Raises `UnknownFormatError`."""
    formats = [
        cast(FileFormat, import_module(f"{importers.__name__}.{module.name}").FORMAT)
        for module in iter_modules(importers.__path__)
    ]
    for known in formats:
        if path.name.lower().endswith(known.suffixes):
            return known
    endings = ", ".join(sorted(suffix for known in formats for suffix in known.suffixes))
    raise UnknownFormatError(f"{path.name}: tên tệp phải kết thúc bằng {endings}")


def open_bytes(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path)) if path.name.lower().endswith(".gz") else path.open("rb")


def create_bytes(path: Path) -> BinaryIO:
    zipped = path.name.lower().endswith(".gz")
    return cast(BinaryIO, gzip.open(path, "wb")) if zipped else path.open("wb")
