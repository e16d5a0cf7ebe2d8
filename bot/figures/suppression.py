"""Which cells of a published table of counts must be hidden so that none below `LEAST` can be worked out.

Hiding the small cells is not enough: with totals beside them a single hidden cell is a subtraction away.
Think of rows and columns (totals are one more of each) as points and of hidden cells as lines between
them. A hidden cell whose line lies on a closed way of hidden cells that are all positive can be one more
or one less, with its neighbours on the way one less or one more: every sum stays, so nobody can tell. A
cell whose line lies on no such way follows from the sums. So each small cell gets a closed way, by hiding
as little as possible besides. Pure.
"""

from collections.abc import Collection, Iterator, Sequence
from heapq import heappop, heappush

LEAST = 5
"""Counts from 1 to below this are about people who might be known."""

Cell = tuple[int, int]
Grid = Sequence[Sequence[int]]
_TOTALS_COST = 1_000_000_000
"""A total is worth more than any cell."""


def with_totals(counts: Grid) -> list[list[int]]:
    """A last column with each row's sum, a last row with each column's."""
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if rows else []


def hidden(counts: Grid, *, least: int = LEAST, without_totals_row: bool = False) -> frozenset[Cell]:
    """Cells to hide, by (row, column) of `with_totals(counts)`. `without_totals_row`: the last row is not
    shown at all, and all of it is in the answer."""
    table = with_totals(counts)
    gone: set[Cell] = set()
    if table and without_totals_row:
        gone = {(len(table) - 1, column) for column in range(len(table[0]))}
    small = [cell for cell in _cells(table) if 0 < table[cell[0]][cell[1]] < least]
    gone.update(small)
    for cell in small:
        gone.update(_closing(table, cell, gone))
    return frozenset(gone)


def _cells(table: Grid) -> Iterator[Cell]:
    return ((row, column) for row, values in enumerate(table) for column in range(len(values)))


def _closing(table: Grid, cell: Cell, gone: Collection[Cell]) -> Iterator[Cell]:
    """The cheapest way from the row of `cell` to its column that does not use it: Dijkstra over points, which
    are numbered rows first."""
    height = len(table)
    start, goal = cell[0], height + cell[1]
    reached: dict[int, tuple[int, int]] = {start: (0, start)}
    heap = [(0, start)]
    while heap:
        cost, point = heappop(heap)
        if point == goal:
            break
        if cost > reached[point][0]:
            continue
        for other, way in _ways(table, point):
            price = _price(table, way, gone)
            if way == cell or price is None:
                continue
            if other not in reached or cost + price < reached[other][0]:
                reached[other] = (cost + price, point)
                heappush(heap, (cost + price, other))
    point = goal
    while point != start:
        before = reached[point][1]
        yield (min(point, before), max(point, before) - height)
        point = before


def _ways(table: Grid, point: int) -> Iterator[tuple[int, Cell]]:
    height = len(table)
    if point < height:
        return ((height + column, (point, column)) for column in range(len(table[point])))
    return ((row, (row, point - height)) for row in range(height))


def _price(table: Grid, cell: Cell, gone: Collection[Cell]) -> int | None:
    """What hiding a cell takes from the reader; None: a zero, which cannot be one less."""
    row, column = cell
    if table[row][column] == 0:
        return None
    if cell in gone:
        return 0
    total = row == len(table) - 1 or column == len(table[row]) - 1
    return table[row][column] + (_TOTALS_COST if total else 0)
