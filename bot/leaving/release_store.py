"""Notices that wait to leave or for their next rung: SQL, each statement for a whole batch."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    SmallInteger,
    Text,
    and_,
    any_,
    bindparam,
    column,
    func,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.copy_store import NOT_HEARD
from bot.ending.running_store import running
from bot.leaving.waiting import Copy, Step, Waiting
from bot.message import ChannelId
from bot.notifying import reasons
from bot.notifying.state import NoticeState
from bot.outbox_store import State
from db.tables.bot import Moment, outbox
from db.tables.bot_notices import campaigns, notices

# "IS NOT NULL" beside a list of numbers shows the planner that a partial index holds them all.
ORPHANED = timedelta(minutes=10)
"""A notice told in another's message moves with that one; so long after its own time it has lost it."""

_OWN = notices.c
_COLUMNS = (
    _OWN.id, _OWN.once_key, _OWN.kind, _OWN.subject, _OWN.dossier_code, _OWN.unit_code, _OWN.campaign_id,
    _OWN.content, _OWN.state, _OWN.reason, _OWN.planned_at, _OWN.expires_at, _OWN.rung, _OWN.check_code,
    _OWN.carrier_id, _OWN.left_at,
)  # fmt: skip


async def alone(connection: AsyncConnection, province: str, *, campaigns: bool) -> None:
    """Wait until no other process releases: what one person gets together, and how much a day, is judged by
    one. Held until the transaction ends. Campaigns are judged beside direct notices and never delay them."""
    name = f"motcua release {province} {'campaigns' if campaigns else 'direct'}"
    await connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


async def due(
    connection: AsyncConnection,
    province: str,
    now: datetime,
    limit: int,
    *,
    campaigns: bool,
    urgent: Collection[str],
) -> list[Waiting]:
    """Those whose time has come, the longest waiting first, held until the transaction ends."""
    mine = _of_running(province) if campaigns else _OWN.campaign_id.is_(None)
    leads = or_(_OWN.carrier_id.is_(None), _OWN.state != NoticeState.OUT, _OWN.next_at < now - ORPHANED)
    query = (
        _select(urgent, campaigns=campaigns)
        .where(_OWN.province == province, _OWN.next_at <= now, mine, leads)
        .order_by(_OWN.next_at, _OWN.id)
        .limit(limit)
    )
    return await _held(connection, query)


async def together(
    connection: AsyncConnection,
    province: str,
    now: datetime,
    batch: Sequence[Waiting],
    *,
    urgent: Collection[str],
) -> list[Waiting]:
    """What belongs to the batch though it is not in it: notices told in a message of it, and all that waits
    for a person of it, of whatever kind, which may have to be one message."""
    seen = [notice.id for notice in batch]
    carriers = [notice.id for notice in batch if notice.state is NoticeState.OUT]
    joined = sorted({n.subject for n in batch if n.subject and n.state is NoticeState.PLANNED})
    if not carriers and not joined:
        return []
    carried = and_(
        _OWN.state == NoticeState.OUT,
        _OWN.carrier_id.is_not(None),
        _OWN.carrier_id == _any(carriers, BigInteger),
    )
    beside = and_(
        _OWN.state == NoticeState.PLANNED,
        _OWN.next_at <= now,
        _OWN.subject == _any(joined, Text),
        _OWN.campaign_id.is_(None),
    )
    query = _select(urgent, campaigns=False).where(
        _OWN.province == province, or_(carried, beside), ~(_OWN.id == _any(seen, BigInteger))
    )
    return await _held(connection, query.order_by(_OWN.id))


async def copies(
    connection: AsyncConnection, province: str, ids: Collection[int]
) -> Mapping[int, Sequence[Copy]]:
    """What has become of the copies of these notices, the oldest first."""
    found: dict[int, list[Copy]] = defaultdict(list)
    if ids:
        c = outbox.c
        at = func.coalesce(c.ended_at, c.sent_at, c.created_at)
        query = (
            select(c.notice_id, c.channel, c.recipient, c.state, at, c.reason)
            .where(
                c.province == province, c.notice_id.is_not(None), c.notice_id == _any(sorted(ids), BigInteger)
            )
            .order_by(c.id)
        )
        for number, channel, recipient, state, moment, reason in await connection.execute(query):
            copy = Copy(
                channel=ChannelId(channel),
                recipient=recipient,
                state=State(state),
                at=moment,
                unheard=reason == NOT_HEARD,
            )
            found[number].append(copy)
    return found


async def withdraw(connection: AsyncConnection, province: str, ids: Collection[int], now: datetime) -> None:
    """Copies of these notices that still wait, for their turn or a retry, leave no more. One that is just
    being taken by a sender is past its own end, and its sender looks at that."""
    if not ids:
        return
    c = outbox.c
    waiting = (
        select(c.id)
        .where(c.province == province, c.notice_id.is_not(None))
        .where(c.notice_id == _any(sorted(ids), BigInteger))
        .where(c.state == State.QUEUED)
        .with_for_update(skip_locked=True)
    )
    await connection.execute(
        update(outbox)
        .where(c.province == province, c.id.in_(waiting), c.state == State.QUEUED)
        .values(state=State.EXPIRED, ended_at=now, reason="the next channel is tried")
    )


async def write(connection: AsyncConnection, province: str, steps: Sequence[Step]) -> None:
    """What the held notices become."""
    if not steps:
        return
    columns: dict[str, tuple[Any, list[Any]]] = {
        "id": (BigInteger(), [step.id for step in steps]),
        "state": (Text(), [step.state.value for step in steps]),
        "reason": (Text(), [step.reason for step in steps]),
        "next_at": (Moment, [step.next_at for step in steps]),
        "rung": (SmallInteger(), [step.copies for step in steps]),
        "check_code": (Text(), [step.check_code for step in steps]),
        "carrier_id": (BigInteger(), [step.carrier_id for step in steps]),
        "left_at": (Moment, [step.left_at for step in steps]),
        "ended_at": (Moment, [step.ended_at for step in steps]),
        "ended_on": (Text(), [step.ended_on for step in steps]),
    }
    arrays = [bindparam(None, values, type_=ARRAY(kind)) for kind, values in columns.values()]
    names = [column(name, kind) for name, (kind, _) in columns.items()]
    new = func.unnest(*arrays).table_valued(*names, name="new").render_derived()
    await connection.execute(
        update(notices)
        .where(_OWN.province == province, _OWN.id == new.c.id)
        .values({name: new.c[name] for name in columns if name != "id"})
    )


async def hold_stopped(connection: AsyncConnection, province: str, now: datetime) -> int:
    """Copies of campaigns that do not run have no next rung: they wait for a receipt until they are of no
    use; how many had come so far."""
    stopped = select(campaigns.c.id).where(
        campaigns.c.province == province, campaigns.c.id.not_in(running(province))
    )
    out = (
        _OWN.province == province,
        _OWN.campaign_id.in_(stopped),
        _OWN.state == NoticeState.OUT,
        _OWN.next_at <= now,
    )
    later = update(notices).where(*out, _OWN.expires_at > now).values(next_at=_OWN.expires_at)
    await connection.execute(later)
    ended = {"state": NoticeState.EXPIRED, "reason": reasons.CAMPAIGN_STOPPED, "ended_at": now}
    over = update(notices).where(*out, _OWN.expires_at <= now).values(**ended, next_at=null())
    return (await connection.execute(over)).rowcount


def _of_running(province: str) -> ColumnElement[bool]:
    return and_(_OWN.campaign_id.is_not(None), _OWN.campaign_id.in_(running(province)))


def _select(urgent: Collection[str], *, campaigns: bool) -> Select[Any]:
    flag: ColumnElement[bool] = literal(False)
    if campaigns:
        flag = _campaign_is_urgent()
    return select(*_COLUMNS, or_(_OWN.kind.in_(sorted(urgent)), flag).label("urgent"))


def _campaign_is_urgent() -> ColumnElement[bool]:
    return (
        select(campaigns.c.urgent)
        .where(campaigns.c.province == _OWN.province, campaigns.c.id == _OWN.campaign_id)
        .scalar_subquery()
    )


async def _held(connection: AsyncConnection, query: Select[Any]) -> list[Waiting]:
    held = query.with_for_update(of=notices, skip_locked=True)
    return [_waiting(row) for row in await connection.execute(held)]


def _waiting(row: Row[*tuple[Any, ...]]) -> Waiting:
    return Waiting(
        id=row.id,
        once_key=row.once_key,
        kind=row.kind,
        subject=row.subject,
        dossier_code=row.dossier_code,
        unit_code=row.unit_code,
        campaign_id=row.campaign_id,
        content=row.content,
        state=NoticeState(row.state),
        reason=row.reason,
        planned_at=row.planned_at,
        expires_at=row.expires_at,
        copies=row.rung,
        check_code=row.check_code,
        carrier_id=row.carrier_id,
        left_at=row.left_at,
        urgent=bool(row.urgent),
    )


def _any(values: Sequence[Any], kind: Any) -> ColumnElement[Any]:
    return any_(bindparam(None, values, type_=ARRAY(kind)))
