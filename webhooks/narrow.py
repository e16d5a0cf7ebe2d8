"""Lists on a screen too narrow for a table: a line that names the thing, its words indented below."""

import textwrap
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from webhooks.terminal import table, written

NARROW = 100
"""Columns of the terminal under which sentences do not go into cells."""
_INDENT = 4
_TALLEST, _HEAD = 3, 8
"""Lines of a row, and of title, head and frame, over which a table is no longer read."""


def is_narrow(console: Console) -> bool:
    return console.width < NARROW


def print_entries(console: Console, entries: Iterable[tuple[str, str]]) -> None:
    """Each a head and what is said below it."""
    for head, words in entries:
        console.print(Text(head, style="bold"))
        for line in words.splitlines():
            console.print(_indented(line, console.width), soft_wrap=True)


def _indented(line: str, width: int) -> str:
    """Dossier numbers hold hyphens, and are copied from here: they stay whole."""
    margin = " " * _INDENT
    return textwrap.fill(
        line,
        max(width, 2 * _INDENT),
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def print_figures(
    console: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], names: int
) -> None:
    """As a table where that can be read; else a line with the first `names` cells of each row
    and the figures with their names below."""
    made = table(title, columns, rows)
    if _fits(console, made):
        console.print(made)
        return
    console.print(Text(title, style="italic"))
    print_entries(
        console,
        (
            (
                " · ".join(str(cell) for cell in row[:names] if cell != ""),
                # A figure stays on the line of its name.
                "; ".join(
                    f"{name} {written(cell)}".replace(" ", "\N{NO-BREAK SPACE}")
                    for name, cell in zip(columns[names:], row[names:], strict=True)
                    if cell != ""
                ),
            )
            for row in rows
        ),
    )


def _fits(console: Console, made: Table) -> bool:
    """No word broken, and no column so thin that a name becomes a column of its own."""
    unbounded = console.options.update(width=10_000)
    if Measurement.get(console, unbounded, made).minimum > console.width:
        return False
    return len(console.render_lines(made)) <= _TALLEST * made.row_count + _HEAD
