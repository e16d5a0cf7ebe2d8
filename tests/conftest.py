"""What every test may ask for. Fixtures of one room stand in that room's own conftest."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import create_engine
from tests.database import fresh_database, session_server


@pytest.fixture(scope="session")
def database_server(request: pytest.FixtureRequest) -> Iterator[URL]:
    worker: dict[str, str] = getattr(request.config, "workerinput", {})
    with session_server(worker.get("testrunuid", uuid4().hex)) as url:
        yield url


@pytest.fixture
def database_url(database_server: URL) -> Iterator[str]:
    """A migrated, empty database of the test's own; a string for `MOTCUA_DATABASE_URL`."""
    with fresh_database(database_server) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """On a migrated, empty database of the test's own."""
    engine = create_engine(database_url)
    yield engine
    await engine.dispose()


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """For `MOTCUA_DATA_DIR`: short enough for a socket, open to the account a server started by root gets."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
