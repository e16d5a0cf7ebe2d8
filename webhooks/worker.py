"""The job process: sends what is queued, as soon as it is; looks after what a wake-up missed; forgets."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.models import Job
from pgqueuer.qm import QueueManager
from pgqueuer.queries import Queries

from bot import outbox, retention
from bot.campaigns.plan import PORTION
from bot.campaigns.plan import plan as plan_campaigns
from bot.campaigns.watch import watch_over
from bot.copies import deliver_on, end_unreachable
from bot.jobs import DELIVER, PLAN
from bot.leaving.release import hold_stopped, release
from bot.message import ChannelId
from bot.outbox import PostOffice
from bot.planning import feeds
from bot.planning.plan import plan
from webhooks.house import Base
from webhooks.loops import Bells, Loop, run_loops
from webhooks.trouble import where

log = logging.getLogger(__name__)

IN_FLIGHT = 100
"""Lanes that one process serves at once; each waits for its provider most of the time. More than one channel
may take (bot/slots.py)."""
BATCH = 25
SWEEP_EVERY = 1.0
COPIES_EVERY = 1.0
"""Also how often a channel whose pace is used up goes on: its bucket holds a second."""
UNREACHABLE_EVERY = 60.0
PLAN_EVERY = 2.0
PLAN_BATCH = 1000
PLAN_CAMPAIGNS_EVERY = 0.5
"""A portion each: three times the fastest pace, and most of a processor is left to all else."""
RELEASE_EVERY = 1.0
RELEASE_BATCH = 500
TOGETHER = 0.1
"""Seconds in which what comes one by one is gathered: many together cost hardly more than one."""
CAMPAIGN_BATCH = 200
"""Small, so that direct notices beside them are not kept waiting for a processor."""
STOPPED_EVERY = 60.0
WATCH_EVERY = 10.0
FEEDS_EVERY = 300.0
JUDGE_EVERY = 60.0
TRIM_EVERY = 600.0
RETENTION_EVERY = 86_400.0
COME_BACK = 2.0
"""Seconds between two tries to reach the database again."""


async def work(base: Base, stop: asyncio.Event) -> None:
    """Until `stop` is set; then what is in hand is finished first. Any number of processes may do this."""
    loops = _loops(base)
    bells = Bells(loops)
    queue = Loop(name="queue", act=lambda: _serve_queue(base, bells, stop), every=COME_BACK)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(run_loops(loops, bells, stop))
        tasks.create_task(run_loops((queue,), Bells((queue,)), stop))


def _loops(base: Base) -> tuple[Loop, ...]:
    """All that a worker does again and again: one line each."""

    async def forget() -> int:
        return sum((await retention.run(base.engine, base.province, base.clock())).values())

    async def look() -> int:
        return await base.judge()

    return (
        Loop(name="tidy", act=lambda: outbox.tidy(base.office), every=SWEEP_EVERY),
        *_loops_of_channels(base, outbox.sweep_channel, "sweep", SWEEP_EVERY),
        *_loops_of_notices(base),
        Loop(name="judge", act=look, every=JUDGE_EVERY),
        Loop(name="trim", act=lambda: retention.trim_job_log(base.engine), every=TRIM_EVERY),
        Loop(name="forget", act=forget, every=RETENTION_EVERY),
    )


def _loops_of_notices(base: Base) -> tuple[Loop, ...]:
    """A planned notice rings for its release, a released one for its delivery. Each goes on as long as it
    finds as much as it takes."""
    office = base.notices

    async def make_plans() -> int:
        return (await plan(office, PLAN_BATCH, rounds=1)).watches

    async def release_direct() -> int:
        return await release(office, RELEASE_BATCH)

    async def make_campaign_plans() -> int:
        return await plan_campaigns(office, PORTION)

    async def release_campaigns() -> int:
        return await release(office, CAMPAIGN_BATCH, campaigns=True)

    copies = _loops_of_channels(base, deliver_on, "copies", COPIES_EVERY)
    out = tuple(loop.name for loop in copies)
    return (
        Loop(
            name="plan", act=make_plans, every=PLAN_EVERY, then=("release",), full=PLAN_BATCH, apart=TOGETHER
        ),
        # While the database works for one planner, the other decides: a morning's sweep has both.
        Loop(name="plan beside", act=make_plans, every=PLAN_EVERY, then=("release",), full=PLAN_BATCH),
        Loop(
            name="release",
            act=release_direct,
            every=RELEASE_EVERY,
            then=out,
            full=RELEASE_BATCH,
            apart=TOGETHER,
        ),
        Loop(
            name="plan campaigns",
            act=make_campaign_plans,
            every=PLAN_CAMPAIGNS_EVERY,
            then=("release campaigns",),
        ),
        Loop(
            name="release campaigns",
            act=release_campaigns,
            every=RELEASE_EVERY,
            then=out,
            full=CAMPAIGN_BATCH,
        ),
        Loop(name="watch campaigns", act=lambda: watch_over(office), every=WATCH_EVERY),
        Loop(name="stopped campaigns", act=lambda: hold_stopped(office), every=STOPPED_EVERY),
        *copies,
        Loop(name="unreachable", act=lambda: end_unreachable(base.office), every=UNREACHABLE_EVERY),
        Loop(name="feeds", act=lambda: feeds.sweep(office), every=FEEDS_EVERY),
    )


def _loops_of_channels(
    base: Base, act: Callable[[PostOffice, ChannelId], Awaitable[int]], name: str, every: float
) -> tuple[Loop, ...]:
    """One for each channel, so that none waits for another's provider."""
    return tuple(
        Loop(name=f"{name} {channel}", act=partial(act, base.office, channel), every=every)
        for channel in base.office.senders
    )


async def _serve_queue(base: Base, bells: Bells, stop: asyncio.Event) -> int:
    """Jobs as they come, on a connection of its own that listens."""
    async with base.engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        manager = QueueManager(Queries(AsyncpgDriver(raw)))

        @manager.entrypoint(DELIVER)
        async def deliver(job: Job) -> None:
            await _deliver(base, int(job.payload or b"0"))

        @manager.entrypoint(PLAN)
        async def wake_planner(job: Job) -> None:
            bells.ring("plan")

        ending = asyncio.create_task(_end(stop, manager))
        try:
            await manager.run(
                dequeue_timeout=timedelta(seconds=30),
                batch_size=BATCH,
                max_concurrent_tasks=IN_FLIGHT,
                shutdown_on_listener_failure=True,
                log_aggregation_interval=timedelta(0),
            )
        finally:
            ending.cancel()
            await connection.invalidate()  # it listens still, so nobody else may have it
    return 0


async def _deliver(base: Base, outbox_id: int) -> None:
    """A job only wakes: what it could not do, the next sweep finds in the outbox. PGQueuer would keep and
    print an error with its message."""
    try:
        await outbox.deliver(base.office, outbox_id)
    except Exception as error:
        log.error("delivery of %d is left to the sweep: %s", outbox_id, where(error))


async def _end(stop: asyncio.Event, manager: QueueManager) -> None:
    await stop.wait()
    manager.shutdown.set()
