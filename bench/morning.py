"""Nine o'clock of a working day, whatever the hour: quiet hours would keep notices from leaving at night.

`python -m bench.morning BEGUN worker` and `… BEGUN serve PORT` are `motcua worker` and `motcua serve` on that
clock, which all processes of a benchmark share."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import uvloop
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.notifying.office import NoticeOffice
from vietnam.calendar import VN
from webhooks.house import House
from webhooks.serve import run_worker, serve, set_up_logging
from webhooks.settings import Settings
from webhooks.wiring import open_base, open_house, read_settings

NINE = datetime(2026, 11, 10, 9, tzinfo=VN)
"""A Tuesday without a holiday near, to the calendar as it stands."""


def clock_from(begun: float) -> Callable[[], datetime]:
    """It was nine when `time.monotonic()`, which is the same in all processes, was `begun`."""
    return lambda: NINE + timedelta(seconds=monotonic() - begun)


@asynccontextmanager
async def notice_office(folder: Path, clock: Callable[[], datetime]) -> AsyncIterator[NoticeOffice]:
    """On an embedded server of its own, migrated; nothing leaves."""
    async with open_base(Settings(data_dir=folder), clock, pool_size=4) as base:
        yield base.notices


async def execute(engine: AsyncEngine, *statements: str, **values: object) -> None:
    """However long it takes; each by itself, so that VACUUM is among what can be said."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("SET statement_timeout = 0"))
        for statement in statements:
            await connection.execute(text(statement), values)


def worker_command(begun: float) -> list[str]:
    return [sys.executable, "-m", "bench.morning", str(begun), "worker"]


def serve_command(begun: float) -> list[str]:
    return [sys.executable, "-m", "bench.morning", str(begun), "serve", "{port}"]


def _main(begun: float, what: str, port: int) -> None:
    set_up_logging("WARNING")
    settings, clock = read_settings(), clock_from(begun)
    if what == "worker":
        uvloop.run(run_worker(open_base(settings, clock)))
    else:
        opened = open_house(settings, clock)
        uvloop.run(serve(opened, host="127.0.0.1", port=port, with_worker=False, started=_quietly))


def _quietly(house: House, port: int) -> None:
    pass


if __name__ == "__main__":
    _main(float(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
