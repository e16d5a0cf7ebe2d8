"""The database server is killed in the middle and started again: the worker goes on, nothing is lost, and
nobody is told twice, because the worker that knows what was taken still lives."""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.outbox import PostOffice
from db.embedded import embedded_server
from db.engine import database
from knowledge.dossiers.dossier import Dossier
from tests.peers.processes import until
from tests.proofs import account, crowd
from tests.proofs.account import copies, overdue, rows, second_copies
from tests.proofs.children import PROVINCE, TELEGRAM, base, senders, wordings
from tests.proofs.journal import Journal
from tests.proofs.provider import RELIABLE, Provider
from tests.proofs.shared_clock import SharedClock
from vietnam.calendar import VN
from webhooks.worker import work

NOTICES = 1000
KILLS = 4
PORTION = 50
SPEED = 10
MORNING = datetime(2026, 11, 10, 8, 0, tzinfo=VN)


async def kill_the_server(data_dir: Path) -> None:
    """And start it again: whoever comes in next does so."""
    process = int((data_dir / "pg" / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(process, signal.SIGKILL)

    def come_in() -> None:
        with embedded_server(data_dir):
            pass

    await asyncio.sleep(0.3)
    await asyncio.to_thread(come_in)


@asynccontextmanager
async def working(engine: AsyncEngine, provider: Provider, clock: SharedClock) -> AsyncIterator[None]:
    stop = asyncio.Event()
    by_channel = senders(provider.journal.path, dedupes=False, unheard=0)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(work(base(engine, clock, by_channel), stop))
        tasks.create_task(provider.run(stop))
        try:
            yield
        finally:
            stop.set()


async def feed(engine: AsyncEngine, events: list[Dossier], clock: SharedClock) -> int:
    """As a one-stop system does: what was not taken, or was taken and not thanked for, is brought again."""
    tries = 1
    while True:
        try:
            await crowd.feed(engine, events, clock())
        except (SQLAlchemyError, OSError):
            tries += 1
            await asyncio.sleep(0.2)
        else:
            return tries


async def test_killed_and_started_again_nothing_is_lost(data_dir: Path, tmp_path: Path) -> None:
    rng = random.Random(4)
    clock = SharedClock.begun(tmp_path / "clock", MORNING, SPEED)
    kills = sorted(rng.sample(range(1, NOTICES // PORTION), KILLS))
    tries = 0
    async with database(None, data_dir) as engine:
        post = PostOffice(engine=engine, province=PROVINCE, senders={}, wordings=wordings(), clock=clock)
        provider = Provider(
            office=post,
            journal=Journal(tmp_path / "journal"),
            clock=clock,
            silent=frozenset({TELEGRAM}),
            ways=RELIABLE,
        )
        await crowd.agree(engine, range(NOTICES), clock())
        async with working(engine, provider, clock):
            for portion in range(NOTICES // PORTION):
                numbers = range(portion * PORTION, (portion + 1) * PORTION)
                events = [crowd.event(number, clock()) for number in numbers]
                bringing = asyncio.create_task(feed(engine, events, clock))
                await asyncio.sleep(rng.uniform(0, 0.1))
                if portion in kills:
                    await kill_the_server(data_dir)
                tries += await bringing

            async def ended() -> bool:
                left = "SELECT count(*) FROM notices WHERE state IN ('delivered', 'read', 'calling')"
                if (await rows(engine, left))[0][0] == NOTICES:
                    return True
                idle = "SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')"
                if (await rows(engine, idle))[0][0] == 0 and not provider.waiting(clock()):
                    clock.jump(timedelta(minutes=10))
                return False

            await until(ended, 90)
            assert await overdue(engine, clock()) == []
        told, copied = await account.notices(engine), await copies(engine)
        second = second_copies(copied, provider, ())
        print(f"\n{NOTICES} notices, {KILLS} restarts, {tries} tries to feed, {len(copied)} copies; {second}")
        assert len({notice.about for notice in told}) == len(told) == NOTICES
        assert account.untrue(told, copied, provider) == []
        assert not provider.repeated
        assert (second.in_window, second.unexplained) == (0, ())
        assert await account.forged_is_found(engine, clock())
