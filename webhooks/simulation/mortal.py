"""A process that can die: at a statement, at a commit, before or after a provider took a message.

From its death on nothing of it reaches the database or a provider, and what was open is rolled back, as it is
when a process is killed. Not modelled: a connection that the server keeps for a while, and the operating
system's own buffers; tests with a real `kill -9` are elsewhere."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine


class Killed(asyncio.CancelledError):
    """Passes where errors are caught and the work goes on."""


class Mortal:
    """`away`: the database refuses every statement."""

    def __init__(self) -> None:
        self.dead = False
        self.away = False
        self.deaths = 0
        self._lives = False
        self._steps_left: int | None = None
        self._at_send: str | None = None

    def watch(self, engine: AsyncEngine) -> None:
        def statement(*_: Any) -> None:
            if not self._lives:
                return
            self._step()
            if self.away:
                raise OperationalError("the simulated database is away", None, OSError("away"))

        event.listen(engine.sync_engine, "before_cursor_execute", statement)
        event.listen(engine.sync_engine, "commit", statement)

    def doom_in_steps(self, steps: int) -> None:
        self._steps_left = steps

    def doom_at_send(self, when: str) -> None:
        """`when`: "before" or "after" the provider has taken the next copy."""
        self._at_send = when

    def sending(self, when: str) -> None:
        """Called by senders at both points."""
        if self._at_send == when:
            self._at_send = None
            self._die()
        self._step()

    async def live(self, act: Callable[[], Awaitable[object]]) -> bool:
        """Do something as the process; False: it died. A new one lives afterwards."""
        before = asyncio.all_tasks()
        self._lives = True
        try:
            await act()
        except asyncio.CancelledError:
            if not self.dead:
                raise
        finally:
            self._lives = self.dead
        if not self.dead:
            return True
        await _end(asyncio.all_tasks() - before)
        self.dead = self._lives = False
        return False

    def _step(self) -> None:
        if self.dead:
            raise Killed
        if self._steps_left is not None:
            self._steps_left -= 1
            if self._steps_left < 0:
                self._steps_left = None
                self._die()

    def _die(self) -> None:
        self.dead = True
        self.deaths += 1
        raise Killed


async def _end(tasks: set[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
