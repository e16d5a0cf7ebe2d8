"""Everything that the assistant keeps about one telephone number is forgotten (Decree 13/2023 art. 16)."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot import erase_phone_store as store


async def erase_phone(
    engine: AsyncEngine, province: str, phone: str, now: datetime, *, key: bytes, dry_run: bool = False
) -> dict[str, int]:
    """Rows by table that were (`dry_run`: would be) changed or deleted. `phone` is E.164.

    `key` makes the digest by which neither what was told is told again nor what was refused is offered again.
    Chats in which the number was proven count as the number's. Dossiers are the one-stop system's and
    stay; that messages came and went stays countable, without who wrote them.
    """
    async with engine.connect() as connection:
        done = await store.erase(connection, province, phone, key, now)
        await (connection.rollback() if dry_run else connection.commit())
    return done
