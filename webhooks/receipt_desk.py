"""Receipts as they come in: those that arrive while others are being written are written together, next."""

import asyncio
import logging
from asyncio import Future, Task
from collections.abc import Sequence

from bot.message import Receipt
from bot.outbox import PostOffice, take_receipts

log = logging.getLogger(__name__)

MOST = 500
"""Receipts written at once."""
QUICKER_THAN_US = 0.3
"""Seconds after which a receipt that names an unknown message by its provider's id is looked at again: we
write that id down some hundredths after the provider has given it."""

Waiting = tuple[Receipt, Future[bool]]


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
        loop = asyncio.get_running_loop()
        waiting: list[Waiting] = [(receipt, loop.create_future()) for receipt in receipts]
        self._waiting += waiting
        if self._writer is None:
            # A task of its own: whoever came first may hang up.
            self._writer = asyncio.create_task(self._write_all())
        results = await asyncio.gather(*(done for _, done in waiting), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result
        return [bool(result) for result in results]

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._write(batch)
        finally:
            self._writer = None

    async def _write(self, batch: Sequence[Waiting]) -> None:
        try:
            known = await take_receipts(self._office, [receipt for receipt, _ in batch])
        except Exception as error:
            for _, done in batch:
                if not done.done():
                    done.set_exception(error)
            return
        for (_, done), yes in zip(batch, known, strict=True):
            if not done.done():
                done.set_result(yes)
