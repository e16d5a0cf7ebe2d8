"""The job process: sends what is queued, as soon as it is; looks after what a wake-up missed; forgets."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.models import Job
from pgqueuer.qm import QueueManager
from pgqueuer.queries import Queries

from bot import outbox, retention
from bot.jobs import DELIVER
from webhooks.house import Base
from webhooks.trouble import where

log = logging.getLogger(__name__)

IN_FLIGHT = 50
"""Lanes that one process serves at once; each waits for its provider most of the time."""
BATCH = 25
SWEEP_EVERY = 1.0
TRIM_EVERY = 600.0
RETENTION_EVERY = 86_400.0
COME_BACK = 2.0
"""Seconds between two tries to reach the database again."""


async def work(base: Base, stop: asyncio.Event) -> None:
    """Until `stop` is set; then what is in hand is finished first. Any number of processes may do this."""

    async def sweep() -> None:
        await outbox.sweep(base.office)

    async def forget() -> None:
        await retention.run(base.engine, base.province, base.clock())

    async def trim() -> None:
        await retention.trim_job_log(base.engine)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_again_and_again(lambda: _serve_queue(base, stop), COME_BACK, stop))
        tasks.create_task(_again_and_again(sweep, SWEEP_EVERY, stop))
        tasks.create_task(_again_and_again(trim, TRIM_EVERY, stop))
        tasks.create_task(_again_and_again(forget, RETENTION_EVERY, stop))


async def _again_and_again(act: Callable[[], Awaitable[None]], every: float, stop: asyncio.Event) -> None:
    """The worker's loop: an error is told and tried again."""
    while not stop.is_set():
        try:
            await act()
        except Exception as error:
            log.error("the worker goes on after: %s", where(error))
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every)


async def _serve_queue(base: Base, stop: asyncio.Event) -> None:
    """Jobs as they come, on a connection of its own that listens."""
    async with base.engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        manager = QueueManager(Queries(AsyncpgDriver(raw)))

        @manager.entrypoint(DELIVER)
        async def deliver(job: Job) -> None:
            await _deliver(base, int(job.payload or b"0"))

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
