"""A table of a report: what it is about, its columns, its rows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.figures.suppression import Cell, hidden, with_totals

HIDDEN = "ẩn"
"""Stands where a number would point at people. An empty cell is something else: there is nothing to count."""
TOTAL = "total"

Value = str | int | float | None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`name` is for programs; words for `name` and `columns` stand in webhooks/report_words.py. The last
    row of one with totals has TOTAL as its first value."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def counted(rows: Sequence[Sequence[int]], *, public: bool, hide_totals: bool = False) -> list[list[Value]]:
    """Counts with a sum behind each row and below each column, as they may be shown."""
    gone = hidden(rows, without_totals_row=hide_totals) if public else frozenset()
    return [
        [HIDDEN if (row, column) in gone else value for column, value in enumerate(values)]
        for row, values in enumerate(with_totals(rows))
    ]


def hides_totals(rows: Sequence[Sequence[int]]) -> bool:
    """Whether the sums below the columns cannot all be shown. Tables of the same dossiers cut differently
    have these sums in common: what one hides, the other would tell."""
    gone: frozenset[Cell] = hidden(rows)
    return any(row == len(rows) for row, _ in gone)
