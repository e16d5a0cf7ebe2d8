"""How fast notices are planned: a campaign to a million people, and dossiers that the feed has changed."""

import tempfile
from datetime import timedelta
from pathlib import Path
from time import monotonic, perf_counter

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.campaign import WORDS, stage
from bench.dossiers import dossiers
from bench.morning import NINE, clock_from, execute, notice_office
from bench.row import Row
from bot.campaigns.campaign import LEAST_UNDO
from bot.campaigns.plan import plan as plan_campaigns
from bot.notifying.office import NoticeOffice
from bot.planning import watch
from bot.planning.plan import plan
from knowledge.dossiers.change import Source
from knowledge.dossiers.store import apply

TITLE = "Notices planned and queued (one process)"
PEOPLE = 1_000_000
DOSSIERS = 50_000
BARE = """
    INSERT INTO bare_notices (province, once_key, kind, subject, unit_code, campaign_id, content, state,
                              event_at, planned_at, next_at, expires_at)
    SELECT province, 'campaign/' || campaign_id || '/' || phone, 'campaign', phone, 'H48.10', campaign_id,
           jsonb_build_object('says', jsonb_build_array(jsonb_build_object(
             'wording', 'campaign.text', 'values', jsonb_build_object(
               'chat', CAST(:chat AS text) || (values ->> 'ten'),
               'sms', CAST(:sms AS text) || (values ->> 'ten')
             ))), 'labels', '[]'::jsonb, 'ask_phone', false),
           'planned', now(), now(), now() + make_interval(secs => row * 0.0006), now() + interval '2 days'
    FROM campaign_rows ORDER BY row
    """


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="motcua-bench-", dir="/tmp") as folder:
        # Past the undo window when planning begins.
        clock = clock_from(monotonic() - LEAST_UNDO.total_seconds() - 1)
        async with notice_office(Path(folder), clock) as office:
            from_feed = await _planned_from_feed(office)
            await stage(office, PEOPLE)
            bare = await _bare(office.engine)
            campaign = await _planned_campaign(office)
    return [
        Row(what=f"{PEOPLE:,} notices of a campaign", ours=campaign, unit="s", beside="limit",
            beside_figure=90, limit=True),
        Row(what=f"{PEOPLE:,} notices of a campaign", ours=campaign, unit="s",
            beside="bare INSERT … SELECT, same indexes", beside_figure=bare),
        Row(what="notices of a campaign", ours=PEOPLE / campaign, unit="/s",
            beside="bare INSERT … SELECT, same indexes", beside_figure=PEOPLE / bare),
        Row(what="notices of changed dossiers, each decided", ours=from_feed, unit="/s",
            beside="bare INSERT … SELECT, same indexes", beside_figure=PEOPLE / bare),
    ]  # fmt: skip


async def _planned_from_feed(office: NoticeOffice) -> float:
    """Notices a second, from the watch to the committed notice."""
    async with office.engine.begin() as connection:
        events = list(dossiers(DOSSIERS, sequence=1, received_at=NINE - timedelta(hours=1)))
        await apply(connection, office.province, events, Source.FEED)
        await watch.note(connection, office.province, (event.code for event in events), NINE)
    await execute(office.engine, "VACUUM ANALYZE")
    started = perf_counter()
    planned = await plan(office)
    took = perf_counter() - started
    assert planned.notices == DOSSIERS, planned
    return DOSSIERS / took


async def _bare(engine: AsyncEngine) -> float:
    """The peer: the same rows by one statement of the database alone."""
    await execute(engine, "CREATE TABLE bare_notices (LIKE notices INCLUDING ALL)")
    started = perf_counter()
    await execute(engine, BARE, chat=WORDS.chat, sms=WORDS.sms)
    took = perf_counter() - started
    await execute(engine, "DROP TABLE bare_notices", "CHECKPOINT")
    return took


async def _planned_campaign(office: NoticeOffice) -> float:
    started = perf_counter()
    await plan_campaigns(office)
    took = perf_counter() - started
    async with office.engine.connect() as connection:
        queued = await connection.scalar(
            text("SELECT count(*) FROM notices WHERE campaign_id IS NOT NULL AND state = 'planned'")
        )
    assert queued == PEOPLE, queued
    return took
