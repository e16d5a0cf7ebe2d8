"""Communes, wards and districts by name: those of today with their codes, and those of before 01/07/2025.

People go on saying the old names, so each knows the unit that it became, where that is one.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_DATA: Final = Path(__file__).with_name("data")
COMMUNES_FILE: Final = _DATA / "communes.tsv"
FORMER_FILE: Final = _DATA / "former_units.tsv"
TYPES: Final = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "huyện", "quận", "xã")


@dataclass(frozen=True, slots=True)
class Unit:
    """`name` without its type word, unless it is a number ("Phường 5"). `province` is the code of today's
    province; `code` today's commune code, of a former unit that of the one it became, None where that was
    split up or is a district. `former`: abolished on 01/07/2025."""

    name: str
    type: str
    province: str
    code: str | None
    former: bool


@cache
def communes() -> tuple[Unit, ...]:
    """The 3,321 communes, wards and special zones of today, by province and code."""
    return _read(COMMUNES_FILE, former=False)


@cache
def former_units() -> tuple[Unit, ...]:
    """The communes and districts of before 01/07/2025, each name once in each of today's provinces."""
    return _read(FORMER_FILE, former=True)


def _read(file: Path, *, former: bool) -> tuple[Unit, ...]:
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(_unit(name, province, code or None, former) for province, code, name in rows)


def _unit(written: str, province: str, code: str | None, former: bool) -> Unit:
    lowered = written.lower()
    type_word = next(word for word in TYPES if lowered.startswith(word + " "))
    bare = written[len(type_word) + 1 :]
    return Unit(written if bare.isdigit() else bare, type_word, province, code, former)
