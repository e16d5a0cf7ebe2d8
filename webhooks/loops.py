"""Work that is done again and again: at its own pace, and at once when something rings its bell."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf

from webhooks.trouble import where

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Loop:
    """`act` says how much it did. When that was something, the loops named in `then` go on at once; when it
    was `full` or more, there may be more of it, and the loop itself goes on. `every`: seconds between two
    looks that nobody asked for. `apart`: at least so many between two that were asked for, so that what
    comes one by one is done together."""

    name: str
    act: Callable[[], Awaitable[int]]
    every: float
    then: tuple[str, ...] = ()
    full: float = inf
    apart: float = 0.0


class Bells:
    """One for each loop of a process, by name."""

    def __init__(self, loops: Sequence[Loop]) -> None:
        self._rung: Mapping[str, asyncio.Event] = {loop.name: asyncio.Event() for loop in loops}

    def ring(self, name: str) -> None:
        """The loop goes on as soon as it can; rung while it acts, it acts once more."""
        self._rung[name].set()

    def ring_all(self) -> None:
        for rung in self._rung.values():
            rung.set()

    async def wait(self, name: str, seconds: float) -> None:
        """Until it rings, but no longer than `seconds`."""
        rung = self._rung[name]
        with suppress(TimeoutError):
            await asyncio.wait_for(rung.wait(), seconds)
        rung.clear()


async def run_loops(loops: Sequence[Loop], bells: Bells, stop: asyncio.Event) -> None:
    """Until `stop` is set; then what each has in hand is finished first."""

    async def end() -> None:
        await stop.wait()
        bells.ring_all()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(end())
        for loop in loops:
            tasks.create_task(_run(loop, bells, stop))


async def _run(loop: Loop, bells: Bells, stop: asyncio.Event) -> None:
    """An error is told and tried again."""
    while not stop.is_set():
        done = 0
        try:
            done = await loop.act()
        except Exception as error:
            log.error("the worker goes on after: %s", where(error))
        if done:
            for name in loop.then:
                bells.ring(name)
        if done < loop.full and not stop.is_set():
            await asyncio.sleep(loop.apart)
            await bells.wait(loop.name, 0 if stop.is_set() else loop.every)
