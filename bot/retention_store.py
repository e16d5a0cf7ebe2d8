"""Forgetting: SQL in batches. Every function gives the number of rows it changed, at most `limit`."""

from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Delete,
    Table,
    Update,
    column,
    delete,
    func,
    null,
    or_,
    select,
    table,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.outbox_store import State
from db.tables.bot import (
    conversations,
    exchanges,
    one_time_codes,
    outbox,
    proof_tries,
    ratings,
    tickets,
)
from db.tables.bot_notices import campaign_rows, campaigns, notices, tasks

_JOB_LOG = table("pgqueuer_log", column("id"), column("created"))
JOB_LOG_KEPT = timedelta(hours=1)


async def erase_texts_in(connection: AsyncConnection, province: str, before: datetime, limit: int) -> int:
    c = exchanges.c
    old = _some(exchanges, limit, c.province == province, c.received_at < before, c.text.is_not(None))
    return await _count(connection, update(exchanges).where(old).values(text=None, dossier_code=None))


async def erase_closed_tickets(
    connection: AsyncConnection, province: str, before: datetime, limit: int
) -> int:
    """An open one keeps its words until an officer has answered it, and some time after, for the citizen who
    asks again. (Those closed before that moment was kept go by when they were made.)"""
    c = tickets.c
    closed = (c.state != "open", func.coalesce(c.closed_at, c.created_at) < before)
    kept = or_(c.text.is_not(None), c.outcome.is_not(None), c.phone.is_not(None))
    old = _some(tickets, limit, c.province == province, *closed, kept)
    return await _count(connection, update(tickets).where(old).values(text=None, outcome=None, phone=None))


async def delete_talks(
    connection: AsyncConnection, province: str, before: datetime, proven_before: datetime, limit: int
) -> int:
    """Chats that have been silent and hold no phone proof that still counts."""
    c = conversations.c
    no_proof = c.phone.is_(None) | (c.phone_proven_at < proven_before)
    old = _some(conversations, limit, c.province == province, c.last_at < before, no_proof)
    return await _count(connection, delete(conversations).where(old))


async def empty_talks(connection: AsyncConnection, province: str, before: datetime, limit: int) -> int:
    """The silent ones that are left keep their proof and nothing of what was spoken of."""
    c = conversations.c
    old = _some(conversations, limit, c.province == province, c.last_at < before, c.state != {})
    return await _count(connection, update(conversations).where(old).values(state={}))


async def part_ratings_from_senders(
    connection: AsyncConnection, province: str, before: datetime, limit: int
) -> int:
    c = ratings.c
    old = _some(ratings, limit, c.province == province, c.at < before, c.sender != "")
    return await _count(connection, update(ratings).where(old).values(sender=""))


async def erase_rating_words(connection: AsyncConnection, province: str, before: datetime, limit: int) -> int:
    c = ratings.c
    old = _some(ratings, limit, c.province == province, c.at < before, c.words.is_not(None))
    return await _count(connection, update(ratings).where(old).values(words=None))


async def delete_proof_tries(connection: AsyncConnection, province: str, before: datetime, limit: int) -> int:
    c = proof_tries.c
    old = _some(proof_tries, limit, c.province == province, c.at < before)
    return await _count(connection, delete(proof_tries).where(old))


async def delete_codes(connection: AsyncConnection, province: str, before: datetime, limit: int) -> int:
    c = one_time_codes.c
    old = _some(one_time_codes, limit, c.province == province, c.issued_at < before)
    return await _count(connection, delete(one_time_codes).where(old))


async def delete_exchanges(connection: AsyncConnection, province: str, before: datetime, limit: int) -> int:
    c = exchanges.c
    old = _some(exchanges, limit, c.province == province, c.received_at < before)
    return await _count(connection, delete(exchanges).where(old))


async def delete_outbox(connection: AsyncConnection, province: str, before: datetime, limit: int) -> int:
    c = outbox.c
    ended = c.state.not_in([State.QUEUED, State.SENDING])
    old = _some(outbox, limit, c.province == province, c.created_at < before, ended)
    return await _count(connection, delete(outbox).where(old))


async def erase_notice_words(connection: AsyncConnection, province: str, before: datetime, limit: int) -> int:
    c = notices.c
    old = _some(notices, limit, c.province == province, c.ended_at < before, c.content.is_not(None))
    return await _count(connection, update(notices).where(old).values(content=null()))


async def delete_notices(connection: AsyncConnection, province: str, before: datetime, limit: int) -> int:
    c = notices.c
    return await _count(
        connection, delete(notices).where(_some(notices, limit, c.province == province, c.ended_at < before))
    )


async def delete_tasks(connection: AsyncConnection, province: str, before: datetime, limit: int) -> int:
    """An open one stays until it is done."""
    c = tasks.c
    old = _some(tasks, limit, c.province == province, c.done_at < before, c.state != "open")
    return await _count(connection, delete(tasks).where(old))


async def delete_campaign_rows(
    connection: AsyncConnection, province: str, before: datetime, limit: int
) -> int:
    """Whom a campaign was for and with which values, once it has long ended."""
    ended = select(campaigns.c.id).where(campaigns.c.province == province, campaigns.c.ended_at < before)
    c = campaign_rows.c
    old = _some(campaign_rows, limit, c.province == province, c.campaign_id.in_(ended))
    return await _count(connection, delete(campaign_rows).where(old))


async def delete_job_log(connection: AsyncConnection, limit: int) -> int:
    """By the server's clock, which wrote it."""
    c = _JOB_LOG.c
    some = select(c.id).where(c.created < func.now() - JOB_LOG_KEPT).order_by(c.created).limit(limit)
    return await _count(connection, delete(_JOB_LOG).where(c.id.in_(some.scalar_subquery())))


async def forget_chat(
    connection: AsyncConnection, province: str, channel: str, sender: str, now: datetime
) -> None:
    """Words, state and what waits to be sent; that messages came and went stays countable."""
    c = conversations.c
    mine = (c.province == province, c.channel == channel, c.sender == sender)
    await connection.execute(delete(conversations).where(*mine))
    e = exchanges.c
    theirs = (e.province == province, e.channel == channel, e.sender == sender)
    await connection.execute(update(exchanges).where(*theirs).values(text=None, dossier_code=None))
    o = outbox.c
    sent = (o.province == province, o.channel == channel, o.recipient == sender)
    waiting = update(outbox).where(*sent, o.state == State.QUEUED)
    await connection.execute(
        waiting.values(state=State.EXPIRED, ended_at=now, reason="the talk was deleted by its writer")
    )
    await connection.execute(update(outbox).where(*sent).values(content=null(), text=None))


def _some(of: Table, limit: int, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    """At most `limit` rows, by primary key."""
    key = tuple_(*of.primary_key.columns)
    return key.in_(select(*of.primary_key.columns).where(*where).limit(limit))


async def _count(connection: AsyncConnection, statement: Update | Delete) -> int:
    return (await connection.execute(statement)).rowcount
