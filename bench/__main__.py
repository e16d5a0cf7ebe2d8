"""`python -m bench [name …]`: the benchmark tables, each figure beside its peer or limit of the same run."""

import asyncio
import importlib
import pkgutil
import sys

from rich.console import Console
from rich.table import Table

import bench
from bench.row import Row


def main(names: list[str]) -> int:
    """Run the named tables, or all; 1 when a limit is missed."""
    console = Console()
    found = {
        module.name: f"bench.{module.name}"
        for module in pkgutil.iter_modules(bench.__path__)
        if module.name.startswith("table_")
    }
    missed = 0
    for name, path in sorted(found.items()):
        if names and name.removeprefix("table_") not in names:
            continue
        module = importlib.import_module(path)
        rows: list[Row] = asyncio.run(module.measure())
        console.print(_table(module.TITLE, rows))
        missed += sum(row.missed for row in rows)
    return 1 if missed else 0


def _table(title: str, rows: list[Row]) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in ("what", "ours", "peer or limit", "its figure", "ratio"):
        table.add_column(heading, justify="left" if heading in {"what", "peer or limit"} else "right")
    for row in rows:
        table.add_row(row.what, row.ours_text, row.beside, row.beside_text, row.ratio_text)
    return table


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
