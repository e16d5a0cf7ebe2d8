"""What citizens thought, by unit and procedure. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.figures.interval import wilson
from bot.figures.punctuality import By

SATISFIED = 4
"""From here on an answer counts as satisfied (5 very satisfied, 4 satisfied)."""


@dataclass(frozen=True, kw_only=True)
class Marks:
    """`n` ratings with this `total` of values, `satisfied` of them 4 or 5. `asked`: surveys that left in
    the period; `answered`: those of them whose dossier has a rating, whenever it came."""

    n: int = 0
    total: int = 0
    satisfied: int = 0
    asked: int = 0
    answered: int = 0

    def __add__(self, other: "Marks") -> "Marks":
        return Marks(**{name: value + getattr(other, name) for name, value in vars(self).items()})

    @property
    def mean(self) -> float | None:
        return self.total / self.n if self.n else None

    @property
    def share(self) -> float | None:
        return self.satisfied / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.satisfied, self.n)

    @property
    def response_rate(self) -> float | None:
        return self.answered / self.asked if self.asked else None

    @property
    def response_interval(self) -> tuple[float, float] | None:
        return wilson(self.answered, self.asked)


@dataclass(frozen=True, kw_only=True)
class Rated:
    """Of one unit and procedure; "" where it is not known."""

    unit: str
    procedure: str
    marks: Marks


def summed(rated: Iterable[Rated], by: By) -> dict[tuple[str, ...], Marks]:
    sums: dict[tuple[str, ...], Marks] = {}
    for each in rated:
        keys = {By.UNIT: (each.unit,), By.PROCEDURE: (each.procedure,)}.get(by, (each.unit, each.procedure))
        sums[keys] = sums.get(keys, Marks()) + each.marks
    return dict(sorted(sums.items()))
