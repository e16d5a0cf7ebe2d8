"""The job queue, in the same database: a job and the row it is about commit together.

PGQueuer only wakes workers. When something is due stands in our own tables, on our own clock.
"""

from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.queries import Queries
from sqlalchemy.ext.asyncio import AsyncConnection

DELIVER = "deliver"
"""Entry point of the job that takes a lane's due messages to their provider; its payload is an outbox id."""
PLAN = "plan"
"""Entry point of the job that decides which notices are due; it has no payload."""


async def wake_delivery(connection: AsyncConnection, outbox_ids: list[int]) -> None:
    """Wake a worker for these messages once the transaction commits; nothing if it rolls back.

    Call it after the outbox insert: SQLAlchemy begins its transaction at the first statement, and a
    job put on the raw connection before that would survive a rollback."""
    await _wake(connection, DELIVER, [str(i).encode() for i in outbox_ids])


async def wake_planner(connection: AsyncConnection) -> None:
    """Wake a worker for watched dossiers once the transaction commits; call it after a statement."""
    await _wake(connection, PLAN, [None])


async def _wake(connection: AsyncConnection, entry_point: str, payloads: list[bytes | None]) -> None:
    if not payloads:
        return
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    assert driver is not None
    await Queries(AsyncpgDriver(driver)).enqueue([entry_point] * len(payloads), payloads, [0] * len(payloads))
