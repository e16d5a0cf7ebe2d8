"""Figures of the running system: SQL that counts, and names nobody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox_store
from bot.ending.ends_store import count_overdue
from bot.planning.feeds_store import silent_units
from db.tables.bot import exchanges, outbox

# Written out, so that the planner sees which partial index a statement means.
_QUEUED, _NOTICE = literal_column("'queued'", Text), literal_column("'notice'", Text)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """`states` counts messages out by state; `unanswered` messages in that were asked back;
    `oldest_due` is in seconds, 0 when nothing waits; `held_back` counts, by channel, what waits for another
    try; `silent_feeds` units of which the one-stop system has said nothing for too long;
    `overdue_notices` those that should long have an end and have none."""

    states: dict[str, int]
    resent: int
    taken: int
    unanswered: int
    oldest_due: float
    held_back: dict[str, int]
    silent_feeds: int
    overdue_notices: int


@dataclass(frozen=True, kw_only=True)
class HeldBack:
    """Messages of one channel that wait for another try; `reason` is why the last one failed."""

    channel: str
    reason: str
    messages: int


async def figures(connection: AsyncConnection, province: str, *, since: datetime, now: datetime) -> Figures:
    states = await outbox_store.count_states(connection, province, since)
    table = exchanges.c
    taken = (
        await connection.execute(
            select(func.count(), func.count().filter(~table.understood)).where(
                table.province == province, table.received_at >= since
            )
        )
    ).one()
    due = await oldest_due(connection, province)
    held: Counter[str] = Counter()
    for waiting in await held_back(connection, province):
        held[waiting.channel] += waiting.messages
    return Figures(
        resent=states.pop("resent"),
        states=states,
        taken=taken[0],
        unanswered=taken[1],
        oldest_due=0.0 if due is None else max(0.0, (now - due).total_seconds()),
        held_back=dict(held),
        silent_feeds=len(await silent_units(connection, province)),
        overdue_notices=await count_overdue(connection, province, now),
    )


async def oldest_due(connection: AsyncConnection, province: str) -> datetime | None:
    """When the answer that waits longest was due; None when none is queued. Long ago: no worker runs.
    (Notices may wait for the pace of their channel.)"""
    table = outbox.c
    queued = (table.province == province, table.state == _QUEUED, table.kind != _NOTICE)
    due: datetime | None = await connection.scalar(select(func.min(table.due_at)).where(*queued))
    return due


async def held_back(connection: AsyncConnection, province: str) -> Sequence[HeldBack]:
    """What providers have not taken so far and will be given again; the most first."""
    table = outbox.c
    count = func.count()
    rows = await connection.execute(
        select(table.channel, table.reason, count)
        .where(table.province == province, table.state == outbox_store.State.QUEUED, table.attempts > 0)
        .group_by(table.channel, table.reason)
        .order_by(count.desc(), table.channel, table.reason)
    )
    return [
        HeldBack(channel=channel, reason=reason or "", messages=messages)
        for channel, reason, messages in rows
    ]


async def ping(connection: AsyncConnection) -> None:
    await connection.execute(select(1))
