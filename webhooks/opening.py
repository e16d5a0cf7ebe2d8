"""The database as the small commands open it: without channels and without a model, which wiring.py adds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import asyncpg_url, database
from vietnam.calendar import VN
from webhooks.settings import Settings, from_environment
from webhooks.terminal import OperatorError


@dataclass(frozen=True, kw_only=True)
class Opened:
    settings: Settings
    engine: AsyncEngine

    @property
    def province(self) -> str:
        return self.settings.province


def wall_clock() -> datetime:
    return datetime.now(VN)


@asynccontextmanager
async def open_database() -> AsyncIterator[Opened]:
    """Migrated. Raises what `db.engine.database` raises, and pydantic's ValidationError."""
    settings = from_environment(Settings)
    url = settings.database_url.get_secret_value() if settings.database_url else None
    if url is not None:
        _check(url)
    async with database(url, settings.data_dir, pool_size=2) as engine:
        yield Opened(settings=settings, engine=engine)


def _check(url: str) -> None:
    try:
        asyncpg_url(url)
    except (ValueError, ArgumentError) as error:
        raise OperatorError(
            "MOTCUA_DATABASE_URL không phải địa chỉ PostgreSQL",
            "viết dạng postgresql://tên:mật-khẩu@máy/csdl",
        ) from error
