"""The Intent type: which labels a handler answers, and all that it may look at while it does."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.choose import Step
from bot.conversation import Conversation
from bot.message import ChannelId, Inbound
from bot.notifying.notice import Notice, load_notices
from bot.notifying.rules import Rules, load_rules
from bot.reply import Reply
from knowledge.offices.directory import Directory
from knowledge.procedures.catalogue import Catalogue
from nlu.meaning import Entity, EntityName, IntentName, Meaning
from vietnam.calendar import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What a province decides. `text_channel`: by which one-time codes leave (None: there is no SMS).
    `hotline`: whom to call when the assistant cannot help."""

    lookup_without_proof: Literal["none", "coarse"] = "none"
    text_channel: ChannelId | None = None
    hotline: str = "1022"
    shared_screens: frozenset[ChannelId] = frozenset({ChannelId("webchat")})
    vouching: frozenset[ChannelId] = frozenset({ChannelId("sms_http")})


@dataclass(frozen=True, kw_only=True)
class Services:
    """What the assistant works with; made once by the composition root."""

    province: str
    catalogue: Catalogue
    calendar: WorkCalendar
    offices: Directory
    policy: Policy
    secret: bytes
    """Key of the digests of one-time codes and of numbers in logs."""
    notices: Mapping[str, Notice] = field(default_factory=load_notices)
    """What may have been told to whoever writes now."""
    rules: Callable[[date], Rules] = field(default_factory=lambda: lru_cache(load_rules))
    """Of notices, so that answers promise what notices promise."""


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One message being answered, for one intent of it. `now` is the server's clock: budgets, deadlines.
    `inbound.sent_at` is the clock of language. `connection` is handed to stores and to nothing else."""

    connection: AsyncConnection
    services: Services
    inbound: Inbound
    meaning: Meaning
    step: Step
    state: Conversation
    now: datetime
    alone: bool = True
    """Nothing else of the message waits to be answered."""

    @property
    def phone(self) -> str | None:
        """The number that the channel, or a one-time code, has proven to be the sender's (level 2)."""
        return self.inbound.phone or self.state.phone

    def entities(self, name: EntityName) -> tuple[Entity, ...]:
        return tuple(entity for entity in self.meaning.entities if entity.name is name)

    def first(self, name: EntityName) -> Entity | None:
        return next(iter(self.entities(name)), None)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A handler's reply and the state it leaves (proofs gained, say); the turn applies the reply to it."""

    reply: Reply
    state: Conversation


Handler = Callable[[Exchange], Awaitable[Answer]]


@dataclass(frozen=True, kw_only=True)
class Intent:
    """A family of labels and the function that answers them. It returns; it sends nothing."""

    names: tuple[IntentName, ...]
    handle: Handler


def load_intents() -> Mapping[IntentName, Intent]:
    """Every `INTENT` of a module in bot/intents/, by label. Two handlers of one label are an error."""
    package = importlib.import_module("bot.intents")
    found: dict[IntentName, Intent] = {}
    for module in pkgutil.iter_modules(package.__path__):
        intent: Intent = importlib.import_module(f"bot.intents.{module.name}").INTENT
        for name in intent.names:
            if name in found:
                raise ValueError(f"two handlers for {name}: the second is bot/intents/{module.name}.py")
            found[name] = intent
    return found
