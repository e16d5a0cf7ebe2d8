"""Chromium, and our own server over an assistant that says back what it is told (tests/webhooks/house.py).

All of it lives in one event loop for the whole run of this folder: a browser takes a second to start."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, Request, async_playwright
from pytest_asyncio import fixture as async_fixture

from knowledge.dossiers.sample import load_sample
from tests.browser.chromium import ARGUMENTS, OLD_PHONE, executable
from tests.database import DatabaseServer, quick_folder
from tests.webhooks.house import SetClock, echo_house
from webhooks.app import create_app
from webhooks.house import House
from webhooks.serve import listening
from webhooks.wiring import wall_clock
from webhooks.worker import work


@async_fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = executable()
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        await opened.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()


@asynccontextmanager
async def open_site(house: House) -> AsyncIterator[str]:
    """The house's server and worker on loopback, with the sample province loaded; where it is."""
    base = house.base
    async with base.engine.begin() as connection:
        await load_sample(connection, base.province, base.clock(), house.assistant.services.calendar)
    stop = asyncio.Event()
    with listening("127.0.0.1", 0) as listener:
        server = _Server(uvicorn.Config(create_app(house), log_config=None, ws="none"))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(work(base, stop))
            tasks.create_task(server.serve(sockets=[listener]))
            await server.listens.wait()
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            house.closing.set()
            server.should_exit = True
            stop.set()


@pytest.fixture(scope="session")
def site_database(database_server: DatabaseServer) -> Iterator[str]:
    with database_server.fresh_database() as url:
        yield url.render_as_string(hide_password=False)


@async_fixture(scope="session", loop_scope="session")
async def site(site_database: str) -> AsyncIterator[str]:
    """Where our own server is; its assistant says "Đã nghe: …"."""
    folder = quick_folder("motcua-")
    clock = SetClock(wall_clock())
    async with echo_house(site_database, folder, clock) as house, open_site(house) as where:
        yield where
    shutil.rmtree(folder, ignore_errors=True)


@async_fixture(loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A phone of one person: 360 px wide, its own storage."""
    width, height = OLD_PHONE
    opened = await browser.new_context(
        viewport={"width": width, "height": height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    opened.set_default_timeout(10_000)
    yield opened
    await opened.close()


@async_fixture(loop_scope="session")
async def faults(context: BrowserContext) -> list[str]:
    """What the page's scripts did wrong and what was asked of other hosts; must stay empty."""
    found: list[str] = []

    def check(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "blob:")):
            found.append(f"asked of another host: {request.url}")

    context.on("weberror", lambda error: found.append(str(error.error)))
    context.on("request", check)
    return found


@async_fixture(loop_scope="session")
async def chat(context: BrowserContext, site: str, faults: list[str]) -> AsyncIterator[Page]:
    """The web chat, open."""
    page = await context.new_page()
    await page.goto(f"{site}/")
    await page.locator("#chat").wait_for()
    yield page
    assert faults == []
