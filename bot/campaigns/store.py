"""Campaigns in the database: made, changed from one state to the next, listed."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns.campaign import Act, Campaign, Text, act
from bot.notifying.state import CampaignState
from db.tables.bot_notices import campaign_rows, campaigns

_OWN = campaigns.c


async def create(connection: AsyncConnection, province: str, text: Text, by: str, now: datetime) -> int:
    """A draft without rows; its number."""
    values = {
        "province": province,
        **vars(text),
        "state": CampaignState.DRAFT,
        "created_by": by,
        "created_at": now,
        "acts": [act(Act.WRITTEN, by, now, 1)],
    }
    result = await connection.execute(insert(campaigns).values(values).returning(_OWN.id))
    return int(result.scalar_one())


async def rewrite(
    connection: AsyncConnection, province: str, campaign: Campaign, text: Text, by: str, now: datetime
) -> bool:
    """New words for a draft that is held, in the name of who wrote them, as its next version. False: it is
    no draft."""
    version = campaign.version + 1
    acts = [*campaign.acts, act(Act.WRITTEN, by, now, version)]
    result = await connection.execute(
        update(campaigns)
        .where(_OWN.province == province, _OWN.id == campaign.id, _OWN.state == CampaignState.DRAFT)
        .values(**vars(text), created_by=by, version=version, acts=acts)
    )
    return result.rowcount == 1


async def set_rows(connection: AsyncConnection, province: str, campaign_id: int, rows: int) -> None:
    await connection.execute(
        update(campaigns).where(_OWN.province == province, _OWN.id == campaign_id).values(rows=rows)
    )


async def find(connection: AsyncConnection, province: str, campaign_id: int) -> Campaign | None:
    query = select(campaigns).where(_OWN.province == province, _OWN.id == campaign_id)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else _campaign(row)


async def hold(connection: AsyncConnection, province: str, campaign_id: int) -> Campaign | None:
    """Locked until the end of the transaction: no planner and no other officer changes it meanwhile."""
    query = select(campaigns).where(_OWN.province == province, _OWN.id == campaign_id).with_for_update()
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else _campaign(row)


async def change(
    connection: AsyncConnection, province: str, campaign_id: int, values: Mapping[str, object]
) -> None:
    """Of a campaign that is held."""
    await connection.execute(
        update(campaigns).where(_OWN.province == province, _OWN.id == campaign_id).values(**values)
    )


async def every(
    connection: AsyncConnection, province: str, states: Collection[CampaignState] | None = None
) -> list[Campaign]:
    """The newest first."""
    query = select(campaigns).where(_OWN.province == province).order_by(_OWN.id.desc())
    if states is not None:
        query = query.where(_OWN.state.in_(states))
    return [_campaign(row) for row in await connection.execute(query)]


async def discard(connection: AsyncConnection, province: str, campaign_id: int) -> bool:
    """A draft and its rows; False: it is none."""
    result = await connection.execute(
        delete(campaigns).where(
            _OWN.province == province, _OWN.id == campaign_id, _OWN.state == CampaignState.DRAFT
        )
    )
    if result.rowcount == 1:
        rows = campaign_rows.c
        await connection.execute(
            delete(campaign_rows).where(rows.province == province, rows.campaign_id == campaign_id)
        )
    return result.rowcount == 1


async def last_row(connection: AsyncConnection, province: str, campaign_id: int) -> int:
    rows = campaign_rows.c
    query = select(func.coalesce(func.max(rows.row), 0)).where(
        rows.province == province, rows.campaign_id == campaign_id
    )
    return int((await connection.execute(query)).scalar_one())


def _campaign(row: Row[*tuple[Any, ...]]) -> Campaign:
    values = dict(row._mapping)
    del values["province"]
    return Campaign(**values | {"state": CampaignState(row.state)})
