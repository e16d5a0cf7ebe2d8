"""What the simulation puts into its throw-away database and reads back at the end: SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.leaving.release_store import ORPHANED
from bot.notifying.state import NoticeState
from bot.outbox import STUCK_AFTER
from bot.outbox_store import Kind, State
from bot.records_store import NOTICES
from db.tables.bot import consents, conversations, outbox, ratings
from db.tables.bot_notices import notices, tasks, watches
from webhooks.simulation.people import SMS, Citizen


@dataclass(frozen=True, kw_only=True)
class Moments:
    """When the next of each sort is due, by the machine's clock."""

    watch: datetime | None
    notice: datetime | None
    copy: datetime | None
    reply: datetime | None
    stuck: datetime | None

    @property
    def first(self) -> datetime | None:
        every = (self.watch, self.notice, self.copy, self.reply, self.stuck)
        return min((each for each in every if each is not None), default=None)


async def next_moments(connection: AsyncConnection, province: str) -> Moments:
    n, o = notices.c, outbox.c
    queued = and_(o.province == province, o.state == State.QUEUED)
    flying = and_(o.province == province, o.state == State.SENDING)
    follows = and_(n.carrier_id.is_not(None), n.state == NoticeState.OUT)
    direct = and_(n.province == province, n.next_at.is_not(None), n.campaign_id.is_(None))
    query = select(
        select(func.min(watches.c.look_at)).where(watches.c.province == province).scalar_subquery(),
        select(func.min(n.next_at)).where(direct, ~follows).scalar_subquery(),
        select(func.min(n.next_at)).where(direct, follows).scalar_subquery(),
        select(func.min(o.due_at)).where(queued, o.kind == Kind.NOTICE).scalar_subquery(),
        select(func.min(o.due_at)).where(queued, o.kind != Kind.NOTICE).scalar_subquery(),
        select(func.min(o.sending_at)).where(flying).scalar_subquery(),
    )
    watch, leads, carried, copy, reply, sending = (await connection.execute(query)).one()
    orphaned = None if carried is None else carried + ORPHANED + timedelta(seconds=1)
    return Moments(
        watch=watch,
        notice=min((each for each in (leads, orphaned) if each is not None), default=None),
        copy=copy,
        reply=reply,
        stuck=None if sending is None else sending + STUCK_AFTER,
    )


@dataclass(frozen=True, kw_only=True)
class DueOn:
    """Channels on which something waits to leave, or was left in the air."""

    copies: frozenset[str]
    replies: frozenset[str]


async def due_on(connection: AsyncConnection, province: str, now: datetime) -> DueOn:
    o = outbox.c
    waits = and_(o.state == State.QUEUED, o.due_at <= now)
    stuck = and_(o.state == State.SENDING, o.sending_at <= now - STUCK_AFTER)
    query = select(o.channel, o.kind).distinct().where(o.province == province, or_(waits, stuck))
    found = [(row.channel, row.kind == Kind.NOTICE) for row in await connection.execute(query)]
    return DueOn(
        copies=frozenset(channel for channel, is_notice in found if is_notice),
        replies=frozenset(channel for channel, is_notice in found if not is_notice),
    )


async def settle_people(
    connection: AsyncConnection, province: str, people: Sequence[Citizen], at: datetime
) -> None:
    """Their chats, in which a phone is proven, and what they have said about notices. One chat in two was
    used a day and a half after `at`: its platform lets us write first for some time yet."""
    lately = at + timedelta(hours=36)
    chats = [
        {
            "province": province, "channel": each.chat, "sender": each.sender, "state": {},
            "phone": each.phone, "phone_proven_at": at, "last_at": lately if number % 2 else at,
        }
        for number, each in enumerate(people)
        if each.chat is not None
    ]  # fmt: skip
    words = [
        {
            "province": province, "subject": each.phone, "purpose": NOTICES, "given": each.agrees,
            "channel": each.chat or SMS, "sender": each.sender if each.chat else each.phone, "at": at,
            "wording": "simulated@1",
        }
        for each in people
        if each.agrees or each.refuses
    ]  # fmt: skip
    if chats:
        await connection.execute(insert(conversations), chats)
    if words:
        await connection.execute(insert(consents), words)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A notice as it stands at the end."""

    id: int
    kind: str
    subject: str
    code: str | None
    unit: str | None
    state: NoticeState
    reason: str | None
    event_at: datetime
    planned_at: datetime
    left_at: datetime | None
    ended_at: datetime | None
    carrier_id: int | None
    copies: int


async def read_notices(connection: AsyncConnection, province: str) -> list[Row]:
    c = notices.c
    columns = (
        c.id, c.kind, c.subject, c.dossier_code, c.unit_code, c.state, c.reason, c.event_at, c.planned_at,
        c.left_at, c.ended_at, c.carrier_id, c.rung,
    )  # fmt: skip
    found = await connection.execute(select(*columns).where(c.province == province).order_by(c.id))
    return [
        Row(
            id=row.id,
            kind=row.kind,
            subject=row.subject,
            code=row.dossier_code,
            unit=row.unit_code,
            state=NoticeState(row.state),
            reason=row.reason,
            event_at=row.event_at,
            planned_at=row.planned_at,
            left_at=row.left_at,
            ended_at=row.ended_at,
            carrier_id=row.carrier_id,
            copies=row.rung,
        )
        for row in found
    ]


async def copies_by_reference(connection: AsyncConnection, province: str) -> dict[int, int]:
    """The notice whose copy an outbox row is."""
    c = outbox.c
    query = select(c.id, c.notice_id).where(c.province == province, c.notice_id.is_not(None))
    return {row.id: row.notice_id for row in await connection.execute(query)}


async def count_tasks(connection: AsyncConnection, province: str, since: datetime) -> dict[str, int]:
    """By kind, of those raised since."""
    c = tasks.c
    query = select(c.kind, func.count()).where(c.province == province, c.created_at >= since)
    return {row[0]: row[1] for row in await connection.execute(query.group_by(c.kind).order_by(c.kind))}


async def dossiers_with_task(
    connection: AsyncConnection, province: str, kind: str, since: datetime
) -> set[str]:
    """Which had such a task raised or falling due since."""
    c = tasks.c
    raised = or_(c.created_at >= since, c.due_at >= since)
    query = select(c.dossier_code).where(c.province == province, c.kind == kind, raised)
    return set(await connection.scalars(query))


async def count_ratings(connection: AsyncConnection, province: str, since: datetime) -> int:
    c = ratings.c
    query = select(func.count()).where(c.province == province, c.at >= since)
    return int((await connection.execute(query)).scalar_one())


async def count_replies(connection: AsyncConnection, province: str, since: datetime) -> dict[str, int]:
    """Answers to citizens by how they ended."""
    c = outbox.c
    query = select(c.state, func.count()).where(
        c.province == province, c.kind != Kind.NOTICE, c.created_at >= since
    )
    return {row[0]: row[1] for row in await connection.execute(query.group_by(c.state))}
