"""What was sent under a check code, and how often somebody asked: SQL."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select, true
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.bot import exchanges, outbox
from db.tables.bot_notices import notices


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A notice that left. `dossier_codes`: its own first, then those that are told in the same message.
    `texts`: its copies as they left, as far as they are still kept."""

    id: int
    kind: str
    subject: str
    dossier_codes: tuple[str, ...]
    unit_code: str | None
    at: datetime
    texts: tuple[str, ...]


async def by_code(connection: AsyncConnection, province: str, code: str) -> Sent | None:
    """The newest notice under this code that has left; a planned one has been shown to nobody."""
    n, o = notices.c, outbox.c
    texts = func.array_agg(aggregate_order_by(o.text, o.id)).filter(o.text.is_not(None))
    copies = and_(o.province == n.province, o.notice_id == n.id)
    statement = (
        select(n.id, n.kind, n.subject, n.dossier_code, n.unit_code, n.left_at, texts.label("texts"))
        .select_from(notices.outerjoin(outbox, copies))
        .where(n.province == province, n.check_code == code, n.left_at.is_not(None))
        .group_by(n.province, n.id)
        .order_by(n.id.desc())
        .limit(1)
    )
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        return None
    followers = await _told_in(connection, province, row.id)
    return Sent(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        dossier_codes=tuple(code for code in (row.dossier_code, *followers) if code is not None),
        unit_code=row.unit_code,
        at=row.left_at,
        texts=tuple(row.texts or ()),
    )


async def _told_in(connection: AsyncConnection, province: str, carrier_id: int) -> list[str]:
    """Dossiers of the notices that this one carries."""
    n = notices.c
    statement = (
        select(n.dossier_code)
        .where(n.province == province, n.carrier_id.is_not(None), n.carrier_id == carrier_id)
        .where(n.dossier_code.is_not(None))
        .order_by(n.id)
    )
    return [code for (code,) in await connection.execute(statement) if code is not None]


async def asked(
    connection: AsyncConnection,
    province: str,
    *,
    channel: str,
    sender: str | None,
    intent: str,
    since: datetime,
) -> int:
    """Messages of this sender (None: of all on the channel) since then that were counted as `intent`."""
    c = exchanges.c
    statement = select(func.count()).where(
        c.province == province,
        c.channel == channel,
        true() if sender is None else c.sender == sender,
        c.received_at > since,
        c.intents.contains([intent]),
    )
    return int((await connection.execute(statement)).scalar_one())
