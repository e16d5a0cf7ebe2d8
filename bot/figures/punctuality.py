"""How dossiers came out: early, on time, late, still open. What each word means: docs/figures.md. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Every counted dossier has exactly one. The first five have a result; the next five are open now."""

    EARLY = "early"
    ON_TIME = "on_time"
    SECOND_DATE = "second_date"
    """After the date on the receipt, not after the new date of a signed apology."""
    LATE = "late"
    UNMEASURED = "unmeasured"
    """Ended without a promised date, or without a moment of ending."""
    RUNNING = "running"
    PUT_OFF = "put_off"
    """Past the date on the receipt; the new date of a signed apology is still ahead."""
    OVERDUE = "overdue"
    PAUSED = "paused"
    WAITING = "waiting"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


MEASURED = (Outcome.EARLY, Outcome.ON_TIME, Outcome.SECOND_DATE, Outcome.LATE)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Dossiers of one unit and procedure by outcome; "" where the event names no procedure."""

    unit: str
    unit_name: str
    procedure: str
    procedure_name: str
    counts: Mapping[Outcome, int]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of the table; `keys` are codes, `name` is for people."""

    keys: tuple[str, ...]
    name: str
    counts: Mapping[Outcome, int]

    @property
    def on_time_share(self) -> float | None:
        return on_time_share(self.counts)


class By(StrEnum):
    UNIT = "unit"
    PROCEDURE = "procedure"
    BOTH = "both"


def on_time_share(counts: Mapping[Outcome, int]) -> float | None:
    """Early or on time by the receipt, of all that could be measured; None when nothing could be."""
    measured = sum(counts.get(outcome, 0) for outcome in MEASURED)
    kept = counts.get(Outcome.EARLY, 0) + counts.get(Outcome.ON_TIME, 0)
    return kept / measured if measured else None


def lines(tallies: Iterable[Tally], by: By) -> list[Line]:
    """Summed up, by code."""
    counts: dict[tuple[str, ...], Counter[Outcome]] = {}
    names: dict[tuple[str, ...], str] = {}
    for tally in tallies:
        keys, name = _key(tally, by)
        counts.setdefault(keys, Counter()).update(tally.counts)
        names[keys] = name
    return [Line(keys=keys, name=names[keys], counts=counts[keys]) for keys in sorted(counts)]


def _key(tally: Tally, by: By) -> tuple[tuple[str, ...], str]:
    match by:
        case By.UNIT:
            return (tally.unit,), tally.unit_name
        case By.PROCEDURE:
            return (tally.procedure,), tally.procedure_name
        case By.BOTH:
            return (tally.unit, tally.procedure), f"{tally.unit_name}: {tally.procedure_name}"
