"""A notice on its way, what is known around it, and what a look at it decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.leaving.ladder import Reach, Rung
from bot.message import ChannelId
from bot.notifying.state import NoticeState
from bot.outbox_store import State
from bot.reply import Say


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A row that a worker looks at. `copies`: how many it had on the ladder. `urgent`: its kind or its
    campaign says so. `content`: words of what is about no dossier, as they wait in the outbox."""

    id: int
    once_key: str
    kind: str
    subject: str
    dossier_code: str | None
    unit_code: str | None
    campaign_id: int | None
    content: Mapping[str, Any] | None
    state: NoticeState
    reason: str | None
    planned_at: datetime
    expires_at: datetime
    copies: int
    check_code: str | None
    carrier_id: int | None
    left_at: datetime | None
    urgent: bool

    @property
    def message_id(self) -> int:
        """Of the notice whose copies tell this one."""
        return self.carrier_id or self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """One try on the ladder. `unheard`: nobody knows whether its provider took it."""

    channel: ChannelId
    recipient: str
    state: State
    at: datetime
    unheard: bool = False

    @property
    def rung(self) -> Rung:
        return Rung(channel=self.channel, recipient=self.recipient)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """What is known of a subject. `left_today`: messages of notices, urgent kinds apart."""

    reach: Reach
    refuses_all: bool = False
    refuses_extras: bool = False
    wrong_number: bool = False
    left_today: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Go:
    """It leaves now, or takes its next rung."""

    says: tuple[Say, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    until: datetime
    why: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """No message reaches: for the officers' call list."""

    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class End:
    state: NoticeState
    why: str | None
    at: datetime | None = None
    channel: str | None = None


Verdict = Go | Wait | Call | End


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What a row becomes."""

    id: int
    state: NoticeState
    reason: str | None
    next_at: datetime | None
    copies: int
    check_code: str | None
    carrier_id: int | None
    left_at: datetime | None
    ended_at: datetime | None = None
    ended_on: str | None = None
