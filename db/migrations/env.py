"""Alembic runs this for each command, on the connection that `db.upgrade` hands in."""

from alembic import context

from db import tables
from db.comparison import COMPARISON
from db.metadata import metadata

assert tables  # imported for what it adds to the metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, **COMPARISON)
with context.begin_transaction():
    context.run_migrations()
