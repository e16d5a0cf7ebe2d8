"""Notices on their way to somebody who does not want them any more: SQL."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notifying.state import NoticeState
from bot.outbox_store import State
from db.tables.bot import outbox
from db.tables.bot_notices import notices

REASON = "người dân từ chối nhận tin"


async def stop(
    connection: AsyncConnection,
    province: str,
    subjects: Collection[str],
    now: datetime,
    *,
    kinds: Collection[str] | None = None,
) -> int:
    """Take back the queued copies and let the release decide at once about all that is planned, or whose copy
    was taken back, whether its own or the one that carried it; it asks for the consent again. `kinds` None:
    of every kind. How many copies were taken."""
    theirs = _theirs(province, subjects, kinds)
    withdrawn = await connection.execute(
        update(outbox)
        .where(outbox.c.province == province, outbox.c.state == State.QUEUED)
        .where(outbox.c.notice_id.in_(select(notices.c.id).where(theirs)))
        .values(state=State.FAILED, ended_at=now, reason=REASON)
        .returning(outbox.c.notice_id)
    )
    taken = [number for (number,) in withdrawn]
    planned = and_(theirs, notices.c.state == NoticeState.PLANNED)
    carried = and_(notices.c.carrier_id.is_not(None), notices.c.carrier_id.in_(taken))
    out = and_(or_(notices.c.id.in_(taken), carried), notices.c.state == NoticeState.OUT)
    await connection.execute(
        update(notices).where(notices.c.province == province, or_(planned, out)).values(next_at=now)
    )
    return len(taken)


def _theirs(province: str, subjects: Collection[str], kinds: Collection[str] | None) -> ColumnElement[bool]:
    waiting = notices.c.state.in_([NoticeState.PLANNED, NoticeState.OUT])
    found = and_(notices.c.province == province, notices.c.subject.in_(subjects), waiting)
    return found if kinds is None else and_(found, notices.c.kind.in_(kinds))
