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


@asynccontextmanager
async def running(commands: Sequence[list[str]], env: dict[str, str], ready: str) -> AsyncIterator[list[str]]:
    """One process a command, `{port}` in it replaced; their base URLs once `ready` answers 200."""
    urls: list[str] = []
    processes: list[Process] = []
    try:
        for command in commands:
            port = free_port()
            filled = [part.replace("{port}", str(port)) for part in command]
            processes.append(await create_subprocess_exec(*filled, env={**os.environ, **env}, stdout=DEVNULL))
            urls.append(f"http://127.0.0.1:{port}")
        for url in urls:
            await _wait(url + ready)
        yield urls
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
