import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from pgqueuer.queries import Queries
from sqlalchemy import Connection, Table, text
from sqlalchemy.ext.asyncio import AsyncEngine

from db import tables
from db.comparison import COMPARISON
from db.engine import create_engine
from db.metadata import metadata
from db.upgrade import alembic_config, upgrade
from tests.database import DatabaseServer

assert tables  # imported for what it adds to the metadata


@pytest.fixture
def empty_database_url(database_server: DatabaseServer) -> Iterator[str]:
    with database_server.fresh_database(template="template0") as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture
async def upgraded(empty_database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(empty_database_url)
    await upgrade(engine)
    yield engine
    await engine.dispose()


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts=COMPARISON), metadata))


async def test_migrations_make_the_tables_that_the_code_knows(upgraded: AsyncEngine) -> None:
    async with upgraded.connect() as connection:
        assert await connection.run_sync(_differences) == []


@pytest.mark.parametrize("table", [pytest.param(table, id=table.name) for table in metadata.sorted_tables])
def test_a_province_leads_every_table_that_is_not_national(table: Table) -> None:
    if not table.info.get("national"):
        assert next(iter(table.columns)).name == "province"
        assert next(iter(table.primary_key)).name == "province"


async def test_the_queue_is_what_the_installed_library_expects(upgraded: AsyncEngine) -> None:
    """A newer PGQueuer that wants more says here what its migration has to do."""
    async with upgraded.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        plan = await Queries.from_asyncpg_connection(driver).plan_upgrade()
    assert list(plan.statements) == []


async def test_upgrading_again_changes_nothing(upgraded: AsyncEngine) -> None:
    before = await _objects(upgraded)
    await upgrade(upgraded)
    assert await _objects(upgraded) == before


async def test_processes_may_upgrade_at_once(empty_database_url: str) -> None:
    engines = [create_engine(empty_database_url) for _ in range(4)]
    await asyncio.gather(*(upgrade(engine) for engine in engines))
    async with engines[0].connect() as connection:
        versions = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalars().all()
        head = ScriptDirectory.from_config(await connection.run_sync(alembic_config)).get_current_head()
    await asyncio.gather(*(engine.dispose() for engine in engines))
    assert versions == [head]


async def test_there_is_no_way_back(upgraded: AsyncEngine) -> None:
    async with upgraded.connect() as connection:
        with pytest.raises(NotImplementedError, match="restore a backup"):
            await connection.run_sync(lambda bound: command.downgrade(alembic_config(bound), "base"))


async def test_what_was_upgraded_halfway_is_not_kept(empty_database_url: str) -> None:
    """All migrations or none: the queue's script, too, runs inside of the transaction."""
    engine = create_engine(empty_database_url)
    async with engine.connect() as connection:
        transaction = await connection.begin()
        await connection.run_sync(lambda bound: command.upgrade(alembic_config(bound), "0000"))
        await transaction.rollback()
        assert await connection.scalar(text("SELECT to_regclass('pgqueuer')")) is None
    await engine.dispose()


async def _objects(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as connection:
        names = text("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY oid")
        return list((await connection.execute(names)).scalars())
