"""An unexpected error in a log: where it happened and of what kind, never what it was about."""

import traceback


def where(error: BaseException) -> str:
    """Kinds and places of an error and of its causes. Messages are left out: a database's quote the row,
    an HTTP client's the address with its secrets."""
    lines = []
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(cause.__traceback__)
        path = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames[-6:]))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__} at {path or '?'}")
        cause = cause.__cause__
    return "; because of ".join(lines)
