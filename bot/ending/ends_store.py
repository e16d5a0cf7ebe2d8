"""The proof that nothing ends in silence: notices that should long have an end and have none. SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ending.running_store import running
from bot.notifying.state import NoticeState
from db.tables.bot_notices import notices

GRACE = timedelta(minutes=30)
"""After its moment; a worker that was away for a short while catches up within it."""

_OWN = notices.c


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """A notice past its limit without an end. `since`: when somebody should have looked at it; None when it
    was forgotten altogether."""

    notice_id: int
    kind: str
    state: NoticeState
    dossier_code: str | None
    unit_code: str | None
    since: datetime | None


async def overdue_notices(
    connection: AsyncConnection, province: str, now: datetime, *, limit: int = 1000
) -> Sequence[Overdue]:
    """The longest waiting first. For `motcua doctor`, metrics and tests: empty when all is well."""
    query = (
        select(_OWN.id, _OWN.kind, _OWN.state, _OWN.dossier_code, _OWN.unit_code, _OWN.next_at)
        .where(_OWN.province == province, _stuck(province, now))
        .order_by(_OWN.next_at.nulls_first(), _OWN.id)
        .limit(limit)
    )
    return [
        Overdue(
            notice_id=row.id,
            kind=row.kind,
            state=NoticeState(row.state),
            dossier_code=row.dossier_code,
            unit_code=row.unit_code,
            since=row.next_at,
        )
        for row in await connection.execute(query)
    ]


async def count_overdue(connection: AsyncConnection, province: str, now: datetime) -> int:
    """For metrics: found by indexes however many notices are stored."""
    query = select(func.count()).where(_OWN.province == province, _stuck(province, now))
    return int((await connection.execute(query)).scalar_one())


def _stuck(province: str, now: datetime) -> ColumnElement[bool]:
    forgotten = and_(_OWN.next_at.is_(None), _OWN.ended_at.is_(None))
    return or_(forgotten, _late(province, now - GRACE))


def _late(province: str, late: datetime) -> ColumnElement[bool]:
    """What is a campaign's that was stopped waits for a person, until it is of no use."""
    direct = and_(_OWN.campaign_id.is_(None), _OWN.next_at < late)
    pacing = or_(_OWN.campaign_id.in_(running(province)), _OWN.expires_at < late)
    return or_(direct, and_(_OWN.campaign_id.is_not(None), _OWN.next_at < late, pacing))
