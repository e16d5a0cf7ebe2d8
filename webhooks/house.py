"""The two things that the composition root builds: what sends, and what also talks."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.message import ChannelId, Limits, Outbound, Sender
from bot.notifying.office import NoticeOffice
from bot.outbox import PostOffice
from bot.turn import Assistant
from webhooks.channel import Channel
from webhooks.known import Known
from webhooks.receipt_desk import ReceiptDesk

Clock = Callable[[], datetime]


@dataclass(frozen=True, kw_only=True)
class Base:
    """What a worker needs. `channels` are those that can be reached by webhook; a sender of `office` may
    exist without one (the sandbox shows it). `judge` looks whether an import has changed by which procedures
    `notices` judges."""

    engine: AsyncEngine
    province: str
    clock: Clock
    live: bool
    channels: Mapping[ChannelId, Channel]
    office: PostOffice
    notices: NoticeOffice
    judge: Callable[[], Awaitable[bool]]


@dataclass(kw_only=True)
class House:
    """What a server needs: `assistant` is replaced when an import changes what is known. `closing` is set
    when the process is told to stop: requests that wait for something end then."""

    base: Base
    known: Known
    assistant: Assistant
    feed_secret: str | None
    hotline: str
    refresh: Callable[["House"], Awaitable[bool]]
    """Look whether an import has changed what is known, and take it up; True when it had."""
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    receipts: ReceiptDesk = field(init=False)

    def __post_init__(self) -> None:
        self.receipts = ReceiptDesk(self.base.office)


class SandboxSender:
    """Stands for every channel unless MOTCUA_LIVE is set: the message counts as sent and stays here. Nobody
    sends receipts for it, so that a notice is delivered when it is accepted."""

    def __init__(self, limits: Limits) -> None:
        self.limits = replace(limits, receipts=False)

    async def send(self, message: Outbound) -> str | None:
        return None


def senders(
    live: bool, limits: Mapping[ChannelId, Limits], channels: Mapping[ChannelId, Channel]
) -> Mapping[ChannelId, Sender]:
    """Live: the configured channels. Otherwise a sandbox sender for every channel there is."""
    if live:
        return dict(channels)
    return {name: SandboxSender(limit) for name, limit in limits.items()}
