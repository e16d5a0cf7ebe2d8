"""The morning sweep: dossiers about which the clock makes something due, among one and ten million."""

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import monotonic, perf_counter

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.schema import AddConstraint, CreateIndex, DropConstraint, DropIndex, ExecutableDDLElement

from bench.dossiers import dossiers
from bench.morning import NINE, clock_from, execute, notice_office
from bench.row import Row
from bot.notifying.office import NoticeOffice
from bot.planning.plan import Planned, plan
from db.tables.bot_notices import watches
from db.tables.knowledge_dossiers import dossier_changes
from db.tables.knowledge_dossiers import dossiers as stored_dossiers
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Delivery, Dossier, Status
from knowledge.dossiers.store import apply

TITLE = "The morning sweep (one process with two planners, as a worker has them)"
DUE = 48_000
SEVERAL, MANY = 1_000_000, 10_000_000
ACCEPTED = NINE - timedelta(days=8)
READY = NINE - timedelta(days=7)
"""Five working days ago: its citizen is reminded this morning."""
RETURNED = NINE - timedelta(days=1)
"""Its citizen is asked for a rating this morning."""
PROMISED = NINE + timedelta(days=2)
"""If it will be late, the letter has to leave tomorrow: its task comes this morning."""

TABLES: tuple[Table, ...] = (stored_dossiers, dossier_changes, watches)
KEPT = (
    "CREATE TABLE due_dossiers AS SELECT row_number() OVER (ORDER BY code) AS n, d.* FROM dossiers AS d",
    "CREATE TABLE due_changes AS SELECT n, c.* FROM dossier_changes AS c JOIN due_dossiers USING (code)",
)
# The due ones lie scattered among the others, which are slim: of those nobody reads more than a key.
FILL = (
    """
    INSERT INTO dossiers
    SELECT '51', coalesce(d.code, 'H49.' || s.n), coalesce(d.unit_code, 'H49'), coalesce(d.status, 4),
           d.owner_phone, coalesce(d.authorised_phones, '{}'), coalesce(d.received_at, now()), d.promised_at,
           coalesce(d.updated_at, now()), d.sequence, 'feed', coalesce(d.event, '{}')
    FROM generate_series(1, CAST(:stored AS int)) AS s (n)
    LEFT JOIN due_dossiers AS d ON d.n * CAST(:apart AS int) = s.n
    """,
    """
    INSERT INTO dossier_changes (province, code, at, kinds, status, promised_at, sequence, source, digest)
    SELECT '51', coalesce(c.code, 'H49.' || s.n), coalesce(c.at, now()), coalesce(c.kinds, '{new}'),
           coalesce(c.status, 4), c.promised_at, c.sequence, 'feed', coalesce(c.digest, '')
    FROM generate_series(1, CAST(:stored AS int)) AS s (n)
    LEFT JOIN due_changes AS c ON c.n * CAST(:apart AS int) = s.n ORDER BY s.n, c.id
    """,
    """
    INSERT INTO watches
    SELECT '51', coalesce(d.code, 'H49.' || s.n),
           CASE WHEN d.code IS NULL THEN CAST(:later AS timestamptz) ELSE CAST(:due AS timestamptz) END
    FROM generate_series(1, CAST(:stored AS int)) AS s (n)
    LEFT JOIN due_dossiers AS d ON d.n * CAST(:apart AS int) = s.n
    """,
)


async def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="motcua-bench-", dir="/tmp") as folder:
        begun = monotonic()
        async with notice_office(Path(folder), clock_from(begun)) as office:
            await _make_due(office)
            started = perf_counter()
            await _store(office.engine, SEVERAL)
            several = await _swept(office)
            await _store(office.engine, MANY)
            many = await _swept(office)
            loading = perf_counter() - started - several - many
    print(f"dossiers stored in {loading:.0f} s")
    what = f"{DUE:,} due among {MANY:,} stored and watched"
    return [
        Row(what=what, ours=many, unit="s", beside="limit", beside_figure=10, limit=True),
        Row(what=what, ours=many, unit="s", beside=f"as many among {SEVERAL:,}", beside_figure=several),
    ]


def _now() -> Iterator[Dossier]:
    """A third each: late soon, ready at the desk, handed over."""
    for number, dossier in enumerate(dossiers(DUE, sequence=2, received_at=ACCEPTED)):
        match number % 3:
            case 0:
                yield replace(dossier, due_at=PROMISED, updated_at=READY)
            case 1:
                ready = replace(dossier, status_code=Status.DONE, finished_at=READY, updated_at=READY)
                yield replace(ready, result_delivery=Delivery.DESK)
            case _:
                over = replace(dossier, status_code=Status.RETURNED, finished_at=READY)
                yield replace(over, returned_at=RETURNED, updated_at=RETURNED)


async def _make_due(office: NoticeOffice) -> None:
    """The due ones with a history as the feed brings it, kept aside."""
    async with office.engine.begin() as connection:
        accepted = [
            replace(dossier, status_code=Status.ACCEPTED)
            for dossier in dossiers(DUE, sequence=1, received_at=ACCEPTED)
        ]
        await apply(connection, office.province, accepted, Source.FEED)
        await apply(connection, office.province, list(_now()), Source.FEED)
    await execute(office.engine, *KEPT, "ANALYZE due_dossiers", "ANALYZE due_changes")


async def _store(engine: AsyncEngine, stored: int) -> None:
    """So many dossiers, each with a history and a watch. Indexes are made afterwards, which is quicker."""
    away: list[ExecutableDDLElement] = [DropIndex(index) for table in TABLES for index in table.indexes]
    away += [DropConstraint(table.primary_key) for table in TABLES]
    back: list[ExecutableDDLElement] = [AddConstraint(table.primary_key) for table in TABLES]
    back += [CreateIndex(index) for table in TABLES for index in table.indexes]
    await execute(engine, "TRUNCATE dossiers, dossier_changes, watches, notices, tasks")
    await execute(engine, *_written(engine, away))
    values = {"stored": stored, "apart": stored // DUE, "due": NINE, "later": NINE + timedelta(days=1)}
    for statement in FILL:
        await execute(engine, statement, **values)
    await execute(engine, "SET maintenance_work_mem = '512MB'", *_written(engine, back))
    await execute(engine, "VACUUM ANALYZE", "CHECKPOINT")


def _written(engine: AsyncEngine, changes: list[ExecutableDDLElement]) -> list[str]:
    return [str(change.compile(dialect=engine.dialect)) for change in changes]


async def _swept(office: NoticeOffice) -> float:
    started = perf_counter()
    one, other = await asyncio.gather(plan(office), plan(office))
    took = perf_counter() - started
    third = DUE // 3
    assert one + other == Planned(watches=DUE, notices=2 * third, tasks=2 * third), (one, other)
    return took
