"""How much waits for officers, as the metrics page tells it."""

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.desk.store import Waiting, waiting
from tests.bot.figures.make import PROVINCE, put_notice, put_task


async def test_open_work_is_counted(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        assert await waiting(connection, PROVINCE) == Waiting(tasks=0, calling=0)
        await put_task(connection, 1)
        await put_task(connection, 2)
        await put_task(connection, 3, state="done")
        await put_notice(connection, 1, state="calling")
        await put_notice(connection, 2)
        assert await waiting(connection, PROVINCE) == Waiting(tasks=2, calling=1)
        assert await waiting(connection, "79") == Waiting(tasks=0, calling=0)
