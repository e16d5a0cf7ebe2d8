"""The account PostgreSQL runs as. It refuses to be root, so root lends it an unprivileged one.

What an unprivileged server needs from root is little: a folder of its own, permission to pass through
(not to list) the folders above it, and a readable copy of the program. No account is created.
"""

import logging
import os
import pwd
import stat
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

# Tried in this order; `nobody` is in every distribution's image.
LENT_BY_ROOT = ("motcua", "nobody")

# Layout of the attribute: acl(5) and linux/posix_acl_xattr.h.
_ACL = "system.posix_acl_access"
_ACL_VERSION = 2
_OWNER, _USER, _GROUP, _MASK, _OTHERS = 0x01, 0x02, 0x04, 0x10, 0x20
_NO_ID = 0xFFFFFFFF
_SEARCH = 1

log = logging.getLogger(__name__)


class RunAs(TypedDict, total=False):
    """Arguments for `subprocess.run`; empty when the process stays who it is."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, kw_only=True)
class Account:
    uid: int
    gid: int

    @property
    def is_lent(self) -> bool:
        return self.uid != os.geteuid()

    def run_as(self) -> RunAs:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_lent else {}

    def own(self, path: Path) -> None:
        if self.is_lent:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def account_for(folder: Path) -> Account:
    """Ourselves; for root the owner of `folder`, or a lent account when that is root too."""
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid())
    owner = folder.stat()
    if owner.st_uid != 0:
        return Account(uid=owner.st_uid, gid=owner.st_gid)
    return _lent_account()


def _lent_account() -> Account:
    for name in LENT_BY_ROOT:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(uid=entry.pw_uid, gid=entry.pw_gid)
    raise LookupError(f"PostgreSQL does not run as root, and none of {', '.join(LENT_BY_ROOT)} exists here")


def let_pass(folder: Path, account: Account) -> None:
    """Let the account reach `folder`: search permission, no more, on each folder above that denies it.

    By an access list entry for this one account; where the file system keeps none, for everybody.
    """
    for above in (folder, *folder.parents):
        status = above.stat()
        if status.st_uid == account.uid or status.st_mode & stat.S_IXOTH:
            continue
        try:
            _grant_search(above, account.uid)
        except OSError:
            log.warning("no access lists on this file system: everybody may now pass through %s", above)
            above.chmod(status.st_mode | stat.S_IXOTH)


def let_read(tree: Path) -> None:
    """Make a tree of public programs readable, as it would be under a usual umask."""
    if tree.stat().st_mode & stat.S_IROTH:
        return
    for path in (*tree.rglob("*"), tree):  # the tree itself last: it says that all is done
        mode = path.stat().st_mode
        wanted = mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
        if wanted != mode:
            path.chmod(wanted)


def _grant_search(folder: Path, uid: int) -> None:
    if sys.platform != "linux":
        raise OSError("access lists are only known on Linux")
    entries = dict(_entries(folder))
    entries[_USER, uid] = entries.get((_USER, uid), 0) | _SEARCH
    entries[_MASK, _NO_ID] = entries.get((_MASK, _NO_ID), entries[_GROUP, _NO_ID]) | _SEARCH
    packed = b"".join(struct.pack("<HHI", tag, perm, who) for (tag, who), perm in sorted(entries.items()))
    os.setxattr(folder, _ACL, struct.pack("<I", _ACL_VERSION) + packed)


def _entries(folder: Path) -> Iterator[tuple[tuple[int, int], int]]:
    """The folder's access list as ((tag, id), permissions); the mode's three groups when it has none."""
    if sys.platform == "linux" and _ACL in os.listxattr(folder):
        for tag, perm, who in struct.iter_unpack("<HHI", os.getxattr(folder, _ACL)[4:]):
            yield (tag, who), perm
        return
    mode = folder.stat().st_mode
    yield from (((tag, _NO_ID), mode >> shift & 7) for tag, shift in ((_OWNER, 6), (_GROUP, 3), (_OTHERS, 0)))
