"""A clock that several processes read from one file: it runs faster than real time, and jumps when told."""

import mmap
import struct
import time
from datetime import datetime, timedelta
from pathlib import Path

from vietnam.calendar import VN

_FORM = struct.Struct("dddd")
"""When it began (Unix seconds), real seconds at that moment, speed, seconds jumped."""


class SharedClock:
    """Monotonic real time is the same in all processes of a machine."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("r+b") as file:
            self._seen = mmap.mmap(file.fileno(), _FORM.size)

    @classmethod
    def begun(cls, path: Path, begins: datetime, speed: float) -> "SharedClock":
        path.write_bytes(_FORM.pack(begins.timestamp(), time.monotonic(), speed, 0.0))
        return cls(path)

    def __call__(self) -> datetime:
        begins, real, speed, jumped = _FORM.unpack(self._seen[: _FORM.size])
        return datetime.fromtimestamp(begins + (time.monotonic() - real) * speed + jumped, VN)

    def jump(self, by: timedelta) -> None:
        begins, real, speed, jumped = _FORM.unpack(self._seen[: _FORM.size])
        self._seen[: _FORM.size] = _FORM.pack(begins, real, speed, jumped + by.total_seconds())
