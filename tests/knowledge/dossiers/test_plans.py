"""The hot queries on 50,000 dossiers: the plan names the index that carries them."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from knowledge.dossiers import store

NOW = datetime.fromisoformat("2026-11-22T08:00:00+07:00")
FILL = text(
    """
    INSERT INTO dossiers (province, code, unit_code, status, owner_phone, authorised_phones,
                          received_at, promised_at, updated_at, sequence, source, event)
    SELECT '51', 'H48.' || n % 100 || '-261102-' || lpad(n::text, 7, '0'), 'H48.' || n % 100,
           CASE WHEN n % 20 = 0 THEN 4 ELSE 10 END, '+8490' || lpad(n::text, 7, '0'),
           CASE WHEN n % 10 = 0 THEN ARRAY['+8491' || lpad(n::text, 7, '0')] ELSE '{}' END,
           now, now, now, n, 'import', '{}'
    FROM generate_series(1, 50000) AS n,
         LATERAL (SELECT timestamptz '2026-11-01' + n * interval '1 minute' AS now)
    """
)


async def plan(conn: AsyncConnection, query: Select[Any]) -> str:
    compiled = query.compile(dialect=conn.dialect, compile_kwargs={"literal_binds": True})
    return "\n".join((await conn.scalars(text("EXPLAIN " + str(compiled).replace(":", "\\:")))).all())


@pytest.fixture
async def crowded(engine: AsyncEngine) -> AsyncEngine:
    async with engine.begin() as conn:
        await conn.execute(FILL)
        await conn.execute(text("ANALYZE dossiers"))
    return engine


async def test_every_hot_query_is_carried_by_its_index(crowded: AsyncEngine) -> None:
    queries: list[tuple[Select[Any], set[str]]] = [
        (store._lookup().params(province="51", code="H48.1-261102-0000101"), {"pk_dossiers"}),
        (
            store._by_phone("51", "+84900000101", NOW),
            {"ix_dossiers_owner_phone", "ix_dossiers_authorised_phones"},
        ),
        (store._in_unit("51", "H48.1", [4], 50), {"ix_dossiers_unit"}),
        (store._open_promised_before("51", NOW), {"ix_dossiers_open"}),
    ]
    async with crowded.connect() as conn:
        for query, indexes in queries:
            explained = await plan(conn, query)
            assert all(index in explained for index in indexes), explained
            assert "Seq Scan" not in explained
