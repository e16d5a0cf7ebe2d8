"""From the feed's event to the gateway, while a campaign runs: 50 dossiers a second are newly accepted."""

import asyncio
import re
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from urllib.parse import parse_qs

import orjson
from sqlalchemy import text

from bench.campaign import stage
from bench.dossiers import dossiers
from bench.morning import NINE, clock_from, notice_office
from bench.row import Row, percentile
from bench.street import SECRET, Street, street
from bot.campaigns.plan import plan
from bot.notifying.office import NoticeOffice
from knowledge.dossiers.dossier import Dossier, Status
from knowledge.dossiers.event import to_event
from knowledge.dossiers.feed import sign

TITLE = "From the feed's event to the gateway (1 server, 1 worker)"
PER_SECOND, SECONDS = 50, 30
RATE = 30_000
"""Notices of the campaign a minute: 500 a second."""
PEOPLE = 60_000
"""More than leave meanwhile."""
EARLY = 60.0
"""Seconds after nine at which all begins: past the undo window of the campaign."""
CODE = re.compile(r"H48\.[0-9]+-[0-9]+-[0-9]+")
SETTLED = 60.0
"""Seconds that the last notices are waited for."""


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="motcua-bench-", dir="/tmp") as name:
        folder = Path(name)
        begun = monotonic() - EARLY
        async with notice_office(folder, clock_from(begun)) as office:
            alone = await _seconds(office, folder, begun)
            await stage(office, PEOPLE, RATE)
            await plan(office)
            before = await _left(office)
            beside = await _seconds(office, folder, begun, first=PER_SECOND * SECONDS)
            sent = await _left(office) - before
    print(f"{sent / SECONDS:,.0f} notices of the campaign left in a second meanwhile")
    p99 = percentile(beside, 99)
    return [
        Row(what="event to gateway beside a campaign, p50", ours=percentile(beside, 50), unit="s",
            beside="without the campaign", beside_figure=percentile(alone, 50)),
        Row(what="event to gateway beside a campaign, p99", ours=p99, unit="s",
            beside="without the campaign", beside_figure=percentile(alone, 99)),
        Row(what="event to gateway beside a campaign, p99", ours=p99, unit="s", beside="limit",
            beside_figure=1, limit=True),
    ]  # fmt: skip


async def _seconds(office: NoticeOffice, folder: Path, begun: float, first: int = 0) -> list[float]:
    """From the beginning of each POST to the moment at which the gateway was given its notice."""
    count = PER_SECOND * SECONDS
    events = list(dossiers(first + count, sequence=1, received_at=NINE))[first:]
    async with street(office, folder, begun, servers=1, workers=1, receipts=False) as there:
        await _post(there, begun, events[:PER_SECOND])
        await asyncio.sleep(2)
        posted = await _post(there, begun, events[PER_SECOND:])
        heard = await _heard(there, posted.keys())
    return [heard[code] - at for code, at in posted.items()]


async def _post(there: Street, begun: float, events: Sequence[Dossier]) -> dict[str, float]:
    """One event a request, each when it is due; when each began to be posted."""
    clock, started = clock_from(begun), monotonic()
    posted: dict[str, float] = {}

    async def one(number: int, event: Dossier) -> None:
        await asyncio.sleep(max(0.0, started + number / PER_SECOND - monotonic()))
        accepted = replace(event, status_code=Status.ACCEPTED, received_at=clock(), updated_at=clock())
        body = orjson.dumps(to_event(accepted))
        headers = {"X-Motcua-Signature": sign(body, SECRET, clock())}
        posted[event.code] = monotonic()
        url = f"{there.servers[0]}/feed/dossiers"
        async with there.session.post(url, data=body, headers=headers) as response:
            assert response.status == 202, await response.text()

    await asyncio.gather(*(one(number, event) for number, event in enumerate(events)))
    return posted


async def _heard(there: Street, codes: Collection[str]) -> dict[str, float]:
    deadline = monotonic() + SETTLED
    while True:
        heard: dict[str, float] = {}
        for at, query in await there.heard():
            if found := CODE.search(parse_qs(query)["text"][0]):
                heard.setdefault(found[0], at)
        missing = [code for code in codes if code not in heard]
        if not missing:
            return heard
        assert monotonic() < deadline, f"{len(missing)} of {len(codes)} notices did not come"
        await asyncio.sleep(1)


async def _left(office: NoticeOffice) -> int:
    async with office.engine.connect() as connection:
        sent = text("SELECT count(*) FROM outbox WHERE bulk AND state <> 'queued'")
        return int(await connection.scalar(sent) or 0)
