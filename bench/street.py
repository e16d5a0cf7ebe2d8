"""Workers, servers and a gateway as processes, on one database and one clock."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import aiohttp

from bench.morning import serve_command, worker_command
from bench.servers import beside, free_port, running
from bot.notifying.office import NoticeOffice

GATEWAY = [sys.executable, "-m", "bench.gateway", "{port}"]
SECRET = "bench"
COURIERS = 32
"""Connections over which the gateway brings receipts."""


@dataclass(frozen=True, kw_only=True)
class Street:
    """`gateway` and `servers` are base URLs; `session` talks to them."""

    gateway: str
    servers: Sequence[str]
    session: aiohttp.ClientSession

    async def heard(self) -> list[tuple[float, str]]:
        """When the gateway was given what."""
        async with self.session.get(f"{self.gateway}/heard") as response:
            return [(at, query) for at, query in await response.json()]

    async def first_heard(self) -> None:
        """Until the gateway was given something."""
        while True:
            if (await self.counts())["heard"]:
                return
            await asyncio.sleep(0.02)

    async def counts(self) -> dict[str, int]:
        async with self.session.get(f"{self.gateway}/counts") as response:
            counts: dict[str, int] = await response.json()
        return counts


@asynccontextmanager
async def street(
    office: NoticeOffice, folder: Path, begun: float, *, servers: int, workers: int, receipts: bool
) -> AsyncIterator[Street]:
    """It was nine when `time.monotonic()` was `begun`. The workers begin last."""
    env = {
        "MOTCUA_DATABASE_URL": office.engine.url.render_as_string(hide_password=False),
        "MOTCUA_DATA_DIR": str(folder),
        "MOTCUA_LIVE": "1",
        "MOTCUA_FEED_SECRET": SECRET,
        "MOTCUA_SMS_HTTP_KIND": "kannel",
        "MOTCUA_SMS_HTTP_RATE": "100000",
    }
    async with running([GATEWAY], env, "/counts") as (gateway,), aiohttp.ClientSession() as session:
        env["MOTCUA_SMS_HTTP_URL"] = f"{gateway}/"
        ports = [free_port() for _ in range(servers)]
        if receipts:
            env["MOTCUA_PUBLIC_URL"] = f"http://127.0.0.1:{ports[0]}"
        serve = [serve_command(begun) for _ in ports]
        async with running(serve, env, "/readyz", ports) as urls:
            if receipts:
                ask = urlencode({"number": COURIERS, "url": urls[0]})
                async with session.get(f"{gateway}/couriers?{ask}"):
                    pass
            async with beside([worker_command(begun) for _ in range(workers)], env):
                yield Street(gateway=gateway, servers=urls, session=session)
