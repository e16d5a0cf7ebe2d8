"""The border between channels and the assistant: what comes in, what goes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Protocol

ChannelId = NewType("ChannelId", str)
"""Opaque name of a channel, the last part of its webhook's URL: `zalo_oa`, `sms_http`, …"""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one message of a channel can carry. `length` in characters; `buttons` 0: choices are
    written out with numbers; `plain` True: unaccented GSM-7 only (SMS)."""

    length: int
    buttons: int = 0
    button_length: int = 0
    plain: bool = False
    can_ask_phone: bool = False
    """A button by which the sender shares the phone number of the account."""
    receipts: bool = True
    """The provider tells later whether a message arrived. False: its acceptance is the last that is heard."""
    dedupes: bool = False
    """The provider takes a second message with the same `Outbound.reference` for the first one."""
    window: timedelta | None = None
    """We may only write first for so long after the recipient's last message; None: at any time."""
    discreet: bool = False
    """Servers outside the province's reach: notices name no dossier number there."""
    template: bool = False
    """Notices leave as a registered template with values, not as free text."""
    rate: float | None = None
    """Messages a second that the provider takes from us, as its settings say; None: as many as we like."""
    notices: bool = True
    """Reaches a person who has not just written. False: a page that somebody has to open."""


@dataclass(frozen=True, kw_only=True)
class Inbound:
    """One message of a citizen. `message_id` is the platform's, unique within the channel.
    `phone` (E.164) is set when the channel vouches for it in this message: the sender of an SMS, the
    sender's own contact. `sent_at` has a zone. `text` empty: a sticker, a picture, a shared contact."""

    channel: ChannelId
    sender: str
    message_id: str
    text: str
    sent_at: datetime
    phone: str | None = None


class ReceiptState(StrEnum):
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What became of a message that left. Matched by `provider_id`, or by `reference` (our own
    outbox reference, echoed by the provider) where the provider allows one."""

    channel: ChannelId
    state: ReceiptState
    at: datetime
    provider_id: str | None = None
    reference: str | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Template:
    """A message that its provider has registered beforehand, and the values of its parameters."""

    name: str
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Outbound:
    """A message ready to leave: words as they will be read. `reference` is unique for the message and the
    same in each try. `template`: for channels that take notices in no other form; `text` is what it says."""

    channel: ChannelId
    recipient: str
    text: str
    reference: str
    buttons: tuple[str, ...] = ()
    ask_phone: bool = False
    template: Template | None = None


class Sender(Protocol):
    """The sending verb of a channel."""

    @property
    def limits(self) -> Limits: ...

    async def send(self, message: Outbound) -> str | None:
        """Hand the message to the provider; its own id if it gives one. Raises SendError."""
        ...
