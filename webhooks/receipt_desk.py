"""Receipts as they come in: those that arrive while others are being written are written together, next."""

import asyncio
import logging
from asyncio import Future, Task
from collections.abc import Sequence
from itertools import accumulate, islice

from bot.message import Receipt
from bot.outbox import PostOffice, take_receipts

log = logging.getLogger(__name__)

MOST = 500
"""Receipts written at once, unless one request brings more."""
QUICKER_THAN_US = 0.3
"""Seconds after which a receipt that names an unknown message by its provider's id is looked at again: we
write that id down some hundredths after the provider has given it."""

TOGETHER = 0.005
"""Seconds in which receipts are gathered: many together cost hardly more than one."""

Waiting = tuple[Sequence[Receipt], Future[list[bool]]]
"""What one request brought, and its answer."""


class ReceiptDesk:
    """One for each process. Whoever brings a receipt is answered once it is committed."""

    def __init__(self, office: PostOffice) -> None:
        self._office = office
        self._waiting: list[Waiting] = []
        self._writer: Task[None] | None = None

    async def take(self, receipts: Sequence[Receipt]) -> list[bool]:
        """Whether each is about a message of ours. Raises what the database raises."""
        known = await self._take(receipts)
        early = [n for n, yes in enumerate(known) if not yes and not receipts[n].reference]
        if early:
            await asyncio.sleep(QUICKER_THAN_US)
            for n, yes in zip(early, await self._take([receipts[n] for n in early]), strict=True):
                known[n] = yes
        for receipt, yes in zip(receipts, known, strict=True):
            if not yes:
                log.warning("receipt for an unknown message on %s", receipt.channel)
        return known

    async def _take(self, receipts: Sequence[Receipt]) -> list[bool]:
        done: Future[list[bool]] = asyncio.get_running_loop().create_future()
        self._waiting.append((receipts, done))
        if self._writer is None:
            # A task of its own: whoever came first may hang up.
            self._writer = asyncio.create_task(self._write_all())
        return await done

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                await asyncio.sleep(TOGETHER)
                await self._write(self._next())
        finally:
            self._writer = None

    def _next(self) -> list[Waiting]:
        """Those of the first request, and of as many more as are not too many together."""
        together = accumulate(len(receipts) for receipts, _ in self._waiting)
        count = max(1, sum(number <= MOST for number in together))
        batch, self._waiting = self._waiting[:count], self._waiting[count:]
        return batch

    async def _write(self, batch: Sequence[Waiting]) -> None:
        receipts = [receipt for some, _ in batch for receipt in some]
        try:
            known = iter(await take_receipts(self._office, receipts))
        except Exception as error:
            for _, done in batch:
                if not done.done():
                    done.set_exception(error)
            return
        for some, done in batch:
            theirs = list(islice(known, len(some)))
            if not done.done():
                done.set_result(theirs)
