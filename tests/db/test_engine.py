import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import literal, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import asyncpg_url


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            "postgres://u:p@db:6432/x", "postgresql+asyncpg://u:p@db:6432/x", id="as hosters write it"
        ),
        pytest.param("postgresql://u@db/x", "postgresql+asyncpg://u@db/x", id="standard"),
        pytest.param("postgresql+asyncpg://u@db/x", "postgresql+asyncpg://u@db/x", id="with the driver"),
        pytest.param("postgresql+psycopg://u@db/x", "postgresql+asyncpg://u@db/x", id="another driver"),
        pytest.param(
            "postgresql://u@/x?host=/run/pg", "postgresql+asyncpg://u@/x?host=%2Frun%2Fpg", id="Unix socket"
        ),
        pytest.param(
            "postgres://u@db/x?sslmode=require", "postgresql+asyncpg://u@db/x?ssl=require", id="TLS asked for"
        ),
    ],
)
def test_url_forms(given: str, expected: str) -> None:
    assert asyncpg_url(given).render_as_string(hide_password=False) == expected


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="needs PostgreSQL, not sqlite"):
        asyncpg_url("sqlite:///x.db")


async def test_json_goes_in_and_comes_out_with_vietnamese_letters_and_times(engine: AsyncEngine) -> None:
    value = {"name": "Nguyễn Văn Đức", "at": datetime(2026, 11, 2, tzinfo=UTC)}
    async with engine.connect() as connection:
        returned = await connection.scalar(select(literal(value, JSONB)))
    assert returned == {"name": "Nguyễn Văn Đức", "at": "2026-11-02T00:00:00+00:00"}


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("statement_timeout", "1min"),
        ("idle_in_transaction_session_timeout", "1min"),
        ("TimeZone", "UTC"),
        ("application_name", "motcua"),
    ],
)
async def test_settings_of_a_connection(engine: AsyncEngine, setting: str, value: str) -> None:
    async with engine.connect() as connection:
        assert await connection.scalar(text(f"SHOW {setting}")) == value


async def test_case_folds_vietnamese_letters(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT lower('ĐƯỜNG LÊ LỢI')")) == "đường lê lợi"


async def test_connections_that_the_server_closed_are_replaced(engine: AsyncEngine) -> None:
    async with engine.connect() as one, engine.connect() as other:
        pids = [await connection.scalar(text("SELECT pg_backend_pid()")) for connection in (one, other)]
    async with engine.connect() as connection:
        here = await connection.scalar(text("SELECT pg_backend_pid()"))
        for pid in set(pids) - {here}:
            # The second argument waits until it is gone.
            assert await connection.scalar(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
        await asyncio.sleep(0.1)  # until the news of it has come in
        async with engine.connect() as another:
            assert await another.scalar(text("SELECT pg_backend_pid()")) not in pids


async def test_an_errors_text_carries_no_value(engine: AsyncEngine) -> None:
    twice = text("INSERT INTO once VALUES (:phone, :words)")
    with pytest.raises(IntegrityError) as refused:
        async with engine.begin() as connection:
            await connection.execute(text("CREATE TEMP TABLE once (phone text PRIMARY KEY, words text)"))
            for words in ("hồ sơ của tôi", "bí mật"):
                await connection.execute(twice, {"phone": "+84905000001", "words": words})
    assert "INSERT INTO once" in str(refused.value)
    for value in ("84905000001", "bí mật"):
        assert value not in str(refused.value)
