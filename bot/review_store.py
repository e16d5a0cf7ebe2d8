"""SQL over messages that were not understood, for `motcua nlu review`. Their texts go with all texts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.bot import exchanges


async def not_understood(
    connection: AsyncConnection, province: str, since: datetime, limit: int
) -> Sequence[str]:
    """Texts as they came, the newest first. Personal data is in them: mask it before anybody reads them."""
    c = exchanges.c
    found = await connection.scalars(
        select(c.text)
        .where(c.province == province, c.received_at >= since, c.text.is_not(None), ~c.understood)
        .order_by(c.received_at.desc())
        .limit(limit)
    )
    return [text for text in found if text]
