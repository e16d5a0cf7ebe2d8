"""A database for the server that a module's tests share: starting one costs seconds."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import create_engine
from knowledge.dossiers.importing import import_dossiers
from tests.database import DatabaseServer

DOSSIERS = Path(__file__).parents[1] / "talks" / "dossiers.jsonl"
PROVINCE = "51"


@pytest.fixture(scope="module")
def shared_database(database_server: DatabaseServer) -> Iterator[str]:
    """Migrated and empty; its URL."""
    with database_server.fresh_database() as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def settings(shared_database: str, trained: Path) -> dict[str, str]:
    """Live: what is sent leaves, to peers on this machine only."""
    return {
        "MOTCUA_DATABASE_URL": shared_database,
        "MOTCUA_DATA_DIR": str(trained),
        "MOTCUA_PROVINCE": PROVINCE,
        "MOTCUA_LIVE": "1",
    }


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def known(shared_database: str) -> AsyncIterator[AsyncEngine]:
    """On the shared database, which holds the dossiers that the talks speak of."""
    engine = create_engine(shared_database)
    async with engine.begin() as connection:
        report = await import_dossiers(connection, PROVINCE, DOSSIERS, lambda _: None)
    assert report.taken and not report.refused
    yield engine
    await engine.dispose()
