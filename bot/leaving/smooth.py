"""Spreading what would leave in the same minute, so that answers and visits do not swamp an office. Pure."""

from datetime import datetime, timedelta
from hashlib import blake2b


def spread(key: str, minutes: int) -> timedelta:
    """From 0 up to `minutes`, in whole seconds, the same for the same key on every machine. The key is the
    person, so that what one person is told still leaves together and can be one message."""
    if minutes <= 0:
        return timedelta(0)
    drawn = int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
    return timedelta(seconds=drawn % (minutes * 60))


def smoothed(allowed: datetime, key: str, minutes: int, expires_at: datetime) -> datetime:
    """`allowed` and the person's share of the spread, but with half of what is left of its use still to
    come; never before `allowed`."""
    room = max(timedelta(0), (expires_at - allowed) / 2)
    return allowed + min(spread(key, minutes), room)
