"""Units whose one-stop system sends moments that have not come yet: SQL."""

from datetime import datetime, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notifying.told import AHEAD
from db.tables.bot import Moment
from db.tables.knowledge_dossiers import dossier_changes, dossiers
from knowledge.dossiers.change import Source

_LOOKED_BACK = timedelta(days=1)
_MOST = 20_000
"""The newest events; whoever is wrong now is among them, and no table is walked through for it."""
_TAKEN = (Source.FEED, Source.ANNOUNCED)


async def fast_clocks(connection: AsyncConnection, province: str, now: datetime) -> dict[str, timedelta]:
    """By unit how far ahead, the farthest first: events dated after they came, work that is said to have
    begun or ended after `now`."""
    change, dossier = dossier_changes.c, dossiers.c
    newest = (
        select(change.code, change.at, change.recorded_at, change.source)
        .where(change.province == province)
        .order_by(change.id.desc())
        .limit(_MOST)
        .subquery()
        .c
    )
    facts = func.greatest(dossier.received_at, dossier.event["finished_at"].astext.cast(Moment))
    ahead = func.max(func.greatest(newest.at - newest.recorded_at, facts - now))
    rows = await connection.execute(
        select(dossier.unit_code, ahead.label("ahead"))
        .join_from(
            newest.code.table, dossiers, and_(dossier.province == province, dossier.code == newest.code)
        )
        .where(newest.recorded_at > now - _LOOKED_BACK, newest.source.in_(_TAKEN))
        .group_by(dossier.unit_code)
        .having(ahead > AHEAD)
        .order_by(ahead.desc(), dossier.unit_code)
    )
    return {row.unit_code: row.ahead for row in rows}
