"""What providers have taken, in a file: it is known even if whoever handed it over dies at that moment."""

import asyncio
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from bot.errors import SendError
from bot.message import ChannelId, Limits, Outbound


@dataclass(frozen=True, kw_only=True)
class Taken:
    """`heard` False: its sender was not told."""

    channel: ChannelId
    recipient: str
    reference: str
    heard: bool = True


class JournalSender:
    """Stands for a provider. A message is taken in one write, some milliseconds after it was handed over and
    some before the answer; now and then no answer comes."""

    def __init__(
        self,
        channel: ChannelId,
        limits: Limits,
        path: Path,
        *,
        seconds: float = 0.02,
        unheard: float = 0.0,
        refuses: str = "",
    ) -> None:
        """`refuses`: recipients that end so are never reached."""
        self.channel = channel
        self.limits = limits
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._seconds = seconds
        self._unheard = unheard
        self._refuses = refuses

    async def send(self, message: Outbound) -> str | None:
        await asyncio.sleep(random.uniform(0, self._seconds))
        if self._refuses and message.recipient.endswith(self._refuses):
            raise SendError("no such number", retry=False)
        heard = random.random() >= self._unheard
        line = (self.channel, message.recipient, message.reference, heard)
        os.write(self._file, orjson.dumps(line) + b"\n")
        await asyncio.sleep(random.uniform(0, self._seconds))
        if not heard:
            raise SendError("no answer", retry=True, unsure=True)
        return f"p{message.reference}"


class Journal:
    """Read as it grows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch()
        self._read = 0

    def news(self) -> Iterator[Taken]:
        with self.path.open("rb") as file:
            file.seek(self._read)
            new = file.read()
        whole = new[: new.rfind(b"\n") + 1]
        self._read += len(whole)
        for line in whole.splitlines():
            channel, recipient, reference, heard = orjson.loads(line)
            yield Taken(channel=ChannelId(channel), recipient=recipient, reference=reference, heard=heard)
