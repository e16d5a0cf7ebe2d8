"""Acknowledged turns: a status question by SMS webhook, on the embedded database."""

import tempfile
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.dossiers import code, dossiers, phone
from bench.load import Query, flood, steady
from bench.row import Row, percentile
from bench.servers import bare, ours, running
from db.engine import database
from knowledge.dossiers import store
from knowledge.dossiers.change import Source

TITLE = "Acknowledged turns (status question by webhook, 2 serve processes, delivery not counted)"
DOSSIERS = 20_000
SENDERS = 2_000
REQUESTS = 6_000
AT_ONCE = 64


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="motcua-bench-", dir="/tmp") as folder:
        data_dir = Path(folder)
        async with database(None, data_dir) as engine:
            await _fill(engine)
            url = engine.url.render_as_string(hide_password=False)
            env = {"MOTCUA_DATABASE_URL": url, "MOTCUA_DATA_DIR": folder, "MOTCUA_LIVE": "1"}
            env |= {"MOTCUA_SMS_HTTP_KIND": "kannel", "MOTCUA_SMS_HTTP_URL": "http://127.0.0.1:9/"}
            async with running(bare(2), env, "/docs") as urls:
                peer = await _load([f"{base}/webhooks/sms_http" for base in urls])
            async with running(ours(2), env, "/readyz") as urls:
                own = await _load([f"{base}/webhooks/sms_http" for base in urls])
                answered = await _answered(engine)
    print(f"replies queued: {answered}")
    return [
        Row(what="turns a second", ours=own[0], unit="/s", beside="bare FastAPI", beside_figure=peer[0]),
        Row(what="turns a second", ours=own[0], unit="/s", beside="aim", beside_figure=300, limit=True,
            higher_is_better=True),
        Row(what="p50 at 100 a second", ours=own[1], unit="ms", beside="bare FastAPI", beside_figure=peer[1]),
        Row(what="p99 at 100 a second", ours=own[2], unit="ms", beside="bare FastAPI", beside_figure=peer[2]),
        Row(what="p99 at 100 a second", ours=own[2], unit="ms", beside="aim", beside_figure=50, limit=True),
    ]  # fmt: skip


async def _fill(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await store.apply(connection, "51", list(dossiers(DOSSIERS, sequence=1)), Source.IMPORT)
        await connection.execute(
            text("CREATE TABLE bench_bare (id bigserial PRIMARY KEY, sender text, body text)")
        )
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("ANALYZE"))


async def _load(urls: list[str]) -> tuple[float, float, float]:
    """Turns a second under load; p50 and p99 in milliseconds at 100 a second."""
    run = uuid4().hex
    await flood(urls, _query(f"{run}w"), count=400, at_once=AT_ONCE)
    most = await flood(urls, _query(f"{run}f"), count=REQUESTS, at_once=AT_ONCE)
    quiet = await steady(urls, _query(f"{run}s"), per_second=100, seconds=20)
    assert not most.failed and not quiet.failed, "a request was refused"
    return (
        most.per_second,
        percentile(quiet.seconds, 50) * 1000,
        percentile(quiet.seconds, 99) * 1000,
    )


def _query(run: str) -> Query:
    def query(number: int) -> dict[str, str]:
        who = number % SENDERS
        words = f"{code(who)} ho so cua toi toi dau roi"
        return {"from": phone(who), "to": "8088", "text": words, "id": f"{run}{number}"}

    return query


async def _answered(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        count = await connection.execute(text("SELECT count(*) FROM outbox"))
        return int(count.scalar_one())
