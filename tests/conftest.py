"""What every test may ask for. Fixtures of one room stand in that room's own conftest."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import create_engine
from tests.database import DatabaseServer, quick_folder, shared_server
from tests.trained import train_once

# How pytest-xdist's worker processes learn of the folder that the whole run shares.
SHARED_FOLDER = "PYTEST_SHARED_FOLDER"


def pytest_configure(config: pytest.Config) -> None:
    # Not below pytest's own folder: pytest closes that to all other accounts, the server's included.
    if not hasattr(config, "workerinput"):
        os.environ[SHARED_FOLDER] = str(quick_folder("motcua-tests-"))


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(SHARED_FOLDER), ignore_errors=True)


@pytest.fixture(scope="session")
def database_server() -> Iterator[DatabaseServer]:
    with shared_server(Path(os.environ[SHARED_FOLDER])) as server:
        yield server


@pytest.fixture
def database_url(database_server: DatabaseServer) -> Iterator[str]:
    """A migrated, empty database of the test's own; a string for `MOTCUA_DATABASE_URL`."""
    with database_server.fresh_database() as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """On a migrated, empty database of the test's own."""
    engine = create_engine(database_url)
    yield engine
    await engine.dispose()


@pytest.fixture(scope="session")
def trained() -> Path:
    """A data directory that holds the model of the shipped procedures; the whole run shares it."""
    folder = Path(os.environ[SHARED_FOLDER]) / "trained"
    folder.mkdir(exist_ok=True)
    train_once(folder)
    return folder


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """For `MOTCUA_DATA_DIR`: short enough for a socket, open to the account a server started by root gets."""
    folder = quick_folder("motcua-")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
