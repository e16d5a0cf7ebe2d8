"""Writes the migration for what changed in `db/tables/`: `python -m db.revision "why the tables change"`.

To add or change a table: edit or add a module in `db/tables/`, run this, read what it wrote into
`db/migrations/versions/` (a renamed column looks to it like one dropped and one added), `make format`, and
run `tests/db/test_migrations.py`. Two branches that both took the next number: delete yours, run it again.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from alembic import command
from alembic.operations.ops import MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from db.embedded import embedded_server
from db.engine import create_engine
from db.upgrade import alembic_config, upgrade


def write_revision(connection: Connection, message: str) -> None:
    config = alembic_config(connection)
    head = ScriptDirectory.from_config(config).get_current_head() or "0000"
    command.revision(
        config,
        message,
        autogenerate=True,
        rev_id=f"{int(head) + 1:04}",
        process_revision_directives=_nothing_for_nothing,
    )


def _nothing_for_nothing(
    _context: MigrationContext, _revision: str | Iterable[str | None], directives: list[MigrationScript]
) -> None:
    operations = directives[0].upgrade_ops
    if operations is not None and operations.is_empty():
        directives.clear()
        sys.stdout.write("The tables are what the migrations make: nothing written.\n")


async def _main(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder, embedded_server(Path(folder), lasting=False) as url:
        engine = create_engine(url)
        await upgrade(engine)
        async with engine.connect() as connection:
            await connection.run_sync(write_revision, message)
        await engine.dispose()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not re.search(r"\w", sys.argv[1]):
        sys.exit('usage: python -m db.revision "why the tables change"')
    asyncio.run(_main(sys.argv[1]))
