"""The folder of the embedded server's Unix socket: the only door to the database, so nobody else's."""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from db.account import Account

PORT = 5432  # names the socket, nothing else
SOCKET_NAME = f".s.PGSQL.{PORT}"
# sun_path is 108 bytes on Linux and 104 on macOS, the closing zero included (unix(7), unix(4)).
LONGEST_SOCKET = 103


def socket_folder(folder: Path) -> Path:
    """Beside the data; under the temporary folder when the path would not fit into a socket's address."""
    near = folder / "socket"
    if len(os.fsencode(near / SOCKET_NAME)) <= LONGEST_SOCKET and "," not in str(near):
        return near
    # The folder's inode tells a deleted and re-made data directory from its predecessor.
    name = hashlib.sha256(f"{folder}:{folder.stat().st_ino}".encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()).resolve() / f"motcua-{name}"


def private_folder(path: Path, account: Account) -> Path:
    """Made, or found to be ours: whoever can put a socket there could pose as the database.

    Raises `PermissionError`.
    """
    try:
        path.mkdir(mode=0o700)
        account.own(path)
    except FileExistsError:
        pass
    status = path.lstat()
    if (
        not stat.S_ISDIR(status.st_mode)
        or status.st_uid != account.uid
        or stat.S_IMODE(status.st_mode) != 0o700
    ):
        raise PermissionError(f"{path} is not a private folder of this account: remove it")
    return path
