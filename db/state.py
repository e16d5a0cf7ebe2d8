"""What the database server says of itself."""

from datetime import datetime

from sqlalchemy import column, func, select, table
from sqlalchemy.ext.asyncio import AsyncConnection

_VERSION = table("alembic_version", column("version_num"))


async def revision(connection: AsyncConnection) -> str:
    """The newest migration that was run."""
    return str(await connection.scalar(select(_VERSION.c.version_num)))


async def server_clock(connection: AsyncConnection) -> datetime:
    """The server's own time now, whatever transaction is open."""
    found = await connection.scalar(select(func.clock_timestamp()))
    assert isinstance(found, datetime)
    return found
