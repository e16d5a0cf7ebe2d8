"""The job queue, in the same database: a job and the row it is about commit together.

PGQueuer only wakes workers. When something is due stands in our own tables, on our own clock.
"""

from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.queries import Queries
from sqlalchemy.ext.asyncio import AsyncConnection

DELIVER = "deliver"
"""Entry point of the job that takes a lane's due messages to their provider; its payload is an outbox id."""


async def wake_delivery(connection: AsyncConnection, outbox_ids: list[int]) -> None:
    """Wake a worker for these messages once the transaction commits; nothing if it rolls back.

    Call it after the outbox insert: SQLAlchemy begins its transaction at the first statement, and a
    job put on the raw connection before that would survive a rollback."""
    if not outbox_ids:
        return
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    assert driver is not None
    await Queries(AsyncpgDriver(driver)).enqueue(
        [DELIVER] * len(outbox_ids), [str(i).encode() for i in outbox_ids], [0] * len(outbox_ids)
    )
