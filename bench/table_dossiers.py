"""Look-up by number among a million dossiers, and how fast changed dossiers are taken."""

import random
import tempfile
from itertools import islice
from pathlib import Path
from time import perf_counter

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bench.dossiers import code, dossiers
from bench.row import Row, percentile
from db.engine import database
from knowledge.dossiers import store
from knowledge.dossiers.change import Source

TITLE = "Dossiers"
STORED = 1_000_000
CHANGED = 100_000
LOOK_UPS = 5_000
BARE_LOOK_UP = text("SELECT event FROM dossiers WHERE province = '51' AND code = :code")
BARE_UPSERT = text(
    "INSERT INTO bench_rows VALUES (:code, :event) ON CONFLICT (code) DO UPDATE SET event = EXCLUDED.event"
)


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="motcua-bench-", dir="/tmp") as folder:
        async with database(None, Path(folder)) as engine:
            first = await _take(engine, CHANGED, sequence=1)
            changed = await _take(engine, CHANGED, sequence=2)
            replayed = await _take(engine, CHANGED, sequence=2)
            executemany = await _executemany(engine, CHANGED)
            await _multiply(engine)
            own, bare = await _look_ups(engine)
    return [
        Row(what="100,000 new dossiers taken", ours=first, unit="rows/s", beside="executemany upsert",
            beside_figure=executemany),
        Row(what="100,000 changed dossiers taken", ours=changed, unit="rows/s", beside="executemany upsert",
            beside_figure=executemany),
        Row(what="the same again (nothing changes)", ours=replayed, unit="rows/s",
            beside="executemany upsert", beside_figure=executemany),
        Row(what=f"look-up among {STORED:,}, p50", ours=percentile(own, 50), unit="µs",
            beside="bare statement", beside_figure=percentile(bare, 50)),
        Row(what=f"look-up among {STORED:,}, p99", ours=percentile(own, 99), unit="µs",
            beside="bare statement", beside_figure=percentile(bare, 99)),
    ]  # fmt: skip


async def _take(engine: AsyncEngine, count: int, *, sequence: int) -> float:
    """Rows a second, from our type to the committed row and its line of history."""
    rows = list(dossiers(count, sequence=sequence))
    started = perf_counter()
    async with engine.begin() as connection:
        await store.apply(connection, "51", rows, Source.IMPORT)
    return count / (perf_counter() - started)


async def _executemany(engine: AsyncEngine, count: int) -> float:
    """The peer: the same number of JSON rows by SQLAlchemy's executemany, without order or history."""
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE bench_rows (code text PRIMARY KEY, event jsonb)"))
        sample = (await connection.execute(text("SELECT event::text FROM dossiers LIMIT 1"))).scalar_one()
        await _upsert(connection, sample, count)
    started = perf_counter()
    async with engine.begin() as connection:
        await _upsert(connection, sample, count)
    return count / (perf_counter() - started)


async def _upsert(connection: AsyncConnection, sample: str, count: int) -> None:
    rows = ({"code": code(number), "event": sample} for number in range(count))
    while batch := list(islice(rows, 1_000)):
        await connection.execute(BARE_UPSERT, batch)


async def _multiply(engine: AsyncEngine) -> None:
    """Ten times as many rows, by copies in other units' names inside the database."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        columns = (
            await connection.execute(
                text(
                    "SELECT string_agg(quote_ident(column_name), ',') FROM information_schema.columns"
                    " WHERE table_name = 'dossiers' AND column_name <> 'code' AND is_generated = 'NEVER'"
                )
            )
        ).scalar_one()
        copies = STORED // CHANGED - 1
        await connection.execute(text("SET statement_timeout = 0"))
        await connection.execute(
            text(
                f"INSERT INTO dossiers (code, {columns})"
                f" SELECT 'H4' || n || substr(code, 3), {columns}"
                f" FROM dossiers, generate_series(1, {copies}) n"
            )
        )
        await connection.execute(text("VACUUM ANALYZE dossiers"))


async def _look_ups(engine: AsyncEngine) -> tuple[list[float], list[float]]:
    """Microseconds of each look-up, ours and the bare statement in turn, on one connection."""
    pick = random.Random(7)
    own, bare = [], []
    async with engine.connect() as connection:
        for _ in range(LOOK_UPS):
            number = code(pick.randrange(CHANGED))
            started = perf_counter()
            await store.lookup(connection, "51", number)
            between = perf_counter()
            (await connection.execute(BARE_LOOK_UP, {"code": number})).first()
            own.append((between - started) * 1e6)
            bare.append((perf_counter() - between) * 1e6)
    return own, bare
