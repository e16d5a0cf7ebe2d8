"""Forgetting a telephone number: SQL over every table of this room that can hold one."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Delete, Table, Update, and_, delete, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.outbox_store import State
from db.tables.bot import (
    consents,
    conversations,
    exchanges,
    one_time_codes,
    outbox,
    proof_tries,
    ratings,
    tickets,
)

NOBODY = ""


async def erase(connection: AsyncConnection, province: str, phone: str, now: datetime) -> dict[str, int]:
    """Rows by table; the caller commits. Conversations go last: they say which chats are the number's."""
    await connection.execute(_stop_what_waits(province, phone, now))
    return {
        name: (await connection.execute(statement)).rowcount
        for name, statement in _statements(province, phone).items()
    }


def _stop_what_waits(province: str, phone: str, now: datetime) -> Update:
    return (
        update(outbox)
        .where(_theirs(outbox, outbox.c.recipient, province, phone), outbox.c.state == State.QUEUED)
        .values(state=State.EXPIRED, ended_at=now, reason="the number was erased")
    )


def _statements(province: str, phone: str) -> Mapping[str, Update | Delete]:
    def theirs(table: Table) -> ColumnElement[bool]:
        return _theirs(table, table.c.sender, province, phone)

    def or_about(table: Table, column: ColumnElement[str]) -> ColumnElement[bool]:
        return or_(theirs(table), and_(table.c.province == province, column == phone))

    sent = _theirs(outbox, outbox.c.recipient, province, phone)
    return {
        "exchanges": update(exchanges).where(theirs(exchanges)).values(text=None, sender=NOBODY),
        "outbox": update(outbox).where(sent).values(content=None, text=None, recipient=NOBODY),
        "tickets": update(tickets)
        .where(or_about(tickets, tickets.c.phone))
        .values(text=None, phone=None, sender=NOBODY),
        "ratings": update(ratings).where(theirs(ratings)).values(words=None, sender=NOBODY),
        "consents": delete(consents).where(or_about(consents, consents.c.subject)),
        "proof_tries": delete(proof_tries).where(theirs(proof_tries)),
        "one_time_codes": delete(one_time_codes).where(or_about(one_time_codes, one_time_codes.c.phone)),
        "conversations": delete(conversations).where(or_about(conversations, conversations.c.phone)),
    }


def _theirs(table: Table, who: ColumnElement[str], province: str, phone: str) -> ColumnElement[bool]:
    """Rows of chats that the number writes in (SMS) or has proven to be its own."""
    proven = select(conversations.c.channel, conversations.c.sender).where(
        conversations.c.province == province, conversations.c.phone == phone
    )
    return and_(table.c.province == province, or_(who == phone, tuple_(table.c.channel, who).in_(proven)))
