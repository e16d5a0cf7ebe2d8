"""How the tables are compared with a database: for new migrations, and to prove that none is missing."""

from collections.abc import Mapping
from typing import Any, Final

QUEUE_PREFIX = "pgqueuer"


def is_ours(name: str | None, kind: str, _parents: Mapping[str, str | None]) -> bool:
    """The queue's tables stand in the same schema but belong to PGQueuer."""
    return not (kind == "table" and name is not None and name.startswith(QUEUE_PREFIX))


COMPARISON: Final[dict[str, Any]] = {
    "include_name": is_ours,
    "compare_type": True,
    "compare_server_default": True,
}
