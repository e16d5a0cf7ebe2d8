"""What becomes of a notice when one of its copies ends: SQL, in the transaction of whoever ends the copy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Text,
    any_,
    bindparam,
    case,
    column,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.selectable import TableValuedAlias

from bot.notifying.state import NoticeState
from bot.outbox_store import State
from db.tables.bot import Moment, outbox
from db.tables.bot_notices import notices


@dataclass(frozen=True, kw_only=True)
class CopyEnd:
    """A copy of a notice that can come no further, or has reached its recipient. SENT means that it arrived:
    only told of channels whose acceptance is the last that is heard (`Limits.receipts` False)."""

    notice_id: int
    channel: str
    state: State
    at: datetime


_REACHED: Mapping[State, str] = {
    State.SENT: NoticeState.DELIVERED,
    State.DELIVERED: NoticeState.DELIVERED,
    State.READ: NoticeState.READ,
}
_LOST: Mapping[State, str] = {State.FAILED: State.FAILED, State.EXPIRED: State.EXPIRED}
_STRENGTH = (*_LOST, *_REACHED)


async def copies_ended(
    connection: AsyncConnection, province: str, ends: Sequence[CopyEnd], now: datetime
) -> None:
    """Reached: the notice, and those that are told in its message, end on that channel. Lost: the ladder
    looks at the notice at once, if that copy was its newest."""
    await _reached(connection, province, _strongest(end for end in ends if end.state in _REACHED))
    await _lost(connection, province, _strongest(end for end in ends if end.state in _LOST), now)


def _strongest(ends: Iterable[CopyEnd]) -> list[CopyEnd]:
    """One for each notice, by its number, so that two batches lock in the same order."""
    best: dict[int, CopyEnd] = {}
    for end in ends:
        known = best.get(end.notice_id)
        if known is None or _STRENGTH.index(end.state) > _STRENGTH.index(known.state):
            best[end.notice_id] = end
    return [best[number] for number in sorted(best)]


async def _reached(connection: AsyncConnection, province: str, ends: Sequence[CopyEnd]) -> None:
    if not ends:
        return
    told, table = _told(ends, _REACHED), notices.c
    # Locked in one order first: a message and what is told in it may be ended by two batches at once.
    numbers = bindparam("numbers", [end.notice_id for end in ends], type_=ARRAY(BigInteger))
    # Said of itself: the planner does not see it in `any`, and would read all notices.
    carried = table.carrier_id.is_not(None) & (table.carrier_id == any_(numbers))
    meant = or_(table.id == any_(numbers), carried)
    await connection.execute(
        select(table.id).where(table.province == province, meant).order_by(table.id).with_for_update()
    )
    for by in (table.id, table.carrier_id):
        await connection.execute(
            update(notices)
            .where(table.province == province, by.is_not(None), by == told.c.notice_id, _moves(told.c.state))
            .values(
                state=told.c.state,
                reason=None,
                ended_at=case((table.state == NoticeState.DELIVERED, table.ended_at), else_=told.c.at),
                ended_on=told.c.channel,
                next_at=None,
            )
        )


def _moves(to: ColumnElement[str]) -> ColumnElement[bool]:
    """A receipt that comes late ends what was on the call list or given up; what was called or dropped stays
    as it is."""
    state = notices.c.state
    passing = state.in_((NoticeState.OUT, NoticeState.CALLING, NoticeState.EXPIRED))
    return or_(passing, (state == NoticeState.DELIVERED) & (to == NoticeState.READ))


async def _lost(connection: AsyncConnection, province: str, ends: Sequence[CopyEnd], now: datetime) -> None:
    """Only the newest copy's end moves its notice: an older one's time was up already."""
    if not ends:
        return
    told, table = _told(ends, _LOST), notices.c
    newest = (
        select(outbox.c.channel)
        .where(outbox.c.province == table.province, outbox.c.notice_id == table.id)
        .order_by(outbox.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    due = (table.province == province, table.id == told.c.notice_id, table.state == NoticeState.OUT)
    await connection.execute(update(notices).where(*due, newest == told.c.channel).values(next_at=now))


def _told(ends: Sequence[CopyEnd], means: Mapping[State, str]) -> TableValuedAlias:
    """The ends as rows of a statement whose text does not depend on their number."""
    lists = (
        bindparam("ids", [end.notice_id for end in ends], type_=ARRAY(BigInteger)),
        bindparam("states", [means[end.state] for end in ends], type_=ARRAY(Text)),
        bindparam("channels", [end.channel for end in ends], type_=ARRAY(Text)),
        bindparam("ats", [end.at for end in ends], type_=ARRAY(Moment)),
    )
    columns = (
        column("notice_id", BigInteger), column("state", Text), column("channel", Text), column("at", Moment)
    )  # fmt: skip
    return func.unnest(*lists).table_valued(*columns, name="told").render_derived()
