"""Counts of notices by kind, step and end; SMS segments."""

from sqlalchemy import ColumnElement, Float, and_, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.figures.scope import Scope
from bot.figures.telling import Ending, Speed, Step, Texts
from bot.notifying.state import ENDS, NoticeState
from db.tables.bot import outbox
from db.tables.bot_notices import notices

REACHED = (NoticeState.DELIVERED, NoticeState.READ, NoticeState.CALLED)
_BY_CALL = "call"
_BY_TEXT = "sms%"
_OWN_PARTS = (
    (r"\s*\([^()]*\)$", ""),
    (r"; đã gọi \d+ lần.*$", ""),
    (r"(\d{2}:\d{2} )?\d{2}/\d{2}/\d{4}", "…"),
)
_SINGLE, _PART = 160, 153
"""Characters of a message that goes in one piece, and of one piece of several (vietnam/sms.py)."""
_EXTENSION = "[]{}|^~\\€"
"""Characters that take two places in an SMS."""


def _ended(scope: Scope) -> ColumnElement[bool]:
    table = notices.c
    return and_(
        table.province == scope.province, scope.within(table.ended_at), scope.of_unit(table.unit_code)
    )


async def speeds(connection: AsyncConnection, scope: Scope) -> list[Speed]:
    """Of what reached somebody in the period, quiet hours included. An event whose clock runs ahead is told
    after no time, not before it happened."""
    table = notices.c
    seconds = func.greatest(cast(func.extract("epoch", table.ended_at - table.event_at), Float), 0)
    parts = [
        func.percentile_cont(share).within_group(seconds).label(name)
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    ]
    rows = await connection.execute(
        select(table.kind, func.count().label("n"), *parts)
        .where(_ended(scope), table.state.in_(REACHED))
        .group_by(table.kind)
        .order_by(table.kind)
    )
    return [Speed(kind=row.kind, n=row.n, p50=row.p50, p95=row.p95, p99=row.p99) for row in rows]


async def steps(connection: AsyncConnection, scope: Scope) -> list[Step]:
    table = notices.c
    on = func.coalesce(table.ended_on, "")
    rows = await connection.execute(
        select(table.rung, on.label("on"), func.count().label("n"))
        .where(_ended(scope), table.state.in_(REACHED))
        .group_by(table.rung, on)
        .order_by(table.rung, on)
    )
    return [Step(rung=row.rung, on=row.on, n=row.n) for row in rows]


async def endings(connection: AsyncConnection, scope: Scope) -> list[Ending]:
    table = notices.c
    reason = _sort_of_reason()
    rows = await connection.execute(
        select(table.kind, table.state, reason.label("reason"), func.count().label("n"))
        .where(_ended(scope), table.state.in_(ENDS))
        .group_by(table.kind, table.state, reason)
        .order_by(table.kind, table.state, func.count().desc(), reason)
    )
    return [Ending(kind=row.kind, state=row.state, reason=row.reason, n=row.n) for row in rows]


def _sort_of_reason() -> ColumnElement[str]:
    """Without the officer's name, the tries and the dates in it, which would make every one its own."""
    plain: ColumnElement[str] = func.coalesce(notices.c.reason, "")
    for pattern, instead in _OWN_PARTS:
        plain = func.regexp_replace(plain, pattern, instead, "g")
    return plain


async def texts(connection: AsyncConnection, scope: Scope) -> Texts:
    """All SMS of the province: replies and codes name no unit, so `scope.unit` narrows `saved` only."""
    table = outbox.c
    units = func.length(table.text) * 2 - func.length(func.translate(table.text, _EXTENSION, ""))
    parts = func.ceil(cast(units, Float) / _PART)
    several = func.sum(parts).filter(units > _SINGLE)
    left = (table.province == scope.province, scope.within(table.sent_at), table.channel.like(_BY_TEXT))
    row = (
        await connection.execute(
            select(
                func.count().label("messages"),
                func.count().filter(units <= _SINGLE).label("single"),
                func.coalesce(several, 0).label("several"),
                func.count().filter(table.text.is_(None)).label("unknown"),
            ).where(*left)
        )
    ).one()
    return Texts(
        messages=row.messages,
        segments=row.single + int(row.several),
        unknown=row.unknown,
        saved=await _saved(connection, scope),
    )


async def _saved(connection: AsyncConnection, scope: Scope) -> int:
    """Notices for a phone that a chat reached, and those told in the SMS of another one."""
    table = notices.c
    by_chat = and_(table.ended_on.not_like(_BY_TEXT), table.ended_on != _BY_CALL)
    told_along = and_(table.ended_on.like(_BY_TEXT), table.carrier_id.is_not(None))
    return int(
        await connection.scalar(
            select(func.count()).where(
                _ended(scope), table.state.in_(REACHED), table.subject.like("+%"), by_chat | told_along
            )
        )
        or 0
    )
