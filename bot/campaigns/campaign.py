"""A campaign: its text, who stands behind it, how far it is."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.notifying.state import CampaignState
from vietnam.text import fold

UNDO = timedelta(seconds=60)
"""Between the approval and the first message, unless told otherwise."""
LEAST_UNDO = timedelta(seconds=30)
RATES = range(1, 100_001)
"""Notices a minute."""
DEFAULT_RATE = 1000


@dataclass(frozen=True, kw_only=True)
class Text:
    """`sms` None: the chat words without accents."""

    name: str
    chat: str
    sms: str | None
    unit_code: str
    urgent: bool
    rate: int
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """`planned_row` is the number of the last row that was planned. `starts_at` moves with the pace: the
    moment at which row 0 would have left had it always run as it runs now. `judged_from`: when it was
    approved, or resumed by somebody who knew why it had stopped. `acts`: who did what, oldest first."""

    id: int
    name: str
    version: int
    chat: str
    sms: str | None
    unit_code: str | None
    state: CampaignState
    reason: str | None
    urgent: bool
    rate: int
    rows: int
    planned_row: int
    created_by: str
    created_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    starts_at: datetime | None
    judged_from: datetime | None
    ends_at: datetime
    ended_at: datetime | None
    acts: Sequence[Mapping[str, Any]]

    @property
    def apart(self) -> timedelta:
        """Between two notices."""
        return timedelta(minutes=1) / self.rate

    @property
    def authors(self) -> tuple[str, ...]:
        """All who wrote its words, in any version."""
        wrote = (act["by"] for act in self.acts if act["what"] == Act.WRITTEN)
        return tuple(dict.fromkeys((*wrote, self.created_by)))


class Act(StrEnum):
    """What somebody did with a campaign."""

    WRITTEN = "written"
    APPROVED = "approved"
    UNDONE = "undone"
    STOPPED = "stopped"
    RESUMED = "resumed"


def act(what: Act, by: str, now: datetime, version: int) -> Mapping[str, Any]:
    return {"what": what.value, "by": " ".join(by.split()), "at": now.isoformat(), "version": version}


def same_person(one: str, other: str) -> bool:
    """However the name is spelt: case, accents, spaces and signs make no second person."""
    return _bare(one) == _bare(other)


def is_latin(name: str) -> bool:
    """Without the Cyrillic and Greek letters that are drawn like ours and make two persons of one."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(name))
