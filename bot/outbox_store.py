"""Messages on their way out: SQL, giving and taking our own types. Answers (replies and codes) are claimed
one by one, lane by lane; copies of notices go in batches (bot/copy_store.py)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Text, func, literal_column, null, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.bot import outbox


class State(StrEnum):
    """Where a message is. QUEUED and SENDING pass; every other one can be read as an end."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    EXPIRED = "expired"
    SHOWN = "shown"
    """Shown on the spot (terminal), never given to a provider."""


class Kind(StrEnum):
    REPLY = "reply"
    CODE = "code"
    NOTICE = "notice"


# Written out, so that the planner sees which partial index a statement means.
_QUEUED, _NOTICE = literal_column("'queued'", Text), literal_column("'notice'", Text)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A message to queue. `once_key` exists once in a province: a second queueing does nothing.
    `content` is the JSON form of its words (bot/parcel.py), `wordings` their stamps."""

    once_key: str
    channel: str
    recipient: str
    kind: Kind
    content: dict[str, Any]
    wordings: tuple[str, ...]
    due_at: datetime
    expires_at: datetime | None = None
    notice_id: int | None = None
    bulk: bool = False
    """A copy of a campaign: other notices of its channel leave before it."""


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A message that was claimed and is about to leave, or that is read back."""

    id: int
    channel: str
    recipient: str
    kind: Kind
    content: dict[str, Any]
    attempts: int
    expires_at: datetime | None
    resent: int = 0
    state: State = State.SENDING
    text: str | None = None
    sent_at: datetime | None = None
    created_at: datetime | None = None
    notice_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one try ended. With state QUEUED `due_at` says when the next one is, and `may_double` that it may
    be a second copy."""

    state: State
    at: datetime
    provider_id: str | None = None
    reason: str | None = None
    due_at: datetime | None = None
    text: str | None = None
    may_double: bool = False


async def put(
    connection: AsyncConnection,
    province: str,
    drafts: list[Draft],
    now: datetime,
    state: State = State.QUEUED,
) -> list[int]:
    """Queue messages in order; ids of those that were not there yet."""
    rows = [
        {
            "province": province,
            "once_key": draft.once_key,
            "channel": draft.channel,
            "recipient": draft.recipient,
            "kind": draft.kind,
            "content": draft.content,
            "wordings": list(draft.wordings),
            "state": state,
            "due_at": draft.due_at,
            "expires_at": draft.expires_at,
            "notice_id": draft.notice_id,
            "bulk": draft.bulk,
            "created_at": now,
        }
        for draft in drafts
    ]
    if not rows:
        return []
    # Rows apart from the statement: it is compiled once, and not for each number of rows again.
    result = await connection.execute(insert(outbox).on_conflict_do_nothing().returning(outbox.c.id), rows)
    return sorted(result.scalars())


async def claim(
    connection: AsyncConnection,
    province: str,
    outbox_id: int,
    now: datetime,
    full: Collection[str] = (),
) -> Parcel | None:
    """The next due answer of the lane (channel and recipient) in which `outbox_id` is, marked as sending.

    None: nothing is due there, its channel is one of `full`, or one of the lane is in flight already:
    whoever sends that one goes on with the lane. At most one in flight is a unique index, not care."""
    lane = outbox.alias("lane")
    first = (
        select(outbox.c.id)
        .join(lane, (lane.c.channel == outbox.c.channel) & (lane.c.recipient == outbox.c.recipient))
        .where(lane.c.province == province, lane.c.id == outbox_id, lane.c.channel.not_in(full))
        .where(outbox.c.province == province, outbox.c.state == State.QUEUED, outbox.c.due_at <= now)
        .where(outbox.c.kind != _NOTICE)
        .order_by(outbox.c.id)
        .limit(1)
        .with_for_update(of=outbox)
    )
    statement = (
        update(outbox)
        .where(outbox.c.province == province, outbox.c.id == first.scalar_subquery())
        .where(outbox.c.state == State.QUEUED)
        .values(state=State.SENDING, sending_at=now, attempts=outbox.c.attempts + 1)
        .returning(*PARCEL)
    )
    try:
        async with connection.begin_nested():
            row = (await connection.execute(statement)).one_or_none()
    except IntegrityError:
        return None
    return None if row is None else parcel_of(row)


async def finish(connection: AsyncConnection, province: str, outbox_id: int, outcome: Outcome) -> None:
    """Write down how a try ended. A receipt that was quicker than us is not overwritten."""
    values: dict[str, Any] = {"state": outcome.state, "reason": outcome.reason, "sending_at": None}
    if outcome.state is State.QUEUED:
        values["due_at"] = func.greatest(outcome.due_at, _WAITING_BEFORE)
        if outcome.may_double:
            values["resent"] = outbox.c.resent + 1
    elif outcome.state is State.SENT:
        values |= {"sent_at": outcome.at, "provider_id": outcome.provider_id, "text": outcome.text}
    else:
        values["ended_at"] = outcome.at
    await connection.execute(
        update(outbox)
        .where(outbox.c.province == province, outbox.c.id == outbox_id, outbox.c.state == State.SENDING)
        .values(**values)
    )
    if outcome.state is State.SENT:
        await _fill_after_quick_receipt(connection, province, outbox_id, outcome)


_EARLIER = outbox.alias("earlier")
_WAITING_BEFORE = (
    select(func.max(_EARLIER.c.due_at))
    .where(
        _EARLIER.c.province == outbox.c.province,
        _EARLIER.c.channel == outbox.c.channel,
        _EARLIER.c.recipient == outbox.c.recipient,
        _EARLIER.c.id < outbox.c.id,
        _EARLIER.c.state == State.QUEUED,
        _EARLIER.c.attempts > 0,
    )
    .correlate(outbox)
    .scalar_subquery()
)
"""When the last of those is tried again that the lane holds before a message: a message that failed too
does not pass them by the chance of its wait, so that after an outage answers leave in their order."""


async def _fill_after_quick_receipt(
    connection: AsyncConnection, province: str, outbox_id: int, outcome: Outcome
) -> None:
    await connection.execute(
        update(outbox)
        .where(outbox.c.province == province, outbox.c.id == outbox_id, outbox.c.sent_at.is_(None))
        .values(sent_at=outcome.at, provider_id=outcome.provider_id, text=outcome.text)
    )


async def requeue_stuck(
    connection: AsyncConnection, province: str, before: datetime, now: datetime
) -> list[int]:
    """Answers whose sender died between `sending` and the provider's answer are sent again (the only window
    for a second copy); they are counted in `resent`."""
    table = outbox.c
    result = await connection.execute(
        update(outbox)
        .where(table.province == province, table.state == State.SENDING, table.sending_at < before)
        .where(table.kind != _NOTICE)
        .values(state=State.QUEUED, due_at=now, sending_at=None, resent=table.resent + 1)
        .returning(table.id)
    )
    return sorted(result.scalars())


async def due_lanes(
    connection: AsyncConnection, province: str, channel: str, now: datetime, limit: int
) -> list[int]:
    """One message of each lane of the channel that has an answer due: what a wake-up missed, or a retry whose
    time came. The oldest come first."""
    table = outbox.c
    first = func.min(table.id)
    statement = (
        select(first)
        .where(table.province == province, table.state == _QUEUED, table.kind != _NOTICE)
        .where(table.channel == channel, table.due_at <= now)
        .group_by(table.recipient)
        .order_by(first)
        .limit(limit)
    )
    return list((await connection.execute(statement)).scalars())


async def end_unreachable(
    connection: AsyncConnection, province: str, channels: Sequence[str], reason: str, now: datetime
) -> int:
    """Fail answers that are due on any other channel than `channels`."""
    table = outbox.c
    result = await connection.execute(
        update(outbox)
        .where(table.province == province, table.state == _QUEUED, table.kind != _NOTICE)
        .where(table.channel.not_in(channels), table.due_at <= now)
        .values(state=State.FAILED, reason=reason, ended_at=now)
    )
    return result.rowcount


async def count_states(connection: AsyncConnection, province: str, since: datetime) -> dict[str, int]:
    """Messages by state since a moment, with `resent` beside them: for health, metrics and tests."""
    table = outbox.c
    recent = (table.province == province, table.created_at >= since)
    rows = await connection.execute(select(table.state, func.count()).where(*recent).group_by(table.state))
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    resent = await connection.execute(select(func.coalesce(func.sum(table.resent), 0)).where(*recent))
    return {**counts, "resent": int(resent.scalar_one())}


async def sent_to(
    connection: AsyncConnection, province: str, channel: str, recipient: str, after: int, limit: int = 100
) -> list[Parcel]:
    """What left for a recipient after the message `after`, oldest first, for a page that shows it."""
    statement = (
        select(*PARCEL)
        .where(outbox.c.province == province, outbox.c.channel == channel, outbox.c.recipient == recipient)
        .where(outbox.c.id > after, outbox.c.sent_at.is_not(None))
        .order_by(outbox.c.id)
        .limit(limit)
    )
    return [parcel_of(row) for row in await connection.execute(statement)]


async def erase_texts(connection: AsyncConnection, province: str, before: datetime, limit: int) -> int:
    """Forget the words of messages made before then; wordings' stamps and states stay."""
    table = outbox.c
    old = (
        select(table.id)
        .where(table.province == province, table.created_at < before, table.content.is_not(None))
        .limit(limit)
    )
    result = await connection.execute(
        update(outbox)
        .where(table.province == province, table.id.in_(old.scalar_subquery()))
        .values(content=null(), text=None)  # None would be JSON's null, which is a content
    )
    return result.rowcount


OLDEST_WAIT = timedelta(minutes=2)
"""A queued message that is due longer than this means that no worker runs."""

PARCEL = (
    outbox.c.id, outbox.c.channel, outbox.c.recipient, outbox.c.kind, outbox.c.content, outbox.c.attempts,
    outbox.c.expires_at, outbox.c.resent, outbox.c.state, outbox.c.text, outbox.c.sent_at,
    outbox.c.created_at, outbox.c.notice_id,
)  # fmt: skip


def parcel_of(row: Row[*tuple[Any, ...]]) -> Parcel:
    return Parcel(
        id=row.id,
        channel=row.channel,
        recipient=row.recipient,
        kind=Kind(row.kind),
        content=row.content or {},
        attempts=row.attempts,
        expires_at=row.expires_at,
        resent=row.resent,
        state=State(row.state),
        text=row.text,
        sent_at=row.sent_at,
        created_at=row.created_at,
        notice_id=row.notice_id,
    )
