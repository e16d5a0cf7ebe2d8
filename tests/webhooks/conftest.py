"""A house with an assistant that says back what it hears, and a server over it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
from aiohttp import ClientSession

from tests.webhooks.house import Client, SetClock, echo_house
from webhooks.app import create_app
from webhooks.house import House
from webhooks.serve import HttpServer, listening


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def house(database_url: str, data_dir: Path, clock: SetClock) -> AsyncIterator[House]:
    """Not live, every channel configured."""
    async with echo_house(database_url, data_dir, clock) as opened:
        yield opened


@asynccontextmanager
async def served(house: House, port: int = 0) -> AsyncIterator[Client]:
    with listening("127.0.0.1", port) as listener:
        started = asyncio.Event()
        server = HttpServer(uvicorn.Config(create_app(house), log_config=None, ws="none"), started.set)
        running = asyncio.create_task(server.serve(sockets=[listener]))
        async with ClientSession() as http:
            await started.wait()
            yield Client(http, f"http://127.0.0.1:{listener.getsockname()[1]}")
        server.should_exit = True
        await running


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with served(house) as caller:
        yield caller
