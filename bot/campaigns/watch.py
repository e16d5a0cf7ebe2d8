"""Looking after campaigns: one that goes wrong is stopped, one whose notices have all ended is done."""

import logging
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns import guard, guard_store, orders, pace_store, store
from bot.campaigns.campaign import Campaign
from bot.notifying.notice import Desk, Task, TaskKind
from bot.notifying.office import NoticeOffice
from bot.notifying.state import CampaignState
from bot.planning import plan_store
from bot.reply import Say, Value

log = logging.getLogger(__name__)

LOOKS_BACK = timedelta(hours=4)
"""Copies older than this count no more: a provider that fails after a good morning is noticed."""
PORTION = 20_000
TOO_LATE = "đợt tin đã dừng và hết hạn"

ITSELF = "motcua"
"""Who stops a campaign when nobody does."""


async def watch_over(office: NoticeOffice) -> int:
    """How many campaigns changed their state, or notices of stopped ones ended."""
    async with office.engine.connect() as connection:
        states = (CampaignState.RUNNING, CampaignState.STOPPED)
        found = await store.every(connection, office.province, states)
    changed = 0
    for campaign in found:
        async with office.engine.begin() as connection:
            if campaign.state is CampaignState.RUNNING:
                changed += await _look_after(connection, office, campaign.id)
            elif campaign.ended_at is None and office.now() >= campaign.ends_at:
                changed += await _bury(connection, office, campaign)
    return changed


async def _look_after(connection: AsyncConnection, office: NoticeOffice, campaign_id: int) -> bool:
    campaign = await store.hold(connection, office.province, campaign_id)
    now = office.now()
    if campaign is None or campaign.state is not CampaignState.RUNNING or campaign.judged_from is None:
        return False
    silent = [name for name, sender in office.post.senders.items() if not sender.limits.receipts]
    since = max(campaign.judged_from, now - LOOKS_BACK)
    ended = await guard_store.ended(connection, office.province, campaign_id, since=since, silent=silent)
    if guard.must_stop(ended):
        stopped = await orders.stop(
            connection, office.province, campaign_id, guard.reason(ended), by=ITSELF, now=office.now()
        )
        await plan_store.put_tasks(connection, office.province, [_task(office, stopped, ended)], now)
        log.warning("campaign %d stopped by itself: %d of %d bad", campaign_id, *_of(ended))
        return True
    if not await pace_store.is_finished(connection, office.province, campaign_id):
        return False
    values = {"state": CampaignState.DONE, "ended_at": now}
    await store.change(connection, office.province, campaign_id, values)
    return True


def _of(ended: guard.Ended) -> tuple[int, int]:
    return ended.bad, ended.bad + ended.good


def _task(office: NoticeOffice, campaign: Campaign, ended: guard.Ended) -> Task:
    """The operator decides whether it goes on: at once, while the news is still of use."""
    bad, count = _of(ended)
    values: dict[str, Value] = {"campaign": campaign.id, "name": campaign.name, "bad": bad, "count": count}
    return Task(
        kind=TaskKind.CAMPAIGN_STOPPED,
        desk=Desk.OPERATOR,
        mark=f"{campaign.id}.{office.now():%Y%m%d%H%M%S}",
        unit_code=campaign.unit_code,
        dossier_code=None,
        due_at=min(campaign.ends_at, office.now() + timedelta(hours=1)),
        says=(Say(wording="task.campaign_stopped", values=values),),
    )


async def _bury(connection: AsyncConnection, office: NoticeOffice, campaign: Campaign) -> int:
    """What still waits of a campaign that stays stopped ends with a reason, some thousands at once."""
    now = office.now()
    args = (connection, office.province, campaign.id)
    ended = await pace_store.expire(*args, TOO_LATE, now, PORTION)
    if not ended:
        await store.change(*args, {"ended_at": now})
    return ended
