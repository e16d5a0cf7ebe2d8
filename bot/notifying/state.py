"""How far a notice has come, and whether its campaign lets it leave."""

from enum import StrEnum


class NoticeState(StrEnum):
    """PLANNED, OUT and CALLING pass, each with a `next_at` at which a worker looks again; the others are
    ends that somebody can read."""

    PLANNED = "planned"
    """Decided; waits for its moment (quiet hours, its turn, its campaign)."""
    OUT = "out"
    """A copy is queued or sent; the ladder looks at it again when that channel's time is up."""
    CALLING = "calling"
    """No channel reached: on the officers' call list until its time is up."""
    DELIVERED = "delivered"
    READ = "read"
    CALLED = "called"
    EXPIRED = "expired"
    DROPPED = "dropped"
    """Not sent, or stopped; the reason says why (finished meanwhile, refused by its citizen, …)."""


ENDS = frozenset(
    {
        NoticeState.DELIVERED,
        NoticeState.READ,
        NoticeState.CALLED,
        NoticeState.EXPIRED,
        NoticeState.DROPPED,
    }
)


class CampaignState(StrEnum):
    DRAFT = "draft"
    """Not approved: text and rows may change, nothing leaves."""
    RUNNING = "running"
    """Approved. Nothing leaves before `starts_at`, until which it can be undone."""
    STOPPED = "stopped"
    """By hand or by itself: what is planned stays and does not leave."""
    DONE = "done"
