"""A process that has everything imported and forks on command, so that a hundred restarts cost little.

`python -m tests.proofs.nursery` reads one JSON order a line from standard input and answers each with one
line. `{"fork": role, "world": {…}}` gives a process id; `{"kill": id}` kills with signal 9 and gives the id
once the process is gone. At the end of its input it kills whatever still lives.
"""

import asyncio
import ctypes
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from tests.peers.processes import end
from tests.proofs.children import ROLES, World, warm_up

READY = 0
_PR_SET_PDEATHSIG = 1


class Nursery:
    """Its other end."""

    def __init__(self, log: Path) -> None:
        self.log = log
        setpriv = shutil.which("setpriv")
        guard = [setpriv, "--pdeathsig", "TERM"] if setpriv else []
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [*guard, sys.executable, "-m", "tests.proofs.nursery"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
                cwd=Path(__file__).parents[2],
            )
        self._answer()

    def fork(self, role: str, world: World) -> int:
        return self._order({"fork": role, "world": asdict(world)})

    def kill(self, process: int) -> None:
        self._order({"kill": process})

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        end(self._process)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _order(self, order: dict[str, Any]) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the nursery has ended: {self.log.read_text(errors='replace')[-2000:]}")
        return int(line)


@contextmanager
def nursery(log: Path) -> Iterator[Nursery]:
    opened = Nursery(log)
    try:
        yield opened
    finally:
        opened.close()


def _obey() -> None:
    warm_up()
    gc.collect()
    gc.freeze()
    children: set[int] = set()
    print(READY, flush=True)
    try:
        for line in sys.stdin.buffer:
            order = json.loads(line)
            if "fork" in order:
                child = os.fork()
                if not child:
                    _live(order["fork"], World(**order["world"]))
                children.add(child)
            else:
                child = order["kill"]
                children.discard(child)
                _end(child)
            print(child, flush=True)
    finally:
        for child in children:
            _end(child)


def _end(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _live(role: str, world: World) -> NoReturn:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    try:
        asyncio.run(ROLES[role](world))
    except BaseException as error:
        print(f"{role} ended: {error!r}", file=sys.stderr, flush=True)
    finally:
        os._exit(1)


if __name__ == "__main__":
    _obey()
