"""The job queue's tables, as PGQueuer 1.6.0 defines them.

The SQL beside this file was written by PGQueuer's own `QueryBuilderEnvironment` (install, then the vacuum
settings it recommends) and is kept as text, so that a newer library changes no old migration.
"""

from pathlib import Path

from alembic import op
from sqlalchemy import Connection

revision = "0000"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_script(op.get_bind(), Path(__file__).with_suffix(".sql").read_text())


def run_script(connection: Connection, script: str) -> None:
    """Several statements at once, which a prepared statement cannot hold."""
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.run_async(lambda asyncpg_connection: asyncpg_connection.execute(script))


def downgrade() -> None:
    raise NotImplementedError("Migrations only go forward: restore a backup instead")
