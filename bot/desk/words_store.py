"""The words of one notice as they left, copy after copy: SQL."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.bot import outbox
from db.tables.bot_notices import notices


@dataclass(frozen=True, kw_only=True)
class LeftCopy:
    """`state` of bot.outbox_store.State. `wordings`: name@version, kept for good. `text` None: it has not
    left, or the words are erased by now."""

    id: int
    channel: str
    recipient: str
    state: str
    created_at: datetime
    sent_at: datetime | None
    ended_at: datetime | None
    reason: str | None
    wordings: tuple[str, ...]
    text: str | None


@dataclass(frozen=True, kw_only=True)
class LeftNotice:
    """`copies`, oldest first, are its own, or those of the notice in whose message it was told
    (`carrier_id`); `carries`: the notices that its own message told too."""

    id: int
    kind: str
    subject: str
    dossier_code: str | None
    campaign_id: int | None
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
    carries: tuple[int, ...]
    copies: tuple[LeftCopy, ...]


async def words_left(connection: AsyncConnection, province: str, notice_id: int) -> LeftNotice | None:
    """None: there is no such notice."""
    table = notices.c
    row = (
        await connection.execute(
            select(
                table.id, table.kind, table.subject, table.dossier_code, table.campaign_id, table.state,
                table.reason, table.event_at, table.planned_at, table.next_at, table.left_at, table.ended_at,
                table.ended_on, table.check_code, table.carrier_id,
            ).where(table.province == province, table.id == notice_id)
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    carries = await connection.scalars(
        select(table.id).where(table.province == province, table.carrier_id == notice_id).order_by(table.id)
    )
    return LeftNotice(
        **row._asdict(),
        carries=tuple(carries),
        copies=await _copies(connection, province, row.carrier_id or row.id),
    )


async def _copies(connection: AsyncConnection, province: str, notice_id: int) -> tuple[LeftCopy, ...]:
    table = outbox.c
    rows = await connection.execute(
        select(
            table.id, table.channel, table.recipient, table.state, table.created_at, table.sent_at,
            table.ended_at, table.reason, table.wordings, table.text,
        )
        .where(table.province == province, table.notice_id == notice_id)
        .order_by(table.id)
    )  # fmt: skip
    return tuple(LeftCopy(**{**row._asdict(), "wordings": tuple(row.wordings)}) for row in rows)
