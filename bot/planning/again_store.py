"""Messages that still wait to leave though what they say has ended meanwhile: SQL."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    any_,
    bindparam,
    case,
    delete,
    exists,
    func,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notifying.state import NoticeState
from bot.outbox_store import State
from db.tables.bot import outbox
from db.tables.bot_notices import notices

_TEXTS = ARRAY(Text)


async def look_again(
    connection: AsyncConnection, province: str, codes: Collection[str], due: Collection[str], now: datetime
) -> int:
    """Have the release decide at once about notices of these dossiers whose copy waits in the outbox, for its
    turn or because its channel is down, and whose keys are not among those that are `due`; how many. What was
    to be told together is parted: all of it waits again as if it had had no copy, and those that are still
    due leave in another message."""
    await _part(connection, province, codes, due, now)
    n, o = notices.c, outbox.c
    waits = exists(select(1).where(o.province == n.province, o.notice_id == n.id, o.state == State.QUEUED))
    theirs = _not_due(province, codes, due)
    statement = update(notices).where(theirs, n.next_at > now, waits).values(next_at=now)
    return (await connection.execute(statement)).rowcount


async def _part(
    connection: AsyncConnection, province: str, codes: Collection[str], due: Collection[str], now: datetime
) -> None:
    """A copy that a provider may have taken unheard stays, or it could be told twice."""
    n, o, other = notices.c, outbox.c, notices.alias("told_with_it")
    told_with = exists(select(1).where(other.c.province == n.province, other.c.carrier_id == n.id))
    message = func.coalesce(n.carrier_id, n.id)
    together = or_(n.carrier_id.is_not(None), told_with)
    messages = set(await connection.scalars(select(message).where(_not_due(province, codes, due), together)))
    if not messages:
        return
    gone = (
        delete(outbox)
        .where(o.province == province, o.notice_id.is_not(None), o.notice_id.in_(messages))
        .where(o.state == State.QUEUED, o.resent == 0)
        .returning(o.notice_id)
    )
    free = set(await connection.scalars(gone))
    if free:
        members = or_(n.id.in_(free), and_(n.carrier_id.is_not(None), n.carrier_id.in_(free)))
        await connection.execute(
            update(notices)
            .where(n.province == province, n.state == NoticeState.OUT, members)
            .values(
                state=NoticeState.PLANNED,
                rung=n.rung - 1,
                left_at=case((n.rung > 1, n.left_at)),
                carrier_id=null(),
                next_at=now,
            )
        )


def _not_due(province: str, codes: Collection[str], due: Collection[str]) -> ColumnElement[bool]:
    n = notices.c
    return and_(
        n.province == province,
        n.dossier_code == any_(bindparam(None, list(codes), type_=_TEXTS)),
        n.state == NoticeState.OUT,
        n.campaign_id.is_(None),
        ~(n.once_key == any_(bindparam(None, list(due), type_=_TEXTS))),
    )
