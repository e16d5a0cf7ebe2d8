"""What a campaign would do, before anybody approves it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns import rows_store
from bot.campaigns.campaign import UNDO, Campaign, Text
from bot.campaigns.rows_store import Doubles, Unreachable
from bot.campaigns.survey import Survey, survey
from vietnam.phone import is_mobile


@dataclass(frozen=True, kw_only=True)
class Preview:
    """`starts` and `finishes` at the campaign's pace if it were approved now, or as it was approved; quiet
    hours and slow channels make it later. `finishes` after `ends_at`: the last rows would come too late."""

    campaign: Campaign
    survey: Survey
    doubles: Doubles
    unreachable: Unreachable
    starts: datetime
    finishes: datetime

    @property
    def too_slow(self) -> bool:
        return self.finishes > self.campaign.ends_at


def text_of(campaign: Campaign) -> Text:
    return Text(
        name=campaign.name,
        chat=campaign.chat,
        sms=campaign.sms,
        unit_code=campaign.unit_code or "",
        urgent=campaign.urgent,
        rate=campaign.rate,
        ends_at=campaign.ends_at,
    )


async def preview(
    connection: AsyncConnection,
    province: str,
    campaign: Campaign,
    now: datetime,
    progress: Callable[[int], None] = lambda _: None,
) -> Preview:
    """Reads every row."""
    starts = campaign.starts_at or now + UNDO
    return Preview(
        campaign=campaign,
        survey=await look_through(connection, province, campaign.id, text_of(campaign), progress),
        doubles=await rows_store.doubles(connection, province, campaign.id),
        unreachable=await rows_store.unreachable(connection, province, campaign.id, urgent=campaign.urgent),
        starts=starts,
        finishes=starts + campaign.apart * campaign.rows,
    )


async def look_through(
    connection: AsyncConnection,
    province: str,
    campaign_id: int,
    text: Text,
    progress: Callable[[int], None] = lambda _: None,
) -> Survey:
    """Every staged row filled with `text`, which may be words that the campaign does not have yet."""
    seen = survey(text)
    again = await rows_store.repeated(connection, province, campaign_id)
    async for recipients in rows_store.everyone(connection, province, campaign_id):
        for recipient in recipients:
            row = recipient.row
            seen.see(row, recipient.values, sms=is_mobile(recipient.phone), again=row in again)
        progress(len(recipients))
    return seen
