"""When a campaign stops by itself. Pure."""

from dataclasses import dataclass

MOST_BAD = 10
BAD_PERCENT = 10


@dataclass(frozen=True, kw_only=True)
class Ended:
    """Of a campaign's copies that have ended: `bad` were refused, lost, too late, or reached somebody else.
    Who does not want to be told is in neither."""

    bad: int
    good: int


def must_stop(ended: Ended) -> bool:
    """At ten bad ones, if they are a tenth or more of all that ended."""
    return ended.bad >= MOST_BAD and ended.bad * 100 >= (ended.bad + ended.good) * BAD_PERCENT


def reason(ended: Ended) -> str:
    """For officers."""
    share = round(100 * ended.bad / (ended.bad + ended.good))
    return f"tự dừng: {ended.bad} trên {ended.bad + ended.good} tin đã có kết quả bị hỏng ({share}%)"
