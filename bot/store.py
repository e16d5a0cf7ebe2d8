"""Conversations and the messages that came in: SQL, giving and taking our own types."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.sql.selectable import LateralFromClause

from bot.conversation import Conversation
from bot.conversation_json import from_json, to_json
from bot.message import Inbound
from bot.outbox_store import Draft, State
from bot.told import REMEMBERED, Told
from db.tables.bot import conversations, exchanges, outbox
from db.tables.bot_notices import notices


@dataclass(frozen=True, kw_only=True)
class Held:
    """A conversation under its row lock, with the notice told last. `seen`: the message was taken before."""

    state: Conversation
    seen: bool


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What a turn leaves behind: what the message was counted as, the reply, the conversation's state."""

    intents: tuple[str, ...]
    understood: bool
    reply: Draft
    outbox_state: State
    state: Conversation
    dossier_code: str | None = None
    """The dossier that was spoken of and shown."""


async def hold(connection: AsyncConnection, province: str, inbound: Inbound, now: datetime) -> Held:
    """Lock the sender's conversation, made on the first message, until the transaction ends: one
    citizen's messages are taken in order."""
    held = await _lock(connection, province, inbound, now)
    if held is not None:
        return held
    await connection.execute(
        insert(conversations)
        .values(province=province, channel=inbound.channel, sender=inbound.sender, state={}, last_at=now)
        .on_conflict_do_nothing()
    )
    held = await _lock(connection, province, inbound, now, first=True)
    assert held is not None
    return held


async def _lock(
    connection: AsyncConnection, province: str, inbound: Inbound, now: datetime, *, first: bool = False
) -> Held | None:
    """`first`: the row was made for this message, so that all that was told came after the last one."""
    values = {
        "province": province,
        "channel": inbound.channel,
        "sender": inbound.sender,
        "message_id": inbound.message_id,
    }
    found = await connection.execute(_lock_statement(), _named(values))
    row = found.one_or_none()
    if row is None:
        return None
    last_at = None if first else row.last_at
    state = from_json(row.state, phone=row.phone, phone_proven_at=row.phone_proven_at, last_at=last_at)
    return Held(state=replace(state, told=_told(row, last_at, now)), seen=row.seen)


def _told(row: Row[Any], last_at: datetime | None, now: datetime) -> Told | None:
    if row.told_at is None or now - row.told_at > REMEMBERED:
        return None
    return Told(
        notice_id=row.told_id,
        kind=row.told_kind,
        subject=row.told_subject,
        at=row.told_at,
        dossier_code=None if row.told_several else row.told_dossier,
        unit_code=row.told_unit,
        fresh=last_at is None or row.told_at > last_at,
    )


async def keep_turn(
    connection: AsyncConnection, province: str, inbound: Inbound, kept: Kept, now: datetime
) -> int | None:
    """Record the message as taken, queue its reply and save the conversation, in one statement; the
    reply's outbox id. None: another delivery of the message was quicker, and nothing was written."""
    reply = kept.reply
    values = {
        "province": province,
        "channel": inbound.channel,
        "message_id": inbound.message_id,
        "sender": inbound.sender,
        "sent_at": inbound.sent_at,
        "now": now,
        "text": inbound.text,
        "intents": list(kept.intents),
        "understood": kept.understood,
        "dossier_code": kept.dossier_code,
        "once_key": reply.once_key,
        "recipient": reply.recipient,
        "kind": reply.kind,
        "content": reply.content,
        "wordings": list(reply.wordings),
        "outbox_state": kept.outbox_state,
        "due_at": reply.due_at,
        "expires_at": reply.expires_at,
        "state": to_json(kept.state),
        "phone": kept.state.phone,
        "phone_proven_at": kept.state.phone_proven_at,
    }
    found = await connection.execute(_keep_statement(), _named(values))
    return found.scalar_one_or_none()


@cache
def _lock_statement() -> Select[Any]:
    """Built once: making a statement costs as much as sending it."""
    table, told = conversations.c, _newest_told()
    seen = exists().where(
        exchanges.c.province == bindparam(_PREFIX + "province"),
        exchanges.c.channel == bindparam(_PREFIX + "channel"),
        exchanges.c.message_id == bindparam(_PREFIX + "message_id"),
    )
    return (
        select(table.state, table.phone, table.phone_proven_at, table.last_at, seen.label("seen"), told)
        .select_from(conversations.outerjoin(told, true()))
        .where(_own())
        .with_for_update(of=conversations)
    )


def _newest_told() -> LateralFromClause:
    """The notice whose copy left last for this chat. Several dossiers in one message are no topic."""
    copy, notice, carried = outbox.c, notices.c, notices.alias().c
    several = exists().where(
        carried.province == notice.province,
        carried.carrier_id == notice.id,
        carried.dossier_code.is_distinct_from(notice.dossier_code),
    )
    return (
        select(
            notice.id.label("told_id"),
            notice.kind.label("told_kind"),
            notice.subject.label("told_subject"),
            notice.dossier_code.label("told_dossier"),
            notice.unit_code.label("told_unit"),
            copy.sent_at.label("told_at"),
            several.label("told_several"),
        )
        .join_from(outbox, notices, and_(notice.province == copy.province, notice.id == copy.notice_id))
        .where(
            copy.province == bindparam(_PREFIX + "province"),
            copy.channel == bindparam(_PREFIX + "channel"),
            copy.recipient == bindparam(_PREFIX + "sender"),
            copy.notice_id.is_not(None),
            copy.sent_at.is_not(None),
        )
        .order_by(copy.id.desc())
        .limit(1)
        .lateral("told")
    )


@cache
def _keep_statement() -> ReturningInsert[int]:
    taken = (
        insert(exchanges)
        .values(_bound(exchanges, received_at="now"))
        .on_conflict_do_nothing()
        .returning(exchanges.c.message_id)
        .cte("taken")
    )
    first = exists(select(taken.c.message_id))
    saved = (
        update(conversations)
        .where(_own(), first)
        .values(_bound(conversations, last_at="now"))
        .returning(conversations.c.sender)
        .cte("saved")
    )
    columns = _bound(outbox, state="outbox_state", created_at="now")
    return (
        insert(outbox)
        .from_select(list(columns), select(*columns.values()).where(first))
        .returning(outbox.c.id)
        .add_cte(saved)
    )


_FILLED = {
    "exchanges": ("province", "channel", "message_id", "sender", "sent_at", "received_at", "text",
                  "intents", "understood", "dossier_code"),
    "conversations": ("state", "phone", "phone_proven_at", "last_at"),
    "outbox": ("province", "once_key", "channel", "recipient", "kind", "content", "wordings", "state",
               "due_at", "expires_at", "created_at"),
}  # fmt: skip
"""What a turn writes of each table; the rest has its default."""


_PREFIX = "of_"
"""Of parameters' names: one that were called like a column would be set by the nested UPDATE as well."""


def _named(values: dict[str, Any]) -> dict[str, Any]:
    return {_PREFIX + name: value for name, value in values.items()}


def _bound(table: Table, **renamed: str) -> dict[str, BindParameter[Any]]:
    """A parameter for each column, under the column's name unless renamed."""
    return {
        name: bindparam(_PREFIX + renamed.get(name, name), type_=table.c[name].type)
        for name in _FILLED[table.name]
    }


def _own() -> ColumnElement[bool]:
    table = conversations.c
    return and_(
        table.province == bindparam(_PREFIX + "province"),
        table.channel == bindparam(_PREFIX + "channel"),
        table.sender == bindparam(_PREFIX + "sender"),
    )
