"""Tickets, ratings and consents in the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.bot import consents, conversations, ratings, tickets

NOTICES = "notices"
EXTRAS = "extras"
MOST_TEXT = 2_000
"""Characters of a request that several messages add to."""
"""Purposes of a consent: every notice, and those that no law demands."""


@dataclass(frozen=True, kw_only=True)
class Ticket:
    kind: str
    channel: str
    sender: str
    phone: str | None
    dossier_code: str | None
    unit_code: str | None
    text: str | None


@dataclass(frozen=True, kw_only=True)
class Rating:
    channel: str
    sender: str
    dossier_code: str | None
    value: int
    words: str
    unit_code: str | None = None
    procedure_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Consent:
    subject: str
    channel: str
    sender: str
    given: bool
    wording: str
    purpose: str = NOTICES


async def put_ticket(connection: AsyncConnection, province: str, ticket: Ticket, now: datetime) -> int:
    """The number of the new ticket, or of the open one of the same kind, sender and dossier; words that it
    does not hold yet are added to it."""
    table = tickets.c
    same = (
        select(table.id, table.text)
        .where(table.province == province, table.kind == ticket.kind, table.state == "open")
        .where(table.channel == ticket.channel, table.sender == ticket.sender)
        .where(table.dossier_code.is_not_distinct_from(ticket.dossier_code))
        .limit(1)
    )
    found = (await connection.execute(same)).one_or_none()
    if found is not None and ticket.kind not in {"report", "comment"}:
        added: dict[str, str] = {} if ticket.phone is None else {"phone": ticket.phone}
        if (text := _with_more(found.text, ticket.text)) is not None:
            added["text"] = text
        if added:
            own = and_(table.province == province, table.id == found.id)
            await connection.execute(update(tickets).where(own).values(added))
        return int(found.id)
    values = {**vars(ticket), "province": province, "created_at": now}
    result = await connection.execute(insert(tickets).values(values).returning(table.id))
    return int(result.scalar_one())


def _with_more(before: str | None, more: str | None) -> str | None:
    """None: nothing is new, or there is no room."""
    if before is None or more is None:
        return more
    joined = f"{before}\n{more}"
    return None if more in before or len(joined) > MOST_TEXT else joined


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A request that is taken back, and by whom. `dossier_code` None: whatever it was about."""

    kind: str
    dossier_code: str | None
    channel: str
    sender: str
    phone: str | None


async def cancel_ticket(
    connection: AsyncConnection, province: str, taken: Taken, now: datetime
) -> int | None:
    """The number of the open ticket that was set to "cancelled"; None: there was none of this citizen."""
    table = tickets.c
    own = and_(table.channel == taken.channel, table.sender == taken.sender)
    if taken.phone is not None:
        own = or_(own, table.phone == taken.phone)
    if taken.dossier_code is not None:
        own = and_(own, table.dossier_code == taken.dossier_code)
    result = await connection.execute(
        update(tickets)
        .where(table.province == province, table.kind == taken.kind, table.state == "open", own)
        .values(state="cancelled", closed_at=now)
        .returning(table.id)
    )
    number = result.scalars().first()
    return None if number is None else int(number)


@dataclass(frozen=True, kw_only=True)
class More:
    """Words that belong to a ticket recorded before."""

    number: int
    channel: str
    sender: str
    text: str


async def append_to_ticket(connection: AsyncConnection, province: str, more: More) -> bool:
    """A line more in an open ticket of the same chat."""
    table = tickets.c
    result = await connection.execute(
        update(tickets)
        .where(table.province == province, table.id == more.number, table.state == "open")
        .where(table.channel == more.channel, table.sender == more.sender)
        .values(text=func.concat_ws("\n", table.text, more.text))
    )
    return result.rowcount == 1


async def put_rating(connection: AsyncConnection, province: str, rating: Rating, now: datetime) -> None:
    statement = insert(ratings).values({**vars(rating), "province": province, "at": now})
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=[ratings.c.province, ratings.c.dossier_code],
            set_={**vars(rating), "at": now},
        )
    )


async def add_rating_words(connection: AsyncConnection, province: str, dossier_code: str, words: str) -> None:
    """The reason that was told behind the number; kept with the rating, which officers of the unit do not
    read."""
    c = ratings.c
    await connection.execute(
        update(ratings)
        .where(c.province == province, c.dossier_code == dossier_code)
        .values(words=func.concat_ws("\n", c.words, words))
    )


async def put_consent(connection: AsyncConnection, province: str, consent: Consent, now: datetime) -> bool:
    """Append to the log of consents unless it says the same already; True when it was a change."""
    if await has_consent(connection, province, consent.subject, consent.purpose) is consent.given:
        return False
    values = {**vars(consent), "province": province, "at": now}
    await connection.execute(insert(consents).values(values))
    return True


async def subjects_of(connection: AsyncConnection, province: str, *, channel: str, sender: str) -> set[str]:
    """Under which names this chat has said anything about notices."""
    table = consents.c
    statement = (
        select(table.subject)
        .where(table.province == province, table.purpose == NOTICES)
        .where(table.channel == channel, table.sender == sender)
    )
    return set((await connection.execute(statement)).scalars())


async def chats_of(connection: AsyncConnection, province: str, phone: str) -> set[str]:
    """The chats in which this phone is proven, named as subjects are."""
    c = conversations.c
    statement = select(c.channel, c.sender).where(c.province == province, c.phone == phone)
    found = await connection.execute(statement)
    return {f"{channel}:{sender}" for channel, sender in found if sender != phone}


async def has_consent(
    connection: AsyncConnection, province: str, subject: str, purpose: str = NOTICES
) -> bool | None:
    """The newest word of a subject about notices; None when there is none."""
    table = consents.c
    newest = (
        select(table.given)
        .where(table.province == province, table.subject == subject, table.purpose == purpose)
        .order_by(table.id.desc())
        .limit(1)
    )
    return (await connection.execute(newest)).scalar_one_or_none()
