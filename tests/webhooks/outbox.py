"""What stands in the outbox and among the exchanges of a test's database."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine


async def rows(engine: AsyncEngine, query: str, **values: Any) -> list[Any]:
    async with engine.connect() as connection:
        return list((await connection.execute(text(query), values)).all())


async def count(engine: AsyncEngine, table: str) -> int:
    ((found,),) = await rows(engine, f"SELECT count(*) FROM {table}")
    return int(found)


async def states(engine: AsyncEngine) -> list[str]:
    return [row.state for row in await rows(engine, "SELECT state FROM outbox ORDER BY id")]
