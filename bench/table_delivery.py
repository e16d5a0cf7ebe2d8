"""Notices from "planned" to the gateway, and the gateway's receipts back to the notices."""

import asyncio
import tempfile
from pathlib import Path
from time import monotonic, perf_counter

from sqlalchemy import text

from bench.campaign import stage
from bench.load import flood
from bench.morning import clock_from, notice_office
from bench.row import Row
from bench.street import Street, street
from bot.campaigns.plan import plan
from bot.notifying.office import NoticeOffice

TITLE = "Notices delivered: released, queued, handed over HTTP to a gateway that answers at once"
NOTICES = 40_000
BARE = 20_000
AT_ONCE = 200
EARLY = 60.0
"""Seconds after nine at which notices are planned; all turns have come at the time of the delivery."""
LATE = 600.0
ENDED = "SELECT count(*) FROM notices WHERE state = 'delivered'"


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="motcua-bench-", dir="/tmp") as name:
        folder = Path(name)
        async with notice_office(folder, clock_from(monotonic() - EARLY)) as office:
            accepted = await _delivered(office, folder, workers=2, receipts=False)
            confirmed = await _delivered(office, folder, workers=1, receipts=True)
            async with street(office, folder, monotonic(), servers=0, workers=0, receipts=False) as bare:
                peer = await _bare(bare)
    return [
        Row(what="delivered, acceptance written down (2 workers)", ours=accepted, unit="/s", beside="limit",
            beside_figure=1500, limit=True, higher_is_better=True),
        Row(what="delivered, acceptance written down (2 workers)", ours=accepted, unit="/s",
            beside="aiohttp client alone, 1 process", beside_figure=peer),
        Row(what="delivered, receipts taken and written (1 worker, 1 server)", ours=confirmed, unit="/s",
            beside="aiohttp client alone, 1 process", beside_figure=peer),
    ]  # fmt: skip


async def _delivered(office: NoticeOffice, folder: Path, *, workers: int, receipts: bool) -> float:
    """Notices a second, from the first that the gateway hears of to the last that has ended."""
    before = await _ended(office)
    await stage(office, NOTICES)
    await plan(office)
    begun, servers = monotonic() - LATE, int(receipts)
    async with street(office, folder, begun, servers=servers, workers=workers, receipts=receipts) as there:
        await there.first_heard()
        started = perf_counter()
        while (ended := await _ended(office) - before) < NOTICES:
            assert perf_counter() - started < 300, f"{ended} delivered"
            await asyncio.sleep(0.25)
        took = perf_counter() - started
        counts = await there.counts()
    assert counts == {"heard": NOTICES, "refused": 0}, counts
    return NOTICES / took


async def _ended(office: NoticeOffice) -> int:
    async with office.engine.connect() as connection:
        return int(await connection.scalar(text(ENDED)) or 0)


async def _bare(there: Street) -> float:
    """The peer: what one client that does nothing else gets through to the same gateway."""

    def query(number: int) -> dict[str, str]:
        words = "UBND xa Thu Nghiem: ngay 25/11/2026 tam nghi do bao. Kinh bao Ong/Ba Nguoi thu"
        return {"username": "", "password": "", "from": "", "to": f"+8490{number:07}", "text": words}

    return (await flood([f"{there.gateway}/"], query, count=BARE, at_once=AT_ONCE)).per_second
