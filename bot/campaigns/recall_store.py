"""Copies of a stopped campaign that have not left yet are taken back: SQL."""

from sqlalchemy import case, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notifying.state import NoticeState
from bot.outbox_store import State
from db.tables.bot import outbox
from db.tables.bot_notices import notices


async def take_back(connection: AsyncConnection, province: str, campaign_id: int) -> int:
    """Their notices wait again as if they had had no copy; how many. One that a provider may have taken
    unheard stays, or it could be told twice."""
    own, copy = notices.c, outbox.c
    theirs = select(own.id).where(
        own.province == province, own.campaign_id == campaign_id, own.state == NoticeState.OUT
    )
    gone = (
        delete(outbox)
        .where(copy.province == province, copy.notice_id.is_not(None), copy.notice_id.in_(theirs))
        .where(copy.state == State.QUEUED, copy.resent == 0)
        .returning(copy.notice_id)
        .cte("gone")
    )
    result = await connection.execute(
        update(notices)
        .where(own.province == province, own.id.in_(select(gone.c.notice_id)))
        .values(state=NoticeState.PLANNED, rung=own.rung - 1, left_at=case((own.rung > 1, own.left_at)))
    )
    return result.rowcount
