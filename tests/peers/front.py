"""What stands between a gateway and us in real life (a proxy, a line), and what can go wrong there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import Enum, auto

from aiohttp import ClientError, ClientSession, web
from multidict import CIMultiDict

from tests.peers.processes import free_ports


class Trouble(Enum):
    NONE = auto()
    REFUSED = auto()
    """500, and nothing reaches us."""
    LOST = auto()
    """It reaches us, but our answer is lost on the way back: 500."""


class Front:
    """Hands requests on to `target`. While `trouble` is not NONE it spoils them. `doubled_receipts`: each
    receipt comes twice, and of one message "delivered" comes before "accepted"."""

    def __init__(self, target: str, added: dict[str, str]) -> None:
        self.target = target
        self.added = added
        self.port = free_ports(1)[0]
        self.url = f"http://127.0.0.1:{self.port}"
        self._runner: web.AppRunner | None = None
        self.forget()

    def forget(self) -> None:
        """No more trouble, and nothing has happened yet."""
        self.trouble = Trouble.NONE
        self.doubled_receipts = False
        self.spoiled = 0
        self.statuses: list[int] = []
        """What we answered, in order."""
        self.thanked: list[str] = []
        """Ids of the messages for which a thank-you has reached the gateway."""
        self.receipts: list[tuple[str, str]] = []
        """Reference and type, as they were handed on."""
        self._delivered: dict[str, asyncio.Event] = {}

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        """From now on connections are refused."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _take(self, request: web.Request) -> web.Response:
        if self.trouble is not Trouble.NONE:
            self.spoiled += 1
        if self.trouble is Trouble.REFUSED:
            return web.Response(status=500)
        lost = self.trouble is Trouble.LOST
        reference, kind = request.query.get("reference"), request.query.get("type", "")
        if reference is not None:
            return await self._take_receipt(request, reference, kind)
        status, body = await self._hand_on(request)
        if lost:
            return web.Response(status=500)
        if status < 300:
            self.thanked.append(request.query.get("id", ""))
        return web.Response(status=status, body=body)

    async def _take_receipt(self, request: web.Request, reference: str, kind: str) -> web.Response:
        delivered = self._delivered.setdefault(reference, asyncio.Event())
        if self.doubled_receipts and kind != "1":
            await asyncio.wait_for(delivered.wait(), 10)
        for _ in range(2 if self.doubled_receipts else 1):
            status, body = await self._hand_on(request)
            self.receipts.append((reference, kind))
        if kind == "1":
            delivered.set()
        return web.Response(status=status, body=body)

    async def _hand_on(self, request: web.Request) -> tuple[int, bytes]:
        headers = CIMultiDict(request.headers)
        headers.update(self.added)
        try:
            async with (
                ClientSession() as http,
                http.request(
                    request.method,
                    f"{self.target}{request.raw_path}",
                    data=await request.read(),
                    headers=headers,
                ) as answer,
            ):
                self.statuses.append(answer.status)
                return answer.status, await answer.read()
        except ClientError:
            return 502, b""


@asynccontextmanager
async def front(target: str, added: dict[str, str] | None = None) -> AsyncIterator[Front]:
    """`added` headers stand on every request that is handed on."""
    between = Front(target, added or {})
    await between.start()
    try:
        yield between
    finally:
        await between.stop()
