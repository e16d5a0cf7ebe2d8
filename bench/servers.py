"""Server processes for benchmarks: ours and the bare peer, on free ports, against one database."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import DEVNULL, Process, create_subprocess_exec
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import aiohttp

START_SECONDS = 90
CHECKOUT = Path(__file__).parents[1]


@asynccontextmanager
async def running(
    commands: Sequence[list[str]], env: dict[str, str], ready: str, ports: Sequence[int] | None = None
) -> AsyncIterator[list[str]]:
    """One process a command, `{port}` in it replaced; their base URLs once `ready` answers 200."""
    ports = ports or [free_port() for _ in commands]
    filled = [
        [part.replace("{port}", str(port)) for part in command]
        for command, port in zip(commands, ports, strict=True)
    ]
    async with beside(filled, env):
        urls = [f"http://127.0.0.1:{port}" for port in ports]
        for url in urls:
            await _wait(url + ready)
        yield urls


@asynccontextmanager
async def beside(commands: Sequence[list[str]], env: dict[str, str]) -> AsyncIterator[None]:
    """One process a command, until the end of the block. What they say goes to a file beside the data."""
    processes: list[Process] = []
    with (Path(env["MOTCUA_DATA_DIR"]) / "log").open("ab") as log:
        try:
            for command in commands:
                process = await create_subprocess_exec(
                    *command, env={**os.environ, **env}, stdout=DEVNULL, stderr=log, cwd=CHECKOUT
                )
                processes.append(process)
            yield
        finally:
            for process in processes:
                if process.returncode is None:
                    process.terminate()
            for process in processes:
                await asyncio.wait_for(process.wait(), timeout=30)


def ours(processes: int) -> list[list[str]]:
    motcua = str(Path(sys.executable).with_name("motcua"))
    return [[motcua, "serve", "--port", "{port}"] for _ in range(processes)]


def bare(processes: int) -> list[list[str]]:
    uvicorn = [sys.executable, "-m", "uvicorn", "--factory", "bench.bare:create_app"]
    quiet = ["--log-level", "warning", "--no-access-log", "--loop", "uvloop", "--http", "httptools"]
    return [[*uvicorn, *quiet, "--port", "{port}"] for _ in range(processes)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _wait(url: str) -> None:
    deadline = monotonic() + START_SECONDS
    async with aiohttp.ClientSession() as session:
        while monotonic() < deadline:
            try:
                async with session.get(url) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
    raise TimeoutError(f"{url} did not become ready")
