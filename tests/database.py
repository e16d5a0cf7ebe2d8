"""A migrated template database on a quick server of this test session, and copies of it."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from db.account import account_for
from db.embedded import embedded_server
from db.engine import create_engine
from db.lock import held
from db.upgrade import upgrade

TEMPLATE = "template_motcua"


@contextmanager
def session_server(session: str) -> Iterator[URL]:
    """The server that all worker processes of one pytest run share; the last one out removes it."""
    # Not below pytest's own folder: pytest closes that to all other accounts, the server's included.
    folder = Path(tempfile.gettempdir()) / f"motcua-tests-{session}"
    folder.mkdir(mode=0o700, exist_ok=True)
    with embedded_server(folder, lasting=False) as url:
        server = make_url(url)
        with held(folder / "template.lock", account_for(folder)):
            asyncio.run(_ensure_template(server))
        yield server
    if not (folder / "pg" / "data" / "postmaster.pid").exists():
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server: URL) -> Iterator[URL]:
    name = f"test_{os.getpid()}_{uuid4().hex[:8]}"
    asyncio.run(_execute(server, f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE}'))
    try:
        yield server.set(database=name)
    finally:
        asyncio.run(_execute(server, f'DROP DATABASE "{name}" WITH (FORCE)'))


async def _ensure_template(server: URL) -> None:
    if await _execute(server, f"SELECT FROM pg_database WHERE datname = '{TEMPLATE}'"):
        return
    half = f"{TEMPLATE}_half"
    await _execute(server, f"CREATE DATABASE {half}")
    engine = create_engine(server.set(database=half))
    await upgrade(engine)
    await engine.dispose()
    await _execute(server, f"ALTER DATABASE {half} RENAME TO {TEMPLATE}")


async def _execute(server: URL, statement: str) -> int:
    """Outside of a transaction, where databases are made. Returns how many rows came."""
    engine = create_async_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        result = await connection.execute(text(statement))
        return len(result.all()) if result.returns_rows else 0
