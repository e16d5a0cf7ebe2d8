"""Everything that happened around one dossier, from the event to the citizen's word: SQL."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.bot import exchanges, outbox, ratings
from db.tables.bot_notices import notices, tasks


@dataclass(frozen=True, kw_only=True)
class Copy:
    """`state` of bot.outbox_store.State."""

    notice_id: int
    channel: str
    state: str
    created_at: datetime
    sent_at: datetime | None
    ended_at: datetime | None
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """A notice of the dossier; `copies` are its own, or those of the notice in whose message it was told."""

    id: int
    kind: str
    subject: str
    state: str
    reason: str | None
    event_at: datetime
    planned_at: datetime
    next_at: datetime | None
    left_at: datetime | None
    ended_at: datetime | None
    ended_on: str | None
    check_code: str | None
    carrier_id: int | None
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A message about the dossier: when, where and what was meant, not its words."""

    at: datetime
    channel: str
    intents: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Raised:
    kind: str
    desk: str
    state: str
    created_at: datetime
    due_at: datetime
    outcome: str | None


@dataclass(frozen=True, kw_only=True)
class Rated:
    at: datetime
    value: int


@dataclass(frozen=True, kw_only=True)
class Thread:
    """Each part oldest first."""

    notices: tuple[Told, ...] = ()
    tasks: tuple[Raised, ...] = ()
    asked: tuple[Asked, ...] = ()
    ratings: tuple[Rated, ...] = ()


async def thread(connection: AsyncConnection, province: str, code: str) -> Thread:
    """`code` in its stored form."""
    return Thread(
        notices=await _notices(connection, province, code),
        tasks=await _tasks(connection, province, code),
        asked=await _asked(connection, province, code),
        ratings=await _ratings(connection, province, code),
    )


async def _notices(connection: AsyncConnection, province: str, code: str) -> tuple[Told, ...]:
    table = notices.c
    rows = (
        await connection.execute(
            select(
                table.id, table.kind, table.subject, table.state, table.reason, table.event_at,
                table.planned_at, table.next_at, table.left_at, table.ended_at, table.ended_on,
                table.check_code, table.carrier_id,
            )
            .where(table.province == province, table.dossier_code == code)
            .order_by(table.id)
        )
    ).all()  # fmt: skip
    copies = await _copies(connection, province, [row.carrier_id or row.id for row in rows])
    return tuple(
        Told(
            **row._asdict(),
            copies=tuple(copy for copy in copies if copy.notice_id == (row.carrier_id or row.id)),
        )
        for row in rows
    )


async def _copies(connection: AsyncConnection, province: str, ids: list[int]) -> list[Copy]:
    table = outbox.c
    rows = await connection.execute(
        select(
            table.notice_id, table.channel, table.state, table.created_at, table.sent_at, table.ended_at,
            table.reason,
        )
        .where(table.province == province, table.notice_id.in_(ids))
        .order_by(table.id)
    )  # fmt: skip
    return [Copy(**row._asdict()) for row in rows]


async def _tasks(connection: AsyncConnection, province: str, code: str) -> tuple[Raised, ...]:
    table = tasks.c
    rows = await connection.execute(
        select(table.kind, table.desk, table.state, table.created_at, table.due_at, table.outcome)
        .where(table.province == province, table.dossier_code == code)
        .order_by(table.id)
    )
    return tuple(Raised(**row._asdict()) for row in rows)


async def _asked(connection: AsyncConnection, province: str, code: str) -> tuple[Asked, ...]:
    """Since the first notice. A message keeps its dossier as long as its words: the index is over those."""
    table = exchanges.c
    since = (
        select(func.min(notices.c.planned_at))
        .where(notices.c.province == province, notices.c.dossier_code == code)
        .scalar_subquery()
    )
    rows = await connection.execute(
        select(table.received_at, table.channel, table.intents)
        .where(table.province == province, table.dossier_code == code)
        .where(table.text.is_not(None), table.received_at >= since)
        .order_by(table.received_at)
    )
    return tuple(Asked(at=row.received_at, channel=row.channel, intents=tuple(row.intents)) for row in rows)


async def _ratings(connection: AsyncConnection, province: str, code: str) -> tuple[Rated, ...]:
    table = ratings.c
    rows = await connection.execute(
        select(table.at, table.value).where(table.province == province, table.dossier_code == code)
    )
    return tuple(Rated(at=row.at, value=row.value) for row in rows)
