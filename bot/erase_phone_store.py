"""Forgetting a telephone number: SQL over every table of this room that can hold one."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Delete,
    Table,
    Text,
    Update,
    and_,
    cast,
    delete,
    func,
    null,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notifying.state import NoticeState
from bot.outbox_store import State
from bot.planning import forgotten_store
from bot.records_store import chats_of
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
from db.tables.bot_notices import campaign_rows, notices, wrong_numbers

NOBODY = ""
BETWEEN_DIGITS = r"[ .()\-]{0,2}"


async def erase(
    connection: AsyncConnection, province: str, phone: str, key: bytes, now: datetime
) -> dict[str, int]:
    """Rows by table; the caller commits. Conversations go last: they say which chats are the number's."""
    await connection.execute(_stop_what_waits(province, phone, now))
    await connection.execute(_drop_notices(province, phone, now))
    subjects = sorted({phone, *await chats_of(connection, province, phone)})
    digests = await forgotten_store.remember(connection, province, key, subjects, now)
    for subject, digest in digests.items():
        await connection.execute(_name_by_digest(province, subject, digest))
    return {"forgotten": len(digests)} | {
        name: (await connection.execute(statement)).rowcount
        for name, statement in _statements(province, phone).items()
    }


def _drop_notices(province: str, phone: str, now: datetime) -> Update:
    open_ = (_about(notices, notices.c.subject, province, phone), notices.c.ended_at.is_(None))
    return (
        update(notices)
        .where(*open_)
        .values(state=NoticeState.DROPPED, ended_at=now, next_at=None, reason="số điện thoại đã được xóa")
    )


def _name_by_digest(province: str, subject: str, digest: str) -> Update:
    """In the keys by which nothing is told twice."""
    named = func.replace(notices.c.once_key, subject, digest)
    return (
        update(notices)
        .where(notices.c.province == province, notices.c.subject == subject)
        .values(once_key=named)
    )


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
    # Ids of messages hold the account's id on some platforms: they go with it.
    return {
        "exchanges": update(exchanges)
        .where(theirs(exchanges))
        .values(text=None, dossier_code=None, sender=NOBODY, message_id=_new_id()),
        "outbox": update(outbox)
        .where(sent)
        .values(content=null(), text=None, reason=_without_numbers(), recipient=NOBODY, once_key=_new_id()),
        "tickets": update(tickets)
        .where(or_about(tickets, tickets.c.phone))
        .values(text=None, outcome=None, phone=None, sender=NOBODY),
        "ratings": update(ratings).where(theirs(ratings)).values(words=None, sender=NOBODY),
        "consents": delete(consents).where(or_about(consents, consents.c.subject)),
        "proof_tries": delete(proof_tries).where(theirs(proof_tries)),
        "one_time_codes": delete(one_time_codes).where(or_about(one_time_codes, one_time_codes.c.phone)),
        "notices": update(notices)
        .where(_about(notices, notices.c.subject, province, phone))
        .values(subject=NOBODY, content=null()),
        "campaign_rows": delete(campaign_rows).where(
            campaign_rows.c.province == province, campaign_rows.c.phone == phone
        ),
        "wrong_numbers": delete(wrong_numbers).where(
            wrong_numbers.c.province == province, wrong_numbers.c.phone == phone
        ),
        "conversations": delete(conversations).where(or_about(conversations, conversations.c.phone)),
        "mentions": _forget_words_of_others(province, phone),
        "codes_awaited": _forget_question_of_others(province, phone),
    }


def _forget_words_of_others(province: str, phone: str) -> Update:
    """Other chats in which the number was written, to prove a dossier for instance. What officers were
    given stays: it is a record of the office, and perhaps a report about this number."""
    said = exchanges.c.text.regexp_match(_written(phone))
    forgotten = {"text": None, "dossier_code": None}
    return update(exchanges).where(exchanges.c.province == province, said).values(forgotten)


def _forget_question_of_others(province: str, phone: str) -> Update:
    """Other chats that wait for a one-time code sent to the number."""
    c = conversations.c
    waits = (c.province == province, c.state["code_sent_to"].astext == phone)
    return update(conversations).where(*waits).values(state=c.state.op("-")("code_sent_to"))


def _written(phone: str) -> str:
    """A regular expression of PostgreSQL for the number in any of its spellings."""
    digits = BETWEEN_DIGITS.join(phone.removeprefix("+84"))
    return rf"(?<![0-9])(\+?84|0){BETWEEN_DIGITS}{digits}(?![0-9])"


def _about(table: Table, subject: ColumnElement[str], province: str, phone: str) -> ColumnElement[bool]:
    """Rows of the number, or of a chat in which it was proven (`channel:sender`)."""
    c = conversations.c
    chats = select(c.channel + ":" + c.sender).where(c.province == province, c.phone == phone)
    return and_(table.c.province == province, or_(subject == phone, subject.in_(chats)))


def _without_numbers() -> ColumnElement[str]:
    """What a provider said of a message may name whom it was for, by number or by account."""
    return func.regexp_replace(func.replace(outbox.c.reason, outbox.c.recipient, "…"), r"\+?\d{7,}", "…", "g")


def _new_id() -> ColumnElement[str]:
    return "erased/" + cast(func.gen_random_uuid(), Text)


def _theirs(table: Table, who: ColumnElement[str], province: str, phone: str) -> ColumnElement[bool]:
    """Rows of chats that the number writes in (SMS) or has proven to be its own."""
    proven = select(conversations.c.channel, conversations.c.sender).where(
        conversations.c.province == province, conversations.c.phone == phone
    )
    return and_(table.c.province == province, or_(who == phone, tuple_(table.c.channel, who).in_(proven)))
