"""No hidden count can be worked out from what is published: small ones hidden, and enough besides."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from bot.figures.suppression import LEAST, Cell, hidden, with_totals

COUNTS = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=5
    )
)


def bounds(counts: list[list[int]], gone: frozenset[Cell], asked: Cell) -> tuple[float, float]:
    """The least and the most that a reader with a linear programme can say of a hidden cell."""
    table = with_totals(counts)
    unknown = sorted(gone)
    equations, sums = [], []
    for line in _lines(table):
        row = np.zeros(len(unknown))
        known = 0
        for cell, sign in line:
            if cell in gone:
                row[unknown.index(cell)] = sign
            else:
                known += sign * table[cell[0]][cell[1]]
        equations.append(row)
        sums.append(-known)
    aim: NDArray[np.float64] = np.zeros(len(unknown))
    aim[unknown.index(asked)] = 1
    found = [linprog(sign * aim, A_eq=np.array(equations), b_eq=sums, bounds=(0, None)) for sign in (1, -1)]
    assert found[0].status == 0
    most = float("inf") if found[1].status == 3 else -found[1].fun
    return found[0].fun, most


def _lines(table: list[list[int]]) -> list[list[tuple[Cell, int]]]:
    height, width = len(table), len(table[0])
    rows = [[((r, c), 1 if c < width - 1 else -1) for c in range(width)] for r in range(height)]
    columns = [[((r, c), 1 if r < height - 1 else -1) for r in range(height)] for c in range(width)]
    return [*rows, *columns]


@given(counts=COUNTS, without=st.booleans())
def test_a_reader_cannot_pin_a_small_count_down(counts: list[list[int]], without: bool) -> None:
    table, gone = with_totals(counts), hidden(counts, without_totals_row=without)
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if 0 < value < LEAST:
                assert (row, column) in gone
                least, most = bounds(counts, gone, (row, column))
                assert most - least >= 1


@given(counts=COUNTS)
def test_nothing_is_hidden_where_nothing_is_small(counts: list[list[int]]) -> None:
    big = [[value * LEAST for value in row] for row in counts]
    assert not hidden(big)


@pytest.mark.parametrize(
    ("counts", "gone"),
    [
        pytest.param([[10, 20], [30, 40]], set(), id="all big"),
        pytest.param([[10, 0], [30, 40]], set(), id="nobody is not a person"),
        pytest.param([[2, 20], [30, 40]], {(0, 0), (0, 1), (1, 0), (1, 1)}, id="two by two goes whole"),
        pytest.param(
            [[2, 20, 90], [30, 40, 90], [8, 9, 90]],
            {(0, 0), (0, 1), (2, 0), (2, 1)},
            id="the smallest neighbours",
        ),
        pytest.param([[3]], {(0, 0), (0, 1), (1, 0), (1, 1)}, id="one cell takes its totals along"),
        pytest.param([], set(), id="empty"),
    ],
)
def test_what_is_hidden(counts: list[list[int]], gone: set[Cell]) -> None:
    assert hidden(counts) == gone
