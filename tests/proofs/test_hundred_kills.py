"""kill -9 of the worker at a hundred random moments of a run of 20,000 notices: none is lost, and every
second copy is one whose first was in the air when its process died, or that the ladder owed.

`PROOF_NOTICES=200000 PROOF_KILLS=1000 pytest -s tests/proofs/test_hundred_kills.py` is the long form.
"""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.outbox import PostOffice
from tests.peers.processes import until
from tests.proofs import account, crowd
from tests.proofs.account import SecondCopies, copies, overdue, rows, second_copies
from tests.proofs.children import NAME, PROVINCE, TELEGRAM, World, wordings
from tests.proofs.journal import Journal
from tests.proofs.nursery import Nursery, nursery
from tests.proofs.provider import RELIABLE, WAYS, Provider
from tests.proofs.shared_clock import SharedClock
from vietnam.calendar import VN

NOTICES = int(os.environ.get("PROOF_NOTICES", "20000"))
KILLS = int(os.environ.get("PROOF_KILLS", "100"))
SPEED = 60
"""A minute a second: what a dead process left in the air is settled within a second."""
MORNING = datetime(2026, 11, 10, 8, 0, tzinfo=VN)
IN_CAMPAIGNS = 5
"""Every fifth notice is a campaign's."""
CAMPAIGN_EVERY = 10
LIFE = (0.05, 0.8)
"""Seconds that every other process has; the least of them does not see its first statement."""
WHILE_SENDING = (0.0, 0.3)
"""Seconds that the others have from the first message on that a provider takes."""
ENDED = "('delivered', 'read', 'called', 'calling', 'dropped')"


@dataclass(kw_only=True)
class Run:
    engine: AsyncEngine
    clock: SharedClock
    world: World
    provider: Provider
    nursery: Nursery
    rng: random.Random = field(default_factory=lambda: random.Random(20261122))
    in_flight: set[int] = field(default_factory=set)
    at_kills: Counter[str] = field(default_factory=Counter)

    async def live_and_die(self, *, sending: bool) -> None:
        worker = await asyncio.to_thread(self.nursery.fork, "worker", self.world)
        if sending:
            journal = self.provider.journal.path
            taken = journal.stat().st_size
            await until(lambda: journal.stat().st_size > taken, 60)
        await asyncio.sleep(self.rng.uniform(*(WHILE_SENDING if sending else LIFE)))
        await self.kill(worker)

    async def kill(self, worker: int) -> None:
        await asyncio.to_thread(self.nursery.kill, worker)
        gone = f"SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = '{NAME}')"
        await self.true(gone)
        ((due, planned, queued),) = await rows(
            self.engine,
            "SELECT (SELECT count(*) FROM watches WHERE look_at <= :now),"
            " (SELECT count(*) FROM notices WHERE state = 'planned'),"
            " (SELECT count(*) FROM outbox WHERE state = 'queued')",
            now=self.clock(),
        )
        flying = {row.id for row in await rows(self.engine, "SELECT id FROM outbox WHERE state = 'sending'")}
        self.in_flight |= flying
        self.at_kills += Counter(
            {"to plan": due > 0, "to release": planned > 0, "to send": queued > 0, "in the air": bool(flying)}
        )

    async def true(self, query: str, seconds: float = 240) -> None:
        async def found() -> bool:
            return bool((await rows(self.engine, query, now=self.clock()))[0][0])

        await until(found, seconds)

    async def all_ended(self) -> None:
        """Hours pass, as many as the ladders need; what is in hand is finished before each."""
        idle = (
            "SELECT NOT EXISTS (SELECT FROM watches WHERE look_at <= :now)"
            " AND NOT EXISTS (SELECT FROM outbox WHERE state IN ('queued', 'sending'))"
            " AND NOT EXISTS (SELECT FROM notices WHERE state = 'planned' OR next_at <= :now)"
            " AND NOT EXISTS (SELECT FROM campaigns c WHERE planned_row < rows)"
        )
        ended = f"SELECT NOT EXISTS (SELECT FROM notices WHERE state NOT IN {ENDED})"
        for _ in range(4):
            await self.true(idle)
            await until(lambda: not self.provider.waiting(self.clock()), 30)
            assert await overdue(self.engine, self.clock()) == []
            if (await rows(self.engine, ended))[0][0]:
                return
            self.clock.jump(timedelta(hours=2))
        found = "SELECT kind, state, reason, count(*) FROM notices GROUP BY 1, 2, 3"
        pytest.fail(f"notices without an end: {await rows(self.engine, found)}")


@asynccontextmanager
async def running(
    engine: AsyncEngine, database_url: str, folder: Path, *, dedupes: bool
) -> AsyncIterator[Run]:
    clock = SharedClock.begun(folder / "clock", MORNING, SPEED)
    journal = Journal(folder / "journal")
    post = PostOffice(engine=engine, province=PROVINCE, senders={}, wordings=wordings(), clock=clock)
    provider = Provider(
        office=post,
        journal=journal,
        clock=clock,
        silent=frozenset({TELEGRAM}),
        dedupes=dedupes,
        ways=RELIABLE if dedupes else WAYS,
    )
    world = World(
        database_url=database_url,
        clock=str(clock.path),
        journal=str(journal.path),
        data_dir=str(folder),
        dedupes=dedupes,
    )
    stop = asyncio.Event()
    receipts = asyncio.create_task(provider.run(stop))
    try:
        with nursery(folder / "children.log") as children:
            yield Run(engine=engine, clock=clock, world=world, provider=provider, nursery=children)
    finally:
        stop.set()
        await receipts


async def kill_again_and_again(run: Run, notices: int, kills: int) -> int:
    """Events and campaigns come while processes die; how many notices there have to be."""
    in_campaigns = notices // IN_CAMPAIGNS
    numbers = list(range(notices - in_campaigns))
    await crowd.agree(run.engine, numbers, run.clock())
    campaigns = max(1, kills // CAMPAIGN_EVERY)
    told = 0
    for kill in range(kills):
        upto = len(numbers) * (kill + 1) // kills
        if kill % CAMPAIGN_EVERY == 0 and kill // CAMPAIGN_EVERY < campaigns:
            share = range(in_campaigns)[kill // CAMPAIGN_EVERY :: campaigns]
            await crowd.campaign(run.engine, share, run.clock())
        events = [crowd.event(number, run.clock()) for number in numbers[told:upto]]
        again = [crowd.event(number, MORNING) for number in run.rng.sample(range(upto), min(10, upto))]
        await crowd.feed(run.engine, [*again, *events], run.clock())
        told = upto
        await run.live_and_die(sending=bool(kill % 2))
    return len(numbers) + in_campaigns


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("dedupes", "notices", "kills"),
    [
        pytest.param(False, NOTICES, KILLS, id="providers that know no reference"),
        pytest.param(True, NOTICES // 10, max(1, KILLS // 5), id="providers that drop a repeated reference"),
    ],
)
async def test_killed_at_random_moments_none_is_lost(
    engine: AsyncEngine, database_url: str, tmp_path: Path, dedupes: bool, notices: int, kills: int
) -> None:
    began = time.monotonic()
    async with running(engine, database_url, tmp_path, dedupes=dedupes) as run:
        assert await kill_again_and_again(run, notices, kills) == notices
        killed = time.monotonic()
        run.nursery.fork("worker", run.world)
        await run.all_ended()
    every = await copies(engine)
    second = second_copies(every, run.provider, run.in_flight)
    states = dict(await rows(engine, "SELECT state, count(*) FROM notices GROUP BY 1"))
    print(
        f"\n{notices} notices, {kills} kills, {killed - began:.1f} + {time.monotonic() - killed:.1f} s;"
        f" kills that found: {dict(run.at_kills)}; {len(run.in_flight)} copies in the air at kills,"
        f" {len(run.in_flight & run.provider.reached.keys())} of them taken; {len(every)} copies,"
        f" {len(run.provider.reached)} taken, {run.provider.repeated} references repeated; second copies:"
        f" {second}; ends: {states}"
    )
    assert sum(states.values()) == notices
    told = await account.notices(engine)
    assert len({(notice.kind, notice.about) for notice in told}) == notices
    assert account.untrue(told, every, run.provider) == []
    assert {notice.kind for notice in told if notice.state == "dropped"} <= {"campaign"}
    assert all(notice.reason for notice in told if notice.state in {"dropped", "calling"})
    assert second.unexplained == ()
    assert run.in_flight
    if dedupes:
        assert run.provider.repeated
        assert second == SecondCopies()
    else:
        assert not run.provider.repeated
    assert " ended: " not in (tmp_path / "children.log").read_text()
    assert await account.forged_is_found(engine, run.clock())
