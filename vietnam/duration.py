"""Time limits as procedures state them: an amount and its unit, never a bare number."""

import re
from dataclasses import dataclass
from enum import StrEnum

from vietnam.text import fold


class TimeUnit(StrEnum):
    """The kinds of limits that procedures use; the value is how people write the unit."""

    WORKDAY = "ngày làm việc"
    DAY = "ngày"
    HOUR = "giờ làm việc"
    MONTH = "tháng"
    SAME_DAY = "trong ngày"


@dataclass(frozen=True, kw_only=True)
class TimeLimit:
    """`amount` is at least 1; for SAME_DAY it has no meaning and stays 1."""

    amount: int = 1
    unit: TimeUnit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError(f"a time limit needs an amount of at least 1, not {self.amount}")


_UNITS = {
    "ngay lam viec": TimeUnit.WORKDAY,
    "ngay": TimeUnit.DAY,
    "gio lam viec": TimeUnit.HOUR,
    "gio": TimeUnit.HOUR,
    "thang": TimeUnit.MONTH,
}
_LEAD = r"(?:thoi (?:han|gian)(?: giai quyet)?:? )?(?:la )?(?:khong qua |toi da |trong (?:vong |thoi han )?)*"
_START = r"(?: ?,? ?(?:ke |tinh )?tu (?:ngay|khi|thoi diem|luc)\b\D*)?"
_LIMIT = re.compile(
    rf"{_LEAD}0*(?P<amount>[1-9]\d{{0,2}})(?: ?\([a-z ]+\))? ?"
    rf"(?P<unit>ngay lam viec|ngay|gio lam viec|gio|thang){_START} ?[.;]?"
)
_SAME_DAY = re.compile(r"(?:giai quyet |tra ket qua )?(?:ngay )?trong ngay\b(?P<rest>.*)")
_OTHER_LIMIT = re.compile(r"\d+ ?(?:\([a-z ]+\) ?)?(?:ngay|thang|gio lam viec)|trong ngay")


def parse_duration(text: str) -> TimeLimit | None:
    """The one limit that the text states; None for a bare number, several cases, or none at all.

    "Giờ" alone counts as working hours: an office's clock runs while it is open. The 15:00 clause that
    often follows "trong ngày" is a rule of the calendar and is read over here.
    """
    folded = fold(text)
    if match := _SAME_DAY.fullmatch(folded):
        several = _OTHER_LIMIT.search(match["rest"])
        return None if several else TimeLimit(unit=TimeUnit.SAME_DAY)
    if match := _LIMIT.fullmatch(folded):
        return TimeLimit(amount=int(match["amount"]), unit=_UNITS[match["unit"]])
    return None


def fmt_limit(limit: TimeLimit) -> str:
    """`3 ngày làm việc`, `1 tháng`, `trong ngày`."""
    return limit.unit.value if limit.unit is TimeUnit.SAME_DAY else f"{limit.amount} {limit.unit.value}"
