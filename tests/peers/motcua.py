"""`motcua serve --with-worker` as its own process: what an operator starts, and what can be killed."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.peers.processes import end, free_ports, start, tail

COMMAND = Path(sys.executable).with_name("motcua")
START_SECONDS = 600
"""Most of it is for a first start, which trains, on a machine that has other things to do."""


class Motcua:
    """One server with its worker. It keeps its port and its settings when it is started again."""

    def __init__(self, folder: Path, settings: Mapping[str, str], *options: str, port: int = 0) -> None:
        self.port = port or free_ports(1)[0]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "motcua.log"
        self._command = [str(COMMAND), "serve", "--with-worker", "--port", str(self.port), *options]
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        self._environment = {**kept, **settings}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Until it is ready for messages."""
        self._process = start(self._command, self.log, self._environment)
        last = time.monotonic() + START_SECONDS
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > last:
                raise RuntimeError(f"motcua did not start: {tail(self.log)}")
            time.sleep(0.05)

    def kill(self) -> None:
        """As by a power cut: nothing in hand is finished."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        """As an operator does; the exit code."""
        assert self._process is not None
        return end(self._process, 30)

    def _ready(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


@contextmanager
def motcua(folder: Path, settings: Mapping[str, str], *options: str, port: int = 0) -> Iterator[Motcua]:
    server = Motcua(folder, settings, *options, port=port)
    try:
        server.start()
        yield server
    finally:
        server.stop()
