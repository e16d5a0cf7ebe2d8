"""Conversations and the messages that came in: SQL, giving and taking our own types."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Conversation, from_json, to_json
from bot.message import Inbound
from db.tables.bot import conversations, exchanges


@dataclass(frozen=True, kw_only=True)
class Held:
    """A conversation under its row lock. `seen`: the message was taken before."""

    state: Conversation
    seen: bool


async def hold(connection: AsyncConnection, province: str, inbound: Inbound, now: datetime) -> Held:
    """Lock the sender's conversation, made on the first message, until the transaction ends: one
    citizen's messages are taken in order."""
    held = await _lock(connection, province, inbound)
    if held is not None:
        return held
    await connection.execute(
        insert(conversations)
        .values(province=province, channel=inbound.channel, sender=inbound.sender, state={}, last_at=now)
        .on_conflict_do_nothing()
    )
    held = await _lock(connection, province, inbound)
    assert held is not None
    return held


async def _lock(connection: AsyncConnection, province: str, inbound: Inbound) -> Held | None:
    table = conversations.c
    seen = exists().where(
        exchanges.c.province == province,
        exchanges.c.channel == inbound.channel,
        exchanges.c.message_id == inbound.message_id,
    )
    row = (
        await connection.execute(
            select(table.state, table.phone, table.phone_proven_at, table.last_at, seen.label("seen"))
            .where(_is(province, inbound))
            .with_for_update(of=conversations)
        )
    ).one_or_none()
    if row is None:
        return None
    state = from_json(row.state, phone=row.phone, phone_proven_at=row.phone_proven_at, last_at=row.last_at)
    return Held(state=state, seen=row.seen)


async def keep_exchange(
    connection: AsyncConnection,
    province: str,
    inbound: Inbound,
    *,
    intents: list[str],
    understood: bool,
    now: datetime,
) -> bool:
    """Record the message as taken. False: another delivery of it was quicker; this one must be dropped."""
    result = await connection.execute(
        insert(exchanges)
        .values(
            province=province,
            channel=inbound.channel,
            message_id=inbound.message_id,
            sender=inbound.sender,
            sent_at=inbound.sent_at,
            received_at=now,
            text=inbound.text,
            intents=intents,
            understood=understood,
        )
        .on_conflict_do_nothing()
    )
    return result.rowcount == 1


async def keep_conversation(
    connection: AsyncConnection, province: str, inbound: Inbound, state: Conversation, now: datetime
) -> None:
    await connection.execute(
        update(conversations)
        .where(_is(province, inbound))
        .values(
            state=to_json(state),
            phone=state.phone,
            phone_proven_at=state.phone_proven_at,
            last_at=now,
        )
    )


def _is(province: str, inbound: Inbound) -> ColumnElement[bool]:
    table = conversations.c
    return and_(table.province == province, table.channel == inbound.channel, table.sender == inbound.sender)
