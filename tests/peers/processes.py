"""Other programs as the tests run them: started and ended by their own pid, nothing left over."""

import asyncio
import os
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 10.0
"""Seconds that a program may take to end after each signal."""
# Below the range from which systems take the ports of outgoing connections.
PORTS = range(20_000, 32_000)


def need(peer: str, *files: Path) -> None:
    """Skip a test whose peer is not installed; in CI, where `make peers` has run, fail it."""
    missing = [str(file) for file in files if not file.exists()]
    if not missing:
        return
    reason = f"{peer} is not installed (make peers); missing: {', '.join(missing)}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, on any address of this machine."""
    found: list[int] = []
    for port in random.sample(PORTS, 200):
        with socket.socket() as probe:
            try:
                probe.bind(("0.0.0.0", port))
            except OSError:
                continue
        found.append(port)
        if len(found) == count:
            return found
    raise RuntimeError("no free ports")


def start(
    command: Sequence[str | Path], log: Path, environment: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    """A program that writes to `log` and that the kernel ends when this process is gone."""
    setpriv = shutil.which("setpriv")
    guard = [setpriv, "--pdeathsig", "TERM"] if setpriv else []
    with log.open("ab") as output:
        return subprocess.Popen(
            [*guard, *command], stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment
        )


def end(process: "subprocess.Popen[bytes]", patience: float = PATIENCE) -> int:
    """TERM, then INT, then KILL; how it ended."""
    for told in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
        if process.poll() is not None:
            break
        process.send_signal(told)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    return process.wait(patience)


@contextmanager
def running(
    command: Sequence[str | Path], log: Path, environment: Mapping[str, str] | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    process = start(command, log, environment)
    try:
        yield process
    finally:
        end(process)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for_ports(process: "subprocess.Popen[bytes]", log: Path, *ports: int, seconds: float = 15) -> None:
    """Until the program listens on all of them; what it said, when it ends or takes longer."""
    last = time.monotonic() + seconds
    while not all(map(listens, ports)):
        if process.poll() is not None or time.monotonic() > last:
            raise RuntimeError(f"{process.args!r} does not listen on {ports}: {tail(log)}")
        time.sleep(0.05)


def tail(log: Path, characters: int = 3000) -> str:
    return log.read_text(errors="replace")[-characters:]


async def until(
    what: Callable[[], Awaitable[bool] | bool], seconds: float, told: Callable[[], object] = lambda: ""
) -> None:
    """Until `what` is true. `told` says more when it does not become so in time."""
    last = time.monotonic() + seconds
    while not await _true(what()):
        if time.monotonic() > last:
            pytest.fail(f"did not come true in {seconds} s; {told()}")
        await asyncio.sleep(0.05)


async def _true(found: Awaitable[bool] | bool) -> bool:
    return found if isinstance(found, bool) else await found
