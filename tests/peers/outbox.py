"""What the database says of messages in and out."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables.bot import exchanges, outbox


@dataclass(frozen=True, kw_only=True)
class Row:
    id: int
    once_key: str
    recipient: str
    state: str
    text: str | None
    attempts: int
    resent: int


async def sent_rows(engine: AsyncEngine, after: int = 0) -> list[Row]:
    """Every message out after the row `after`, in the order in which they were queued."""
    table = outbox.c
    columns = (
        table.id, table.once_key, table.recipient, table.state, table.text, table.attempts, table.resent,
    )  # fmt: skip
    statement = select(*columns).where(table.id > after).order_by(table.id)
    async with engine.connect() as connection:
        return [Row(**row._mapping) for row in await connection.execute(statement)]


async def taken(engine: AsyncEngine) -> dict[str, str | None]:
    """Every message that was taken: the platform's id, and its text."""
    table = exchanges.c
    async with engine.connect() as connection:
        rows = await connection.execute(select(table.message_id, table.text).order_by(table.received_at))
        return {row.message_id: row.text for row in rows}
