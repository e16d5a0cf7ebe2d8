"""Copies of notices through a worker to a gateway that answers at once, and the receipts that come back."""

import asyncio
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL, create_subprocess_exec
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.load import Query, flood
from bench.row import Row
from bench.servers import ours, running
from db.engine import database

TITLE = "Copies of notices (1 worker, HTTP gateway on loopback) and receipts (2 serve processes)"
COPIES = 30_000
RECEIPTS = 10_000
AT_ONCE = 128
NOTICES = """
    INSERT INTO notices (province, once_key, kind, subject, state, event_at, planned_at, next_at, expires_at)
    SELECT '51', 'bench/' || n, 'ready', '+849' || lpad(n::text, 8, '0'), 'out', now(), now(),
           now() + interval '1 day', now() + interval '1 day'
    FROM generate_series(1, CAST(:number AS int)) AS n
    """
OUTBOX = """
    INSERT INTO outbox (province, once_key, channel, recipient, kind, content, wordings, state, due_at,
                        created_at, expires_at, notice_id)
    SELECT province, once_key, 'sms_http', subject, 'notice',
           '{"says": [{"wording": "ready.told", "values": {"unit": "UBND xã Đông Lợi", "sender": "UBND xa",
             "code": "H48.1-261101-0001"}}]}', '{ready.told@1}', 'queued', now(), now(),
           expires_at, id
    FROM notices
    """
SENT = "SELECT count(*) FROM outbox WHERE state = 'sent'"


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="motcua-bench-", dir="/tmp") as folder:
        async with database(None, Path(folder)) as engine:
            await _fill(engine)
            env = {
                "MOTCUA_DATABASE_URL": engine.url.render_as_string(hide_password=False),
                "MOTCUA_DATA_DIR": folder,
                "MOTCUA_LIVE": "1",
                "MOTCUA_SMS_HTTP_KIND": "kannel",
                "MOTCUA_SMS_HTTP_RATE": "100000",
                "MOTCUA_PUBLIC_URL": "http://127.0.0.1:9",
            }
            peer = [sys.executable, "-m", "bench.peer_sms", "{port}"]
            async with running([peer], env, "/") as (gateway,):
                env["MOTCUA_SMS_HTTP_URL"] = f"{gateway}/"
                async with _worker(env):
                    delivered = await _delivered_a_second(engine)
            async with running(ours(2), env, "/readyz") as urls:
                receipts = await _receipts_a_second(engine, urls)
    return [
        Row(what="copies delivered and written down", ours=delivered, unit="/s", beside="aim",
            beside_figure=1500, limit=True, higher_is_better=True),
        Row(what="receipts taken over HTTP", ours=receipts, unit="/s"),
    ]  # fmt: skip


async def _fill(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(NOTICES), {"number": COPIES})
        await connection.execute(text(OUTBOX))


@asynccontextmanager
async def _worker(env: dict[str, str]) -> AsyncIterator[None]:
    motcua = str(Path(sys.executable).with_name("motcua"))
    process = await create_subprocess_exec(motcua, "worker", env={**os.environ, **env}, stderr=DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), timeout=30)


async def _delivered_a_second(engine: AsyncEngine) -> float:
    """From the first that left, so that the worker's start does not count."""
    before = await _sent_over(engine, 0)
    started = perf_counter()
    return (await _sent_over(engine, COPIES - 1) - before) / (perf_counter() - started)


async def _sent_over(engine: AsyncEngine, number: int) -> int:
    while True:
        async with engine.connect() as connection:
            sent = int(await connection.scalar(text(SENT)) or 0)
        if sent > number:
            return sent
        await asyncio.sleep(0.25)


async def _receipts_a_second(engine: AsyncEngine, urls: list[str]) -> float:
    async with engine.connect() as connection:
        ids = list(await connection.scalars(text("SELECT id FROM outbox ORDER BY id")))
    addresses = [f"{url}/webhooks/sms_http/receipt" for url in urls]
    await flood(addresses, _receipts(ids[:500]), count=500, at_once=AT_ONCE)
    load = await flood(addresses, _receipts(ids[500:]), count=RECEIPTS, at_once=AT_ONCE)
    assert not load.failed, "a receipt was refused"
    return load.per_second


def _receipts(ids: list[int]) -> Query:
    return lambda number: {"reference": str(ids[number]), "type": "1"}
