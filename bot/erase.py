"""A citizen asks that a talk be forgotten: now, and not after the time that records are kept."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot import retention_store


async def forget_chat(engine: AsyncEngine, province: str, channel: str, sender: str, now: datetime) -> None:
    """Words and state of one chat; what is still on its way is not sent. Requests that an officer was
    given stay: they are records of the office."""
    async with engine.begin() as connection:
        await retention_store.forget_chat(connection, province, channel, sender, now)
