"""Which campaigns' notices may leave: SQL."""

from sqlalchemy import Select, select

from bot.notifying.state import CampaignState
from db.tables.bot_notices import campaigns


def running(province: str) -> Select[tuple[int]]:
    """Ids of campaigns, as a subquery for the release and for whoever counts what it should have released."""
    own = campaigns.c
    return select(own.id).where(own.province == province, own.state == CampaignState.RUNNING)
