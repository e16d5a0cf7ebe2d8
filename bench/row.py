"""One line of a benchmark table: our figure, what it is held against, the ratio."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, kw_only=True)
class Row:
    """`limit` True: `beside_figure` is a limit that must hold, `higher_is_better` says on which side."""

    what: str
    ours: float
    unit: str
    beside: str = ""
    beside_figure: float | None = None
    limit: bool = False
    higher_is_better: bool = False

    @property
    def ours_text(self) -> str:
        return _figure(self.ours, self.unit)

    @property
    def beside_text(self) -> str:
        return "" if self.beside_figure is None else _figure(self.beside_figure, self.unit)

    @property
    def ratio_text(self) -> str:
        if not self.beside_figure:
            return ""
        return f"{self.ours / self.beside_figure:.2f}" + (" MISSED" if self.missed else "")

    @property
    def missed(self) -> bool:
        if not self.limit or self.beside_figure is None:
            return False
        below = self.ours < self.beside_figure
        return below if self.higher_is_better else not below


def percentile(values: Sequence[float], p: int) -> float:
    """The p-th percentile (1–99) of at least two values."""
    return quantiles(values, n=100, method="inclusive")[p - 1]


def _figure(value: float, unit: str) -> str:
    shown = f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
    return f"{shown} {unit}"
