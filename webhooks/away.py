"""Telling a database that cannot be reached from a statement that is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class DatabaseAway(Exception):
    """Nothing can be read or kept now; later it may."""


@contextmanager
def database_needed() -> Iterator[None]:
    """Raises DatabaseAway for whatever means that the database is not there."""
    try:
        yield
    # OSError and asyncpg's own: bare, while connecting. PoolTimeoutError: all connections stay busy.
    except (OperationalError, InterfaceError, PoolTimeoutError, OSError, asyncpg.PostgresError) as error:
        raise DatabaseAway from error
    except DBAPIError as error:
        while_connecting = error.statement is None
        if not (while_connecting or error.connection_invalidated):
            raise
        raise DatabaseAway from error
