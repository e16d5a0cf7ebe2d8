"""Two servers and two workers on one database, and a feed that says everything again and again: to both
servers at once, in another order, with new numbers, after a restart. Everybody is told once."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import orjson
from aiohttp import ClientError, ClientSession
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.outbox import PostOffice
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.event import to_event
from knowledge.dossiers.feed import sign
from tests.peers.processes import free_ports, until
from tests.proofs import account, crowd
from tests.proofs.account import copies, overdue, rows, second_copies
from tests.proofs.children import PROVINCE, SECRET, TELEGRAM, World, wordings
from tests.proofs.journal import Journal
from tests.proofs.nursery import Nursery, nursery
from tests.proofs.provider import RELIABLE, Provider
from tests.proofs.shared_clock import SharedClock
from vietnam.calendar import VN

DOSSIERS = 160
PORTION = 20
MORNING = datetime(2026, 11, 10, 9, 0, tzinfo=VN)


class Town:
    """Two servers, two workers; they can be killed and started again."""

    def __init__(self, children: Nursery, world: World, clock: SharedClock) -> None:
        self.children = children
        self.world = world
        self.clock = clock
        self.ports = free_ports(2)
        self.processes: list[int] = []

    async def start(self) -> None:
        roles = [("server", self.ports[0]), ("server", self.ports[1]), ("worker", 0), ("worker", 0)]
        for role, port in roles:
            child = await asyncio.to_thread(self.children.fork, role, replace(self.world, port=port))
            self.processes.append(child)
        async with ClientSession() as http:
            for port in self.ports:
                await until(partial(_ready, http, port), 60)

    async def kill(self) -> None:
        while self.processes:
            await asyncio.to_thread(self.children.kill, self.processes.pop())

    async def say(self, events: Sequence[Dossier]) -> None:
        """To both servers at once, in portions, all of them before the next."""
        async with ClientSession() as http:
            for start in range(0, len(events), PORTION):
                body = orjson.dumps([to_event(event) for event in events[start : start + PORTION]])
                headers = {"X-Motcua-Signature": sign(body, SECRET, self.clock())}
                both = (self._post(http, port, body, headers) for port in self.ports)
                assert await asyncio.gather(*both) == [202, 202]

    async def _post(self, http: ClientSession, port: int, body: bytes, headers: dict[str, str]) -> int:
        async with http.post(f"http://127.0.0.1:{port}/feed/dossiers", data=body, headers=headers) as answer:
            return answer.status


async def _ready(http: ClientSession, port: int) -> bool:
    try:
        async with http.get(f"http://127.0.0.1:{port}/readyz") as answer:
            return answer.status == 200
    except ClientError:
        return False


@asynccontextmanager
async def a_town(engine: AsyncEngine, url: str, folder: Path) -> AsyncIterator[tuple[Town, Provider]]:
    clock = SharedClock.begun(folder / "clock", MORNING, 10)
    post = PostOffice(engine=engine, province=PROVINCE, senders={}, wordings=wordings(), clock=clock)
    provider = Provider(
        office=post,
        journal=Journal(folder / "journal"),
        clock=clock,
        silent=frozenset({TELEGRAM}),
        ways=RELIABLE,
    )
    world = World(
        database_url=url,
        clock=str(clock.path),
        journal=str(provider.journal.path),
        data_dir=str(folder),
        unheard=0,
    )
    stop = asyncio.Event()
    receipts = asyncio.create_task(provider.run(stop))
    try:
        with nursery(folder / "children.log") as children:
            town = Town(children, world, clock)
            await town.start()
            yield town, provider
    finally:
        stop.set()
        await receipts


async def test_everybody_is_told_once(engine: AsyncEngine, database_url: str, tmp_path: Path) -> None:
    began, rng = time.monotonic(), random.Random(5)
    async with a_town(engine, database_url, tmp_path) as (town, provider):
        at = town.clock()
        await crowd.agree(engine, range(DOSSIERS), at)
        events = [crowd.event(number, at) for number in range(DOSSIERS)]

        async def all_reached() -> bool:
            left = "SELECT count(*) FROM notices WHERE state IN ('delivered', 'read', 'calling')"
            return bool((await rows(engine, left))[0][0] == DOSSIERS)

        await town.say(events)
        await town.say(events[::-1])
        await until(all_reached, 60)

        await town.kill()
        town.clock.jump(timedelta(hours=1))
        await town.start()
        mixed = rng.sample(events, len(events))
        later = [replace(event, sequence=90 + n) for n, event in enumerate(mixed)]
        newer = [
            replace(event, sequence=900 + n, updated_at=event.updated_at + timedelta(minutes=30))
            for n, event in enumerate(rng.sample(events, len(events)))
        ]
        for again in (mixed, later, newer):
            await town.say(again)
        planned = "SELECT NOT EXISTS (SELECT FROM watches WHERE look_at <= :now)"

        async def is_planned() -> bool:
            return bool((await rows(engine, planned, now=town.clock()))[0][0])

        await until(is_planned, 60)
        await asyncio.sleep(1)
        await town.kill()
        assert await overdue(engine, town.clock()) == []
        told, copied = await account.notices(engine), await copies(engine)
        got = Counter(about for copy in copied if copy.id in provider.reached for about in copy.about)
        print(
            f"\n{DOSSIERS} dossiers told five times to two servers, {time.monotonic() - began:.1f} s:"
            f" {len(told)} notices, {len(copied)} copies"
        )
        assert sorted(notice.about for notice in told) == sorted(map(crowd.code, range(DOSSIERS)))
        assert set(got.values()) == {1}
        assert not provider.repeated
        assert second_copies(copied, provider, ()) == account.SecondCopies()
        assert account.untrue(told, copied, provider) == []
        assert " ended: " not in (tmp_path / "children.log").read_text()
        assert await account.forged_is_found(engine, town.clock())
