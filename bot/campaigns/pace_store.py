"""Rows of running campaigns become notices: many in one statement, each at its turn."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
    Double,
    Integer,
    Interval,
    MetaData,
    Table,
    Text,
    exists,
    func,
    literal,
    null,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateTable

from bot.campaigns.campaign import Campaign
from bot.notifying.state import CampaignState, NoticeState
from db.tables.bot_notices import campaign_rows, campaigns, notices

KIND = "campaign"
_MOMENT = notices.c.next_at.type


def once_key(campaign_id: int) -> str:
    """What the key of each of the campaign's notices begins with; the phone follows."""
    return f"{KIND}/{campaign_id}/"


async def next_to_plan(connection: AsyncConnection, province: str, now: datetime) -> int | None:
    """A running campaign with rows that are not planned yet, locked; None: there is none that nobody else
    is planning just now."""
    own, rows = campaigns.c, campaign_rows.c
    left = exists().where(
        rows.province == own.province, rows.campaign_id == own.id, rows.row > own.planned_row
    )
    query = (
        select(own.id)
        .where(own.province == province, own.state == CampaignState.RUNNING, own.starts_at <= now, left)
        .order_by(own.urgent.desc(), own.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return (await connection.execute(query)).scalar_one_or_none()


async def insert_notices(
    connection: AsyncConnection,
    province: str,
    campaign: Campaign,
    planned: Sequence[tuple[int, str, bytes]],
    *,
    now: datetime,
    begins: datetime,
) -> int:
    """`planned`: row, phone, content as JSON; the first leaves at `begins`. How many are new: a phone that
    the campaign has already is skipped."""
    staged = await _copy(connection, planned)
    turn = _after(staged.c.row - planned[0][0], campaign.apart)
    source = select(
        literal(province),
        literal(once_key(campaign.id)) + staged.c.phone,
        literal(KIND),
        staged.c.phone,
        literal(campaign.unit_code, Text),
        literal(campaign.id),
        staged.c.content,
        literal(NoticeState.PLANNED.value),
        literal(campaign.approved_at, _MOMENT),
        literal(now, _MOMENT),
        literal(begins, _MOMENT) + turn,
        literal(campaign.ends_at, _MOMENT),
    ).order_by(staged.c.row)
    columns = (
        "province", "once_key", "kind", "subject", "unit_code", "campaign_id", "content", "state",
        "event_at", "planned_at", "next_at", "expires_at",
    )  # fmt: skip
    statement = insert_or_skip(notices).from_select(columns, source).on_conflict_do_nothing()
    return (await connection.execute(statement)).rowcount


def _after(turns: ColumnElement[int], apart: timedelta) -> ColumnElement[timedelta]:
    seconds = literal(apart.total_seconds(), Double) * turns
    return func.make_interval(0, 0, 0, 0, 0, 0, seconds, type_=Interval)


async def _copy(connection: AsyncConnection, planned: Sequence[tuple[int, str, bytes]]) -> Table:
    staging = Table(
        "planned_campaign_rows",
        MetaData(),
        Column("row", Integer),
        Column("phone", Text),
        Column("content", JSONB),
        prefixes=["TEMPORARY"],
        postgresql_on_commit="DROP",
    )
    await connection.execute(CreateTable(staging, if_not_exists=True))
    await connection.execute(text(f"TRUNCATE {staging.name}"))
    lines = b"".join(
        b"%d\t%b\t%b\n" % (row, phone.encode(), content.replace(b"\\", b"\\\\"))
        for row, phone, content in planned
    )

    async def source() -> AsyncIterator[bytes]:
        yield lines

    raw = await connection.get_raw_connection()
    assert raw.driver_connection is not None
    await raw.driver_connection.copy_to_table(
        staging.name, source=source(), columns=["row", "phone", "content"], format="text"
    )
    return staging


async def spread(
    connection: AsyncConnection, province: str, campaign_id: int, start: datetime, apart: timedelta
) -> int:
    """Give what is planned and has not left a new turn each, the first one at `start`; how many those are."""
    own = notices.c
    waiting = (own.province == province, own.campaign_id == campaign_id, own.next_at.is_not(None))
    turns = (
        select(own.id, (func.row_number().over(order_by=(own.next_at, own.id)) - 1).label("turn"))
        .where(*waiting, own.state == NoticeState.PLANNED)
        .subquery()
    )
    later = literal(start, _MOMENT) + _after(turns.c.turn, apart)
    result = await connection.execute(
        update(notices).where(own.province == province, own.id == turns.c.id).values(next_at=later)
    )
    return result.rowcount


async def is_finished(connection: AsyncConnection, province: str, campaign_id: int) -> bool:
    """Every row is planned and every notice has ended."""
    own, rows, known = notices.c, campaign_rows.c, campaigns.c
    unplanned = exists().where(
        rows.province == province, rows.campaign_id == campaign_id, rows.row > known.planned_row
    )
    under_way = exists().where(
        own.province == province, own.campaign_id == campaign_id, own.next_at.is_not(None)
    )
    query = select(~unplanned & ~under_way).where(known.province == province, known.id == campaign_id)
    return bool((await connection.execute(query)).scalar_one())


async def expire(
    connection: AsyncConnection, province: str, campaign_id: int, reason: str, now: datetime, limit: int
) -> int:
    """End notices that will not leave any more."""
    own = notices.c
    late = (
        select(own.id)
        .where(own.province == province, own.campaign_id == campaign_id, own.next_at.is_not(None))
        .where(own.state == NoticeState.PLANNED)
        .limit(limit)
    )
    result = await connection.execute(
        update(notices)
        .where(own.province == province, own.id.in_(late))
        .values(state=NoticeState.EXPIRED, reason=reason, next_at=null(), ended_at=now)
    )
    return result.rowcount
