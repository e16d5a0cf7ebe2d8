"""A migrated template database on a quick server of this test run, and copies of it."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from alembic import command
from sqlalchemy import URL, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from db import tables
from db.account import account_for
from db.embedded import embedded_server
from db.engine import create_engine
from db.lock import held
from db.metadata import metadata
from db.upgrade import alembic_config

assert tables  # imported for what it adds to the metadata

TEMPLATE = "template_motcua"
# A copied database is some 300 files of which every one costs a disk more than it costs memory: measured
# 7 ms a database in memory, up to 270 ms on disk. Containers often have 64 MB there, which is not enough.
MEMORY = Path("/dev/shm")
ROOM_NEEDED = 2**30


def quick_folder(prefix: str) -> Path:
    """A new folder in memory where there is room, on disk otherwise. The caller removes it."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_NEEDED
    return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if roomy else None))


class DatabaseServer:
    """Makes and drops databases over one connection, in a loop of its own: fixtures are synchronous."""

    def __init__(self, url: URL, runner: asyncio.Runner) -> None:
        self.url = url
        self.runner = runner
        # Databases are made outside of transactions.
        self.engine: AsyncEngine = create_async_engine(url, pool_size=1, isolation_level="AUTOCOMMIT")

    @contextmanager
    def fresh_database(self, template: str = TEMPLATE) -> Iterator[URL]:
        name = f"test_{os.getpid()}_{uuid4().hex[:8]}"
        self.runner.run(self._execute(f'CREATE DATABASE "{name}" TEMPLATE {template} STRATEGY FILE_COPY'))
        try:
            yield self.url.set(database=name)
        finally:
            self.runner.run(self._execute(f'DROP DATABASE "{name}" WITH (FORCE)'))

    async def ensure_template(self) -> None:
        if await self._execute(f"SELECT 1 FROM pg_database WHERE datname = '{TEMPLATE}'"):
            return
        half = f"{TEMPLATE}_half"
        await self._execute(f"CREATE DATABASE {half}")
        engine = create_engine(self.url.set(database=half))
        async with engine.begin() as connection:
            # From the tables, not yet from their migration: while both are young, one is often ahead.
            await connection.run_sync(lambda bound: command.upgrade(alembic_config(bound), "0000"))
            await connection.run_sync(metadata.create_all)
            # So that a program that is given a copy finds nothing to migrate.
            await connection.run_sync(lambda bound: command.stamp(alembic_config(bound), "head"))
        await engine.dispose()
        await self._execute(f"ALTER DATABASE {half} RENAME TO {TEMPLATE}")

    async def _execute(self, statement: str) -> bool:
        async with self.engine.connect() as connection:
            result = await connection.execute(text(statement))
            return result.returns_rows and result.first() is not None


@contextmanager
def shared_server(folder: Path) -> Iterator[DatabaseServer]:
    """The server that all worker processes of one pytest run share."""
    with (
        embedded_server(folder, lasting=False) as url,
        asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner,
    ):
        server = DatabaseServer(make_url(url), runner)
        with held(folder / "template.lock", account_for(folder)):
            runner.run(server.ensure_template())
        yield server
        runner.run(server.engine.dispose())
