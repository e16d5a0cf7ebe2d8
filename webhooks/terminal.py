"""What commands print: JSON for programs on standard output, words for people, progress on the side."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import orjson
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table


class OperatorError(Exception):
    """Something that the person at the keyboard can put right. `what` went wrong and what `todo`."""

    def __init__(self, what: str, todo: str = "") -> None:
        super().__init__(f"{what} {todo}".strip())
        self.what = what
        self.todo = todo


class UsageError(OperatorError):
    """The command line itself is wrong: exit code 2."""


def out() -> Console:
    """What is printed may hold anybody's words, so nothing in it is taken for markup."""
    return Console(highlight=False, markup=False, emoji=False)


def side() -> Console:
    """Standard error: progress and remarks, so that standard output stays clean for programs."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def print_json(value: object, *, indent: bool = False) -> None:
    """One object, on one line unless `indent`; flushed, because a program may wait for the line."""
    option = orjson.OPT_INDENT_2 if indent else None
    sys.stdout.write(orjson.dumps(value, option=option).decode() + "\n")
    sys.stdout.flush()


def table(title: str | None, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    """Numbers stand right."""
    made = Table(title=title, title_justify="left", header_style="bold")
    for at, name in enumerate(columns):
        numeric = bool(rows) and all(isinstance(row[at], int | float) for row in rows)
        made.add_column(name, justify="right" if numeric else "left", overflow="fold", no_wrap=at == 0)
    for row in rows:
        made.add_row(*(written(cell) for cell in row))
    return made


def written(cell: object) -> str:
    """A number in Vietnam's way of writing; anything else as it is."""
    if isinstance(cell, bool) or not isinstance(cell, int):
        return str(cell)
    return f"{cell:,}".replace(",", ".")


def facts(title: str | None, values: Mapping[str, object]) -> Table:
    """Two columns without a head."""
    made = Table(title=title, title_justify="left", show_header=False)
    for name, value in values.items():
        made.add_row(name, written(value))
    return made


class Steps:
    """A progress bar under way."""

    def __init__(self, progress: Progress, what: str, total: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task(what, total=total)

    def more(self, count: int) -> None:
        self._progress.advance(self._task, count)

    def at(self, done: int) -> None:
        self._progress.update(self._task, completed=done)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Steps]:
    """On standard error, and only on a terminal: a log has no use for it. `total` None: not known."""
    console = side()
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        yield Steps(bar, what, total)
