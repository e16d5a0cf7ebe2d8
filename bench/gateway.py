"""An SMS gateway that takes everything at once, in a process of its own: `python -m bench.gateway PORT`.

It speaks Kannel's sendsms. Made of bare sockets, so that little of the processors goes into the peer. It
brings receipts when `receipts=N` is asked of it: over so many connections, as Kannel does one GET for each.
"""

import asyncio
import sys
from collections import deque
from time import monotonic
from typing import cast
from urllib.parse import parse_qs, urlsplit

import orjson
import uvloop

ACCEPTED = (
    b"HTTP/1.1 202 Accepted\r\nContent-Type: text/plain\r\nContent-Length: 26\r\n\r\n"
    b"0: Accepted for delivery\r\n"
)


class Gateway:
    """`heard`: when, by the clock that all processes share, and what stood behind the question mark.
    `refused`: receipts that were."""

    def __init__(self) -> None:
        self.heard: list[tuple[float, str]] = []
        self.receipts: deque[str] = deque()
        self.idle: list[Courier] = []
        self.couriers = 0
        self.refused = 0

    def take(self, query: str) -> None:
        self.heard.append((monotonic(), query))
        if self.couriers:
            self.receipts.append(query)
            if self.idle:
                self.idle.pop().go()

    async def open_couriers(self, number: int, url: str) -> None:
        to = urlsplit(url)
        loop = asyncio.get_running_loop()
        for _ in range(number):
            await loop.create_connection(lambda: Courier(self, to.netloc), to.hostname or "", to.port or 80)
        self.couriers += number


class Courier(asyncio.Protocol):
    """Brings one receipt after the other over one connection."""

    def __init__(self, gateway: Gateway, host: str) -> None:
        self.gateway = gateway
        self.head = f" HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.go()

    def data_received(self, data: bytes) -> None:
        if data.startswith(b"HTTP/1.1 "):  # else the rest of an answer
            self.gateway.refused += data[9:10] != b"2"
            self.go()

    def go(self) -> None:
        if not self.gateway.receipts:
            self.gateway.idle.append(self)
            return
        url = parse_qs(self.gateway.receipts.popleft())["dlr-url"][0]
        to = urlsplit(url.replace("%d", "1").replace("%A", "").replace("%T", ""))
        assert self.transport is not None
        self.transport.write(f"GET {to.path}?{to.query}".encode() + self.head)


class Door(asyncio.Protocol):
    """One connection of a client, kept open."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.rest = b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        *requests, self.rest = (self.rest + data).split(b"\r\n\r\n")
        assert self.transport is not None
        for request in requests:
            path, _, query = request.split(b" ", 2)[1].decode().partition("?")
            if path == "/":
                self.gateway.take(query)
                self.transport.write(ACCEPTED)
            else:
                self.transport.write(self._asked(path, query))

    def _asked(self, path: str, query: str) -> bytes:
        """What the benchmark wants to know."""
        if path == "/couriers":
            asked = parse_qs(query)
            work = self.gateway.open_couriers(int(asked["number"][0]), asked["url"][0])
            self.work = asyncio.get_running_loop().create_task(work)
        counts = {"heard": len(self.gateway.heard), "refused": self.gateway.refused}
        answer = orjson.dumps(self.gateway.heard if path == "/heard" else counts)
        return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
            len(answer),
            answer,
        )


async def main(port: int) -> None:
    gateway = Gateway()
    server = await asyncio.get_running_loop().create_server(lambda: Door(gateway), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
