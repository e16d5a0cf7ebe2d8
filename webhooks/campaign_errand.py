"""What the campaign commands stand on: the database for one errand, and refusals in words."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns import store
from bot.campaigns.campaign import Campaign
from bot.campaigns.errors import CampaignError
from webhooks.opening import Opened, open_database
from webhooks.terminal import OperatorError, UsageError

T = TypeVar("T")


async def found_or_told(connection: AsyncConnection, opened: Opened, number: int) -> Campaign:
    found = await store.find(connection, opened.province, number)
    if found is None:
        raise CampaignError(f"không có đợt tin số {number}", "motcua campaign list để xem các số")
    return found


@asynccontextmanager
async def undone_if(opened: Opened, dry_run: bool) -> AsyncIterator[AsyncConnection]:
    """A transaction; of a trial run nothing is kept."""
    async with opened.engine.connect() as connection, connection.begin() as transaction:
        yield connection
        if dry_run:
            await transaction.rollback()


def name_of(by: str) -> str:
    name = " ".join(by.split())
    if not any(map(str.isalpha, name)):
        raise UsageError("--by cần họ tên người làm", '--by "Nguyễn Thị Mẫu"')
    return name


def errand(act: Callable[[Opened], Awaitable[T]]) -> T:
    """On a migrated database; what is refused is told with what to do about it."""

    async def run() -> T:
        async with open_database() as opened:
            return await act(opened)

    try:
        return asyncio.run(run())
    except CampaignError as error:
        raise OperatorError(error.what, error.todo) from error
