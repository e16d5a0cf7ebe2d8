"""One thing that a check looked at: how it stands, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`area` and `place` are keys for programs; `what` and `todo` are Vietnamese for the operator."""

    area: str
    level: Level
    what: str
    place: str = ""
    todo: str = ""


MARKS = {Level.OK: "✓", Level.WARNING: "!", Level.ERROR: "✗"}
"""Beside the colour, for those who do not see it."""
