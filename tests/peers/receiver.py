"""A gateway that only counts: what reached it, by our reference, copies included."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

from tests.peers.processes import free_ports

SLOWNESS = 0.03
"""Seconds until it answers, so that a kill finds messages between "sending" and the answer."""


class Receiver:
    def __init__(self) -> None:
        self.port = free_ports(1)[0]
        self.copies: Counter[int] = Counter()
        self.by_recipient: dict[str, list[int]] = defaultdict(list)
        """References in the order of their first arrival."""

    @property
    def settings(self) -> dict[str, str]:
        return {
            "MOTCUA_SMS_HTTP_KIND": "kannel",
            "MOTCUA_SMS_HTTP_URL": f"http://127.0.0.1:{self.port}/cgi-bin/sendsms",
        }

    async def take(self, request: web.Request) -> web.Response:
        (reference,) = parse_qs(urlsplit(request.query["dlr-url"]).query)["reference"]
        if not self.copies[int(reference)]:
            self.by_recipient[request.query["to"]].append(int(reference))
        self.copies[int(reference)] += 1
        await asyncio.sleep(SLOWNESS)
        return web.Response(status=202, text="0: Accepted for delivery")


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_get("/cgi-bin/sendsms", receiver.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", receiver.port).start()
    try:
        yield receiver
    finally:
        await runner.cleanup()
