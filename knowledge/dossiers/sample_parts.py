"""What the sample province is made of: offices, procedures, invented people, dates on working days."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from typing import TypeVar

import numpy as np

from knowledge.dossiers.dossier import Person, SupplementItem, Unit
from knowledge.offices.office import OfficeKind, OfficeLevel
from knowledge.offices.sample import sample_offices
from vietnam.calendar import VN, TimeLimit, TimeUnit

_T = TypeVar("_T")

PHONES = 8000
"""People of the sample have +84900000000 onward; the last 2,000 of the block are demo's and offices'."""


@dataclass(frozen=True, kw_only=True)
class SampleProcedure:
    """`by` is a unit code, or "commune" for any commune's one-stop centre."""

    code: str
    name: str
    limit: int
    by: str
    weight: int
    fee: int | None = None

    @property
    def time_limit(self) -> TimeLimit:
        if self.limit == 0:
            return TimeLimit(unit=TimeUnit.SAME_DAY)
        return TimeLimit(amount=self.limit, unit=TimeUnit.WORKDAY)


@dataclass(frozen=True, kw_only=True)
class Parts:
    procedures: tuple[SampleProcedure, ...]
    papers: tuple[SupplementItem, ...]
    delays: tuple[str, ...]
    refusals: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    units: tuple[Unit, ...]
    communes: tuple[Unit, ...]

    def procedure(self, code: str) -> SampleProcedure:
        return next(known for known in self.procedures if known.code == code)

    def unit(self, code: str) -> Unit:
        return next(known for known in self.units if known.code == code)


class Dice:
    """Chance that falls the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def below(self, limit: int) -> int:
        return int(self._random.integers(limit))

    def happens(self, percent: float) -> bool:
        return bool(self._random.random() * 100 < percent)

    def one_of(self, choices: Sequence[_T]) -> _T:
        return choices[self.below(len(choices))]


@cache
def load_parts() -> Parts:
    data = tomllib.loads((files("knowledge.dossiers") / "data" / "sample.toml").read_text(encoding="utf-8"))
    offices = [office for office in sample_offices() if office.kind is not OfficeKind.COMMUNITY_TEAM]
    units = {office: Unit(code=office.code, name=office.name, phone=office.phone) for office in offices}
    return Parts(
        procedures=tuple(SampleProcedure(**entry) for entry in data["procedures"]),
        papers=tuple(SupplementItem(**entry) for entry in data["papers"]),
        delays=tuple(data["delays"]),
        refusals=tuple(data["refusals"]),
        names=(tuple(data["family_names"]), tuple(data["middle_names"]), tuple(data["given_names"])),
        units=tuple(units.values()),
        communes=tuple(unit for office, unit in units.items() if office.level is OfficeLevel.COMMUNE),
    )


def person(number: int, name: str) -> Person:
    """The `number`-th invented person, always the same phone and identity number."""
    last4 = (number * 7 + 1234) % 10_000  # unlike the end of the phone number: a trial tells them apart
    citizen_id = f"051090{number % 100:02d}{last4:04d}"
    return Person(name=name, phone=f"+8490000{number:04d}", citizen_id=citizen_id)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=VN)


def number(unit: Unit, day: date, serial: int) -> str:
    return f"{unit.code}-{day:%y%m%d}-{serial:04d}"
