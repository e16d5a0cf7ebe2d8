"""Copies of notices on their way out, many at once: SQL. Answers have their own way (bot/outbox_store.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Row,
    Text,
    Update,
    any_,
    bindparam,
    case,
    column,
    exists,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.selectable import ScalarSelect, TableValuedAlias

from bot.outbox_store import PARCEL, Outcome, Parcel, State, parcel_of
from db.tables.bot import Moment, outbox

NOT_HEARD = "không rõ nhà mạng đã nhận"
"""Reason of a copy that counts as sent though nobody heard its provider take it."""

# Written out, so that the planner sees which partial index a statement means.
_QUEUED, _SENDING = literal_column("'queued'", Text), literal_column("'sending'", Text)
_NOTICE = literal_column("'notice'", Text)


@dataclass(frozen=True, kw_only=True)
class Written:
    """How one try of a copy ended, and where its message stands now."""

    id: int
    channel: str
    state: State
    notice_id: int | None
    unsure: bool = False


async def any_due(connection: AsyncConnection, province: str, channel: str, now: datetime) -> bool:
    """Whether a copy waits for this channel."""
    found = await connection.scalar(select(exists(select(1).where(*_due(province, channel, now)))))
    return bool(found)


async def claim_copies(
    connection: AsyncConnection, province: str, channel: str, now: datetime, limit: int
) -> list[Parcel]:
    """Up to `limit` due copies marked as sending, at most one for each recipient and none for a recipient to
    whom something is in flight. Whoever lost a race for a recipient tries again for fewer."""
    while limit:
        try:
            async with connection.begin_nested():
                rows = await connection.execute(claim_statement(province, channel, now, limit))
                return sorted((parcel_of(row) for row in rows), key=lambda parcel: parcel.id)
        except IntegrityError:
            limit //= 2
    return []


def claim_statement(province: str, channel: str, now: datetime, limit: int) -> Update:
    return (
        update(outbox)
        .where(
            outbox.c.province == province,
            outbox.c.id == any_(func.array(_first_of_lanes(province, channel, now, limit))),
        )
        .values(state=State.SENDING, sending_at=now, attempts=outbox.c.attempts + 1)
        .returning(*PARCEL)
    )


def _first_of_lanes(province: str, channel: str, now: datetime, limit: int) -> ScalarSelect[int]:
    """Oldest first: in the order of an index, so that a million that wait behind cost nothing."""
    other = outbox.alias("in_flight")
    in_flight = exists().where(
        other.c.province == outbox.c.province,
        other.c.channel == outbox.c.channel,
        other.c.recipient == outbox.c.recipient,
        other.c.state == _SENDING,
    )
    head = (
        select(outbox.c.id, outbox.c.recipient, outbox.c.bulk)
        .where(*_due(province, channel, now), ~in_flight)
        .order_by(outbox.c.bulk, outbox.c.id)
        .limit(limit)
        .with_for_update(of=outbox, skip_locked=True)
        .cte("head")
    )
    # One that another worker has locked is passed over by us; what stands behind it is not for us either.
    # Asked of the few that were found, one by one: as a condition of the search it read all that is queued.
    lane = outbox.alias("lane")
    first = (
        select(func.min(lane.c.id))
        .where(
            lane.c.province == province,
            lane.c.channel == channel,
            lane.c.recipient == head.c.recipient,
            lane.c.state == _QUEUED,
            lane.c.kind == _NOTICE,
            lane.c.bulk == head.c.bulk,
            lane.c.due_at <= now,
        )
        .scalar_subquery()
    )
    return select(func.min(head.c.id)).where(head.c.id == first).group_by(head.c.recipient).scalar_subquery()


def _due(province: str, channel: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    table = outbox.c
    waits = (table.state == _QUEUED, table.kind == _NOTICE)
    return (table.province == province, table.channel == channel, *waits, table.due_at <= now)


async def write_outcomes(
    connection: AsyncConnection, province: str, outcomes: Sequence[tuple[int, Outcome]]
) -> list[Written]:
    """Write down how tries ended. A message that a receipt, or another worker, moved on meanwhile keeps its
    state; only what it was sent as is filled in. Gives those that are as written."""
    if not outcomes:
        return []
    told, table = _told(sorted(outcomes, key=lambda pair: pair[0])), outbox.c
    ours = table.state == State.SENDING

    def when_ours(value: ColumnElement[Any], otherwise: ColumnElement[Any]) -> ColumnElement[Any]:
        return case((ours, value), else_=otherwise)

    result = await connection.execute(
        update(outbox)
        .where(table.province == province, table.id == told.c.id)
        .values(
            state=when_ours(told.c.state, table.state),
            reason=when_ours(told.c.reason, table.reason),
            due_at=when_ours(func.coalesce(told.c.due_at, table.due_at), table.due_at),
            ended_at=when_ours(told.c.ended_at, table.ended_at),
            resent=table.resent + case((ours & told.c.may_double, 1), else_=0),
            sending_at=None,
            sent_at=func.coalesce(table.sent_at, told.c.sent_at),
            provider_id=func.coalesce(table.provider_id, told.c.provider_id),
            text=func.coalesce(table.text, told.c.text),
        )
        .returning(
            table.id, table.channel, table.state, table.notice_id, table.reason, told.c.state.label("wanted")
        )
    )
    return [_written(row) for row in result if row.state == row.wanted]


async def end_unreachable(
    connection: AsyncConnection, province: str, channels: Sequence[str], reason: str, now: datetime
) -> list[Written]:
    """Fail copies that are due on any other channel than `channels`. Looks at all that wait: not to be done
    every second."""
    table = outbox.c
    result = await connection.execute(
        update(outbox)
        .where(table.province == province, table.state == _QUEUED, table.kind == _NOTICE)
        .where(table.channel.not_in(channels), table.due_at <= now)
        .values(state=State.FAILED, reason=reason, ended_at=now)
        .returning(table.id, table.channel, table.state, table.notice_id, table.reason)
    )
    return [_written(row) for row in result]


def _written(row: Row[Any]) -> Written:
    return Written(
        id=row.id,
        channel=row.channel,
        state=State(row.state),
        notice_id=row.notice_id,
        unsure=row.reason == NOT_HEARD,
    )


def _told(outcomes: Sequence[tuple[int, Outcome]]) -> TableValuedAlias:
    each = [outcome for _, outcome in outcomes]
    sent = [outcome.state is State.SENT for outcome in each]
    ended = [outcome.state in (State.FAILED, State.EXPIRED) for outcome in each]
    fields: tuple[tuple[str, Any, list[Any]], ...] = (
        ("id", BigInteger, [number for number, _ in outcomes]),
        ("state", Text, [outcome.state for outcome in each]),
        ("reason", Text, [outcome.reason for outcome in each]),
        ("due_at", Moment, [outcome.due_at for outcome in each]),
        ("sent_at", Moment, [o.at if yes else None for o, yes in zip(each, sent, strict=True)]),
        ("ended_at", Moment, [o.at if yes else None for o, yes in zip(each, ended, strict=True)]),
        ("provider_id", Text, [outcome.provider_id for outcome in each]),
        ("text", Text, [outcome.text for outcome in each]),
        ("may_double", Boolean, [outcome.may_double for outcome in each]),
    )
    lists = (bindparam(f"{name}s", values, type_=ARRAY(type_)) for name, type_, values in fields)
    columns = (column(name, type_) for name, type_, _ in fields)
    return func.unnest(*lists).table_valued(*columns, name="told").render_derived()


async def settle_stuck(
    connection: AsyncConnection, province: str, channel: str, before: datetime, now: datetime, *, again: bool
) -> int:
    """Copies whose sender died between `sending` and the provider's answer: they count as sent, and wait for
    their receipt. `again`: the channel takes a second try for the first one, so there is one."""
    table = outbox.c
    stuck = (
        update(outbox)
        .where(table.province == province, table.channel == channel, table.kind == _NOTICE)
        .where(table.state == _SENDING, table.sending_at < before)
    )
    queued = {"state": State.QUEUED, "due_at": now, "resent": table.resent + 1}
    sent = {"state": State.SENT, "sent_at": table.sending_at, "reason": NOT_HEARD}
    result = await connection.execute(stuck.values(sending_at=None, **(queued if again else sent)))
    return result.rowcount
