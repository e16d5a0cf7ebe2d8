"""Days off and make-up days: the `holidays` library as a proposal, `data/workcal.toml` as the decision."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from holidays import country_holidays

WORKCAL_FILE: Final = Path(__file__).with_name("data") / "workcal.toml"

_YEARS: Final = range(2015, 2046)
"""What is computed ahead. Beyond, only weekends are known, and `announced` says so to whoever asks."""


@dataclass(frozen=True, kw_only=True)
class Closure:
    """Offices closed by decision; `unit` None means everywhere."""

    day: date
    unit: str | None
    decision: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Days:
    off: Mapping[date, str]
    made_up: frozenset[date]
    announced: frozenset[int]
    closures: tuple[Closure, ...]


def read_days(file: Path = WORKCAL_FILE) -> Days:
    """Library and file together. Raises ValueError with the line's date when the file is not sound."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    proposed = country_holidays("VN", years=_YEARS, language="vi")
    off, made_up = dict(proposed.items()), set(proposed.weekend_workdays)
    for row in data.get("day", []):
        day = _day_of(row)
        match row.get("kind"):
            case "off":
                off[day] = str(row["reason"])
                made_up.discard(day)
            case "work":
                off.pop(day, None)
                made_up.add(day)
            case other:
                raise ValueError(f"{file.name}: {day}: kind must be 'off' or 'work', not {other!r}")
    return Days(
        off=off,
        made_up=frozenset(made_up),
        announced=frozenset(map(_announced, data.get("year", []))),
        closures=tuple(map(_closure, data.get("closure", []))),
    )


def closures_of(unit: str | None, closures: Iterable[Closure]) -> dict[date, str]:
    """What closes `unit`: decisions for it, for a unit above it, and for the whole country."""
    return {
        c.day: f"{c.reason} ({c.decision})" for c in closures if c.unit is None or _is_under(unit, c.unit)
    }


def _is_under(unit: str | None, above: str) -> bool:
    return unit is not None and (unit == above or unit.startswith(above + "."))


def _announced(row: Mapping[str, Any]) -> int:
    if not row.get("source"):
        raise ValueError(f"workcal: {row.get('year')}: an announced year needs its source")
    return int(row["year"])


def _closure(row: Mapping[str, Any]) -> Closure:
    day = _day_of(row, "decision")
    return Closure(day=day, unit=row.get("unit"), decision=row["decision"], reason=row["reason"])


def _day_of(row: Mapping[str, Any], *more: str) -> date:
    day = row.get("date")
    if not isinstance(day, date):
        raise ValueError(f"workcal: a line without a date: {row!r}")
    if missing := [key for key in ("reason", "source", *more) if not row.get(key)]:
        raise ValueError(f"workcal: {day}: missing {', '.join(missing)}")
    return day
