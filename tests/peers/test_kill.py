"""kill -9 of the server in the middle of messages: nothing that was acknowledged is lost.

`PEER_KILL_MESSAGES=2000 pytest -s tests/peers/test_kill.py` is the long form; it prints what it counted.
"""

import asyncio
import os
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession, ClientTimeout
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.outbox import STUCK_AFTER
from db.tables.bot import outbox
from tests.peers.motcua import Motcua, motcua
from tests.peers.outbox import Row, sent_rows, taken
from tests.peers.processes import tail, until
from tests.peers.receiver import receiving

pytestmark = [pytest.mark.peer, pytest.mark.asyncio(loop_scope="module")]

MESSAGES = int(os.environ.get("PEER_KILL_MESSAGES", "300"))
KILLS = 3
SENDERS = 60
AT_ONCE = 20
QUESTION = "thu tuc dang ky khai sinh can giay to gi"


@dataclass
class Gateway:
    """Hands messages in, each until it is thanked for, always under the same id."""

    url: str
    acknowledged: set[str] = field(default_factory=set)
    repeated: int = 0

    async def hand_in_all(self, messages: int) -> None:
        waiting = iter(range(messages))

        async def one_after_another(http: ClientSession) -> None:
            for number in waiting:
                await self._hand_in(http, number)

        async with ClientSession(timeout=ClientTimeout(total=10)) as http, asyncio.TaskGroup() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(one_after_another(http))

    async def acknowledge(self, count: int) -> None:
        """Until so many messages were thanked for."""
        await until(lambda: len(self.acknowledged) >= count, 120)

    async def _hand_in(self, http: ClientSession, number: int) -> None:
        fields = {
            "from": f"+8490512{number % SENDERS:04}",
            "to": "8088",
            "text": QUESTION,
            "id": f"message-{number}",
        }
        while True:
            try:
                async with http.get(f"{self.url}/webhooks/sms_http", params=fields) as answer:
                    if answer.status == 200:
                        self.acknowledged.add(fields["id"])
                        return
            except (ClientError, TimeoutError):
                pass
            self.repeated += 1
            await asyncio.sleep(0.1)


async def let_a_minute_pass(engine: AsyncEngine) -> int:
    """While the server is dead: whatever it left in "sending" counts as stuck when it starts again."""
    async with engine.begin() as connection:
        result = await connection.execute(
            update(outbox)
            .where(outbox.c.state == "sending")
            .values(sending_at=outbox.c.sending_at - STUCK_AFTER - timedelta(seconds=1))
        )
        return result.rowcount


async def kill_and_start(server: Motcua, engine: AsyncEngine) -> int:
    """How many messages were between "sending" and the provider's answer."""
    await asyncio.to_thread(server.kill)
    left = await let_a_minute_pass(engine)
    await asyncio.to_thread(server.start)
    return left


async def test_killed_in_the_middle_of_messages_nothing_acknowledged_is_lost(
    tmp_path: Path, settings: dict[str, str], known: AsyncEngine
) -> None:
    engine, began = known, time.monotonic()
    async with receiving() as receiver:
        ours = settings | receiver.settings | {"MOTCUA_PUBLIC_URL": "http://127.0.0.1:9"}
        with motcua(tmp_path, ours) as server:
            gateway = Gateway(server.url)
            handing_in = asyncio.create_task(gateway.hand_in_all(MESSAGES))
            left = 0
            for kill in range(1, KILLS + 1):
                await gateway.acknowledge(MESSAGES * kill // (KILLS + 1))
                left += await kill_and_start(server, engine)
            await handing_in

            async def all_sent() -> bool:
                return {row.state for row in await sent_rows(engine)} == {"sent"}

            await until(all_sent, 120, lambda: tail(server.log))
    rows = await sent_rows(engine)
    messages = set(await taken(engine))
    assert messages == gateway.acknowledged
    assert sorted(row.once_key for row in rows) == sorted(f"reply/sms_http/{name}" for name in messages)
    second_copies = sum(receiver.copies.values()) - len(receiver.copies)
    print(
        f"{MESSAGES} messages, {KILLS} kills, {time.monotonic() - began:.1f} s: {gateway.repeated} tries"
        f" repeated, {left} were on their way, {sum(row.resent for row in rows)} sent again,"
        f" {second_copies} second copies"
    )
    for row in rows:
        assert receiver.copies[row.id] >= 1
        # Each second copy is one that was counted; not each that was counted had got out the first time.
        assert receiver.copies[row.id] - 1 <= row.resent
    assert sum(row.resent for row in rows) == left
    assert in_order(receiver.by_recipient, rows)


def in_order(by_recipient: dict[str, list[int]], rows: list[Row]) -> bool:
    queued: dict[str, list[int]] = {}
    for row in rows:
        queued.setdefault(row.recipient, []).append(row.id)
    return queued == by_recipient
