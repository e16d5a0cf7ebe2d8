"""What an importer is: it knows records of one shape and turns each into a procedure or a refusal.

Members live in `importers/`, one file a shape, each with an `IMPORTER`; adding one edits no other file.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.procedures import importers
from knowledge.procedures.procedure import Procedure

Record = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why a row was not taken. `row` counts from 1, `field` is the name in the file."""

    row: int
    field: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Importer:
    """`recognises` looks at a record's field names only; `read` gets the record and its row number.

    A record may carry `checked_on` (ISO date): the day it was read at its source.
    """

    name: str
    recognises: Callable[[Record], bool]
    read: Callable[[Record, int], Procedure | Refusal]


def all_importers() -> tuple[Importer, ...]:
    """Every member of `importers/`, by file name."""
    names = sorted(found.name for found in pkgutil.iter_modules(importers.__path__))
    return tuple(_member(name) for name in names)


def read_record(record: Record, row: int, members: tuple[Importer, ...]) -> Procedure | Refusal:
    """The record read by the first importer that knows its shape."""
    for member in members:
        if member.recognises(record):
            return member.read(record, row)
    return Refusal(row=row, field="", reason="no importer knows a record with these fields")


def _member(name: str) -> Importer:
    member = importlib.import_module(f"{importers.__name__}.{name}").IMPORTER
    if not isinstance(member, Importer):
        raise TypeError(f"importers/{name}.py must define IMPORTER")
    return member
