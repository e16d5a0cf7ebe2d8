"""What is known of the people whom notices are for: consents, chats, wrong numbers. SQL, for many at once."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CollectionAggregate, Text, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import PHONE_HOLDS
from bot.leaving.ladder import Chat, Reach
from bot.leaving.quiet import day_begins
from bot.leaving.waiting import Person
from bot.message import ChannelId
from bot.notifying.subject import is_phone
from bot.planning import forgotten_store
from bot.records_store import EXTRAS, NOTICES
from db.tables.bot import consents, conversations
from db.tables.bot_notices import notices, wrong_numbers

_TEXTS = ARRAY(Text)


async def people(
    connection: AsyncConnection,
    province: str,
    subjects: Collection[str],
    *,
    now: datetime,
    uncounted: Collection[str],
    secret: bytes,
) -> dict[str, Person]:
    """By subject. `uncounted`: kinds that do not count among the messages of a day. A number that was erased
    still refuses what it had refused, until it says otherwise."""
    known = sorted(set(subjects) - {""})
    words = await _consents(connection, province, known)
    wrong = await _wrong(connection, province, known)
    chats = await _chats(connection, province, known, now - PHONE_HOLDS)
    left = await _left(connection, province, known, day_begins(now), uncounted)
    erased = await forgotten_store.find(connection, province, secret, known)
    nothing = forgotten_store.Forgotten(digest="")
    found = {"": Person(reach=Reach(subject=""))}
    for subject in known:
        agreed, where = words.get((subject, NOTICES), (None, None))
        extras, _ = words.get((subject, EXTRAS), (None, None))
        old = erased.get(subject, nothing)
        found[subject] = Person(
            reach=Reach(
                subject=subject, chats=tuple(chats.get(subject, ())), agreed=agreed is True, agreed_in=where
            ),
            refuses_all=agreed is False or (agreed is None and old.refuses_all),
            refuses_extras=extras is False or (extras is None and old.refuses_extras),
            wrong_number=subject in wrong or (agreed is not True and old.wrong_number),
            left_today=left.get(subject, 0),
        )
    return found


async def _consents(
    connection: AsyncConnection, province: str, subjects: Sequence[str]
) -> dict[tuple[str, str], tuple[bool | None, tuple[str, str] | None]]:
    """The newest word for each subject and purpose, and the chat in which it was said."""
    c = consents.c
    newest = (
        select(c.subject, c.purpose, c.given, c.channel, c.sender)
        .ext(distinct_on(c.subject, c.purpose))
        .where(c.province == province, c.subject == _any(subjects))
        .order_by(c.subject, c.purpose, c.id.desc())
    )
    rows = await connection.execute(newest)
    return {
        (subject, purpose): (given, (channel, sender)) for subject, purpose, given, channel, sender in rows
    }


async def _wrong(connection: AsyncConnection, province: str, subjects: Sequence[str]) -> set[str]:
    c = wrong_numbers.c
    query = select(c.phone).where(c.province == province, c.phone == _any(subjects))
    return set(await connection.scalars(query))


async def _chats(
    connection: AsyncConnection, province: str, subjects: Sequence[str], proven_since: datetime
) -> dict[str, list[Chat]]:
    """Where a phone is proven, and still counts as proven; for a subject without one, the chat itself. Of
    several accounts on one platform the last to prove the number has it: numbers change hands."""
    c = conversations.c
    proven = (
        select(c.phone, c.channel, c.sender, c.last_at)
        .ext(distinct_on(c.phone, c.channel))
        .where(c.province == province, c.phone == _any([one for one in subjects if is_phone(one)]))
        .where(c.phone_proven_at > proven_since)
        .order_by(c.phone, c.channel, c.phone_proven_at.desc())
    )
    found: dict[str, list[Chat]] = {}
    for subject, channel, sender, last_at in await connection.execute(proven):
        found.setdefault(subject, []).append(Chat(channel=ChannelId(channel), sender=sender, last_at=last_at))
    named = [subject.partition(":") for subject in subjects if not is_phone(subject)]
    if named:
        asked = (
            func.unnest(
                bindparam(None, [channel for channel, _, _ in named], type_=_TEXTS),
                bindparam(None, [sender for _, _, sender in named], type_=_TEXTS),
            )
            .table_valued("channel", "sender")
            .render_derived(name="asked")
        )
        own = select(c.channel, c.sender, c.last_at).where(
            c.province == province, c.channel == asked.c.channel, c.sender == asked.c.sender
        )
        for channel, sender, last_at in await connection.execute(own):
            chat = Chat(channel=ChannelId(channel), sender=sender, last_at=last_at)
            found[f"{channel}:{sender}"] = [chat]
    return found


async def _left(
    connection: AsyncConnection,
    province: str,
    subjects: Sequence[str],
    since: datetime,
    uncounted: Collection[str],
) -> dict[str, int]:
    """Messages, not notices: what was told in another's message is not counted."""
    c = notices.c
    counted = (
        select(c.subject, func.count())
        .where(c.province == province, c.subject == _any(subjects))
        .where(c.left_at >= since, c.carrier_id.is_(None), c.kind.not_in(sorted(uncounted)))
        .group_by(c.subject)
    )
    return {row[0]: row[1] for row in await connection.execute(counted)}


def _any(values: Sequence[str]) -> CollectionAggregate[Any]:
    return any_(bindparam(None, values, type_=_TEXTS))
