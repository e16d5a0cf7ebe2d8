"""What taking events leaves behind: the log entry of one change, the count of one batch."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Source(StrEnum):
    """Who told us. Only `SAMPLES` may be shown in the sandbox; they are replaced as a whole. Citizens are
    told of what is `ANNOUNCING`, and of nothing else: the feed, an import with `--notify`, and a change made
    to a sample so that its notice can be seen."""

    FEED = "feed"
    ANNOUNCED = "announced"
    IMPORT = "import"
    SAMPLE = "sample"
    DEMO = "demo"


SAMPLES = frozenset({Source.SAMPLE, Source.DEMO})
ANNOUNCING = frozenset({Source.FEED, Source.ANNOUNCED, Source.DEMO})


class ChangeKind(StrEnum):
    NEW = "new"
    STATUS = "status"
    DUE = "due"
    APOLOGY = "apology"
    SUPPLEMENT = "supplement"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One taken event: what it changed (nothing for a mere sign of life) and what held afterwards."""

    at: datetime
    kinds: frozenset[ChangeKind]
    status_code: int
    promised_at: datetime | None
    sequence: int | None
    source: Source


@dataclass(frozen=True, kw_only=True)
class Applied:
    """`conflicts`: positions in what was given whose event differs from the one known at the same
    sequence (or moment); nothing of them was taken."""

    taken: int = 0
    unchanged: int = 0
    stale: int = 0
    conflicts: tuple[int, ...] = ()
