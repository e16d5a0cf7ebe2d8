"""One server process, one worker process, or both in one; both end well on SIGTERM and SIGINT."""

import asyncio
import logging
import logging.config
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from typing import TypeVar

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from webhooks.app import create_app
from webhooks.house import Base, House
from webhooks.worker import work

log = logging.getLogger(__name__)

T = TypeVar("T")
Started = Callable[[House, int], None]
"""Told the house and the port on which it answers."""

FINISH_SECONDS = 20
"""What a request or a delivery in hand may still take."""
BACKLOG = 1024
ACCESS_LINE = "%(levelname)s:     %(message)s"


class QuietAccess(logging.Filter):
    """Neither query strings (they hold numbers and secrets) nor who asked stand in access logs."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and len(record.args) == 5:
            _, method, path, version, status = record.args
            record.args = ("-", method, str(path).partition("?")[0], version, status)
        return True


def set_up_logging(level: str = "INFO") -> None:
    """Our own lines and the server's, on standard error and without people."""
    config = {**LOGGING_CONFIG, "disable_existing_loggers": False}
    # uvicorn's own form of these lines costs a request more than many a request does.
    config["formatters"] = {**LOGGING_CONFIG["formatters"], "access": {"format": ACCESS_LINE}}
    config["filters"] = {"quiet": {"()": QuietAccess}}
    config["handlers"] = {
        **LOGGING_CONFIG["handlers"],
        "access": {
            **LOGGING_CONFIG["handlers"]["access"],
            "filters": ["quiet"],
            "stream": "ext://sys.stderr",
        },
    }
    ours = {"handlers": ["default"], "level": level, "propagate": False}
    rooms = ("webhooks", "console", "bot", "nlu", "knowledge", "vietnam", "db")
    config["loggers"] = {**LOGGING_CONFIG["loggers"], **dict.fromkeys(rooms, ours)}
    logging.config.dictConfig(config)


async def serve(
    opened: AbstractAsyncContextManager[House],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    with_worker: bool = False,
    shared_port: bool = False,
    started: Started = lambda house, port: None,
) -> None:
    """Answers HTTP until told to stop. `host` "::" is every address, old and new; `port` 0 is any free one.
    `shared_port`: several processes take turns on one port. `started` is called once connections are taken.

    Raises OSError when the port is taken."""
    with listening(host, port, shared=shared_port) as listener:
        async with _stoppable() as stop, AsyncExitStack() as stack:
            house = await _enter(stack, opened, stop)
            if house is None:
                return
            async with asyncio.TaskGroup() as tasks:
                if with_worker:
                    tasks.create_task(work(house.base, stop))
                await _serve_http(house, listener, stop, started)
                stop.set()


async def run_worker(opened: AbstractAsyncContextManager[Base]) -> None:
    """Sends what is queued until told to stop."""
    async with _stoppable() as stop, AsyncExitStack() as stack:
        base = await _enter(stack, opened, stop)
        if base is not None:
            await work(base, stop)


async def _enter(
    stack: AsyncExitStack, opening: AbstractAsyncContextManager[T], stop: asyncio.Event
) -> T | None:
    """What is opened; None when told to stop meanwhile: the first start trains for many seconds."""

    async def give_up() -> None:
        await stop.wait()
        patience.reschedule(asyncio.get_running_loop().time())

    try:
        async with asyncio.timeout(None) as patience:
            watch = asyncio.create_task(give_up())
            try:
                return await stack.enter_async_context(opening)
            finally:
                watch.cancel()
    except TimeoutError:
        if not patience.expired():
            raise
        return None


async def _serve_http(house: House, listener: socket.socket, stop: asyncio.Event, started: Started) -> None:
    config = uvicorn.Config(
        create_app(house),
        http="httptools",
        ws="none",
        log_config=None,
        server_header=False,
        backlog=BACKLOG,
        timeout_graceful_shutdown=FINISH_SECONDS,
    )
    server = HttpServer(config, lambda: started(house, listener.getsockname()[1]))
    watch = asyncio.create_task(_stop_server(server, house, stop))
    try:
        await server.serve(sockets=[listener])
    finally:
        watch.cancel()


class HttpServer(uvicorn.Server):
    """uvicorn ends the process by the signal that stopped it; the house must be closed first."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._tell_started()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _stop_server(server: uvicorn.Server, house: House, stop: asyncio.Event) -> None:
    await stop.wait()
    house.closing.set()
    server.should_exit = True


@contextmanager
def listening(host: str, port: int, *, shared: bool = False) -> Iterator[socket.socket]:
    """A bound socket; "::" takes IPv4 as well."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        if host == "::":
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind((host, port))
        listener.setblocking(False)
        yield listener


@asynccontextmanager
async def _stoppable() -> AsyncIterator[asyncio.Event]:
    """Set by SIGTERM and SIGINT; a second one ends the process as usual."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told(which: signal.Signals) -> None:
        log.info("stopping: finishing what is in hand")
        stop.set()
        loop.remove_signal_handler(which)

    for which in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(which, told, which)
    try:
        yield stop
    finally:
        for which in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(which)
