"""What became of a campaign's notices, counted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns.guard import Ended
from bot.notifying.state import NoticeState
from bot.outbox_store import State
from db.tables.bot import outbox
from db.tables.bot_notices import notices, wrong_numbers

_OWN = notices.c


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Notices by state; those that were dropped or expired by reason too."""

    states: Mapping[str, int]
    reasons: Mapping[str, int] = field(default_factory=dict)


async def ended(
    connection: AsyncConnection,
    province: str,
    campaign_id: int,
    *,
    since: datetime,
    silent: Collection[str],
) -> Ended:
    """Copies made since then that have ended. `silent` are channels whose acceptance is the last that is
    heard. A number that belongs to somebody else is bad, though its message arrived."""
    copy, arrived = outbox.c, _good(silent)
    wrong = (wrong_numbers.c.province == province) & (wrong_numbers.c.phone == _OWN.subject)
    mine = (_OWN.province == province, _OWN.campaign_id == campaign_id)
    stranger = wrong_numbers.c.phone.is_not(None)
    copies = (
        select(
            func.count().filter(or_(_bad(), and_(arrived, stranger))).label("bad"),
            func.count().filter(and_(arrived, ~stranger)).label("good"),
        )
        .select_from(outbox)
        .join(notices, (_OWN.province == copy.province) & (_OWN.id == copy.notice_id))
        .outerjoin(wrong_numbers, wrong)
        .where(*mine, copy.province == province, copy.created_at >= since, copy.content.is_not(None))
    )
    without_copy = (
        select(func.count())
        .select_from(notices)
        .join(wrong_numbers, wrong)
        .where(*mine, _OWN.planned_at >= since, _OWN.state == NoticeState.DROPPED, _OWN.left_at.is_(None))
    )
    row = (await connection.execute(copies)).one()
    never_left = int((await connection.execute(without_copy)).scalar_one())
    return Ended(bad=row.bad + never_left, good=row.good)


def _bad() -> ColumnElement[bool]:
    return outbox.c.state.in_([State.FAILED, State.EXPIRED])


def _good(silent: Collection[str]) -> ColumnElement[bool]:
    arrived = outbox.c.state.in_([State.DELIVERED, State.READ])
    return or_(arrived, and_(outbox.c.state == State.SENT, outbox.c.channel.in_(sorted(silent))))


async def figures(connection: AsyncConnection, province: str, campaign_id: int) -> Figures:
    """By state, and why what was not delivered was not."""
    query = (
        select(_OWN.state, _OWN.reason, func.count())
        .where(_OWN.province == province, _OWN.campaign_id == campaign_id)
        .group_by(_OWN.state, _OWN.reason)
        .order_by(func.count().desc())
    )
    states: dict[str, int] = {}
    reasons: dict[str, int] = {}
    for state, reason, count in await connection.execute(query):
        states[state] = states.get(state, 0) + count
        if reason is not None:
            reasons[reason] = reasons.get(reason, 0) + count
    return Figures(states=states, reasons=reasons)


async def became(connection: AsyncConnection, province: str, key: str) -> tuple[str, str | None] | None:
    """State and reason of the notice with that once_key; None: it is not planned."""
    query = select(_OWN.state, _OWN.reason).where(_OWN.province == province, _OWN.once_key == key)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else (row.state, row.reason)
