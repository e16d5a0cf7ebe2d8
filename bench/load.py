"""Loads a server on loopback with SMS pushes: as fast as they are taken, or at a steady rate."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from time import perf_counter

import aiohttp


@dataclass(frozen=True, kw_only=True)
class Load:
    """Seconds of each request, how many failed, and how long the whole took."""

    seconds: list[float]
    failed: int
    took: float

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.took


Query = Callable[[int], dict[str, str]]


async def flood(urls: list[str], query: Query, *, count: int, at_once: int) -> Load:
    """`count` requests, `at_once` of them in flight, over all servers in turn."""
    numbers = iter(range(count))

    async def one_after_another(session: aiohttp.ClientSession, taken: "_Taken") -> None:
        for number in numbers:
            await _ask(session, urls[number % len(urls)], query(number), taken)

    return await _run(lambda session, taken: [one_after_another(session, taken) for _ in range(at_once)])


async def steady(urls: list[str], query: Query, *, per_second: int, seconds: int) -> Load:
    """Open loop: a request is sent when it is due, whether or not the earlier ones are answered."""
    started = perf_counter()

    async def when_due(session: aiohttp.ClientSession, taken: "_Taken", number: int) -> None:
        await asyncio.sleep(max(0.0, started + number / per_second - perf_counter()))
        await _ask(session, urls[number % len(urls)], query(number), taken)

    return await _run(
        lambda session, taken: [when_due(session, taken, n) for n in range(per_second * seconds)]
    )


@dataclass(kw_only=True)
class _Taken:
    seconds: list[float]
    failed: int = 0


async def _run(
    tasks: Callable[[aiohttp.ClientSession, _Taken], list[Coroutine[None, None, None]]],
) -> Load:
    taken = _Taken(seconds=[])
    connector = aiohttp.TCPConnector(limit=0)
    started = perf_counter()
    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*tasks(session, taken))
    return Load(seconds=taken.seconds, failed=taken.failed, took=perf_counter() - started)


async def _ask(session: aiohttp.ClientSession, url: str, query: dict[str, str], taken: _Taken) -> None:
    started = perf_counter()
    async with session.get(url, params=query) as response:
        await response.read()
        taken.failed += response.status >= 300
    taken.seconds.append(perf_counter() - started)
