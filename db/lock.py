"""Locks between processes, kept by the kernel: whatever dies lets go of its own."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from db.account import Account


class FileLock:
    """One open lock file. Two of them on one path are strangers, also within one process."""

    def __init__(self, path: Path, owner: Account) -> None:
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        if owner.is_lent:
            os.fchown(self.descriptor, owner.uid, owner.gid)

    def share(self) -> None:
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def take(self) -> None:
        fcntl.flock(self.descriptor, fcntl.LOCK_EX)

    def try_take(self) -> bool:
        """Not atomic when shared already: the share is given up whether or not it succeeds."""
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        os.close(self.descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def held(path: Path, owner: Account) -> Iterator[None]:
    with FileLock(path, owner) as lock:
        lock.take()
        yield
