"""What notices did: how fast they reached, by which step, how they ended. Pure shapes."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Speed:
    """From the event to the citizen, in seconds, of the `n` notices of a kind that reached somebody."""

    kind: str
    n: int
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, kw_only=True)
class Step:
    """`rung`: copies made before it reached, or before it went to the call list; `on`: the channel, or
    `call`."""

    rung: int
    on: str
    n: int


@dataclass(frozen=True, kw_only=True)
class Ending:
    """`state` of notices.state; `reason` "" where none is needed."""

    kind: str
    state: str
    reason: str
    n: int


@dataclass(frozen=True, kw_only=True)
class Texts:
    """SMS that left in the period. `unknown`: messages whose words are erased, so that nobody can count
    their segments any more. `saved`: segments that did not leave because a chat reached the citizen or one
    message told several things; each counts as one segment, so the true number is at least this."""

    messages: int
    segments: int
    unknown: int
    saved: int


@dataclass(frozen=True, kw_only=True)
class LookUps:
    """`avoidable`: questions about a dossier within 72 hours after its state changed, while no notice of
    that change had reached anybody. `changes`: changes of state in the period."""

    questions: int
    avoidable: int
    changes: int

    @property
    def per_hundred(self) -> float | None:
        return 100 * self.avoidable / self.changes if self.changes else None


@dataclass(frozen=True, kw_only=True)
class Apologies:
    """Dossiers of one unit for which an apology was owed in the period."""

    unit: str
    in_time: int
    late: int
    missed: int

    @property
    def owed(self) -> int:
        return self.in_time + self.late + self.missed
