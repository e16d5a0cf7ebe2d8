"""Messages that still wait to leave though what they say has ended meanwhile: SQL."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Text, any_, bindparam, exists, select, update
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
    turn or because its channel is down, and whose keys are not among those that are `due`; how many. What is
    told together with other dossiers leaves as it stands: those are still due."""
    n, o, other = notices.c, outbox.c, notices.alias("told_with_it")
    waits = exists(select(1).where(o.province == n.province, o.notice_id == n.id, o.state == State.QUEUED))
    several = exists(select(1).where(other.c.province == n.province, other.c.carrier_id == n.id))
    theirs = (
        n.province == province,
        n.dossier_code == any_(bindparam(None, list(codes), type_=_TEXTS)),
        n.state == NoticeState.OUT,
        n.next_at > now,
        ~(n.once_key == any_(bindparam(None, list(due), type_=_TEXTS))),
    )
    statement = update(notices).where(*theirs, n.campaign_id.is_(None), waits, ~several).values(next_at=now)
    return (await connection.execute(statement)).rowcount
