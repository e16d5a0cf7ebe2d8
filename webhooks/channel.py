"""A channel: one file under channels/ with three verbs, verify, parse and send."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from ipaddress import ip_address
from typing import Protocol, TypeVar
from urllib.parse import parse_qsl, urlsplit

from aiohttp import ClientSession
from pydantic_settings import BaseSettings

from bot.message import ChannelId, Inbound, Limits, Outbound, Receipt

S = TypeVar("S", bound=BaseSettings)

HELLO = "Xin chào"
"""What somebody is taken to say who opens a chat without words."""


PROXY_HEADERS = (
    "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded", "x-real-ip", "via",
    "cf-connecting-ip", "true-client-ip",
)  # fmt: skip
"""Whoever sends one of these speaks for somebody else."""


class ReadSettings(Protocol):
    """Gives a channel its own settings."""

    def __call__(self, kind: type[S], /) -> S: ...


@dataclass(frozen=True, kw_only=True)
class Request:
    """What reached a webhook. `part` is the path behind the channel's name: "" or "receipt".
    Header names are in lower case; `query` is the raw query string; `host` is the address of the caller."""

    method: str
    part: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    query: bytes = b""
    body: bytes = b""
    host: str | None = None
    at: datetime

    @cached_property
    def pairs(self) -> Sequence[tuple[str, str]]:
        """Names and values of the query, one letter a byte: whoever reads them knows their charset."""
        return parse_qsl(self.query.decode("latin-1"), keep_blank_values=True, encoding="latin-1")

    @property
    def from_loopback(self) -> bool:
        """The caller is this machine itself, and not for somebody else: a proxy that leaves no header of
        its own often passes on the name under which the world asked. (nginx without any `proxy_set_header`
        leaves no trace at all; `motcua check` asks for secrets because of that.)"""
        if self.host is None or any(name in self.headers for name in PROXY_HEADERS):
            return False
        asked = _name(self.headers.get("host", "localhost"))
        return _is_loopback(self.host) and (asked == "localhost" or _is_loopback(asked))


def _name(host: str) -> str:
    """Of a Host header, without the port; "" when it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


class UnreadableError(ValueError):
    """A request that is verified but cannot be understood: 400, with what is wrong and nobody's data."""


@dataclass(frozen=True, kw_only=True)
class Ack:
    """How a provider wants to be thanked."""

    status: int = 200
    body: bytes = b"{}"
    media_type: str = "application/json"


class Channel(Protocol):
    """What `open` of a kind gives. `parse` is only called with what `verify` has let pass, and gives an
    empty list for what is of no concern. `send` raises bot.errors.SendError."""

    @property
    def limits(self) -> Limits: ...

    @property
    def ack(self) -> Ack: ...

    def verify(self, request: Request) -> bool: ...

    def parse(self, request: Request) -> Sequence[Inbound | Receipt]:
        """Raises UnreadableError."""
        ...

    async def send(self, message: Outbound) -> str | None: ...


@dataclass(frozen=True, kw_only=True)
class Outside:
    """What channels reach the world with. `public_url` is where the world reaches us."""

    http: ClientSession
    public_url: str | None


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A file of channels/ defines one as `CHANNEL`. `open` gives None while the channel is not configured.
    `always`: it needs no account, so it is there without any configuration."""

    id: ChannelId
    limits: Limits
    open: Callable[[ReadSettings, Outside], Channel | None]
    always: bool = False


def kinds() -> tuple[Kind, ...]:
    """Every channel of the folder, by name."""
    package = importlib.import_module("webhooks.channels")
    found = [
        importlib.import_module(f"{package.__name__}.{module.name}").CHANNEL
        for module in pkgutil.iter_modules(package.__path__)
    ]
    return tuple(sorted(found, key=lambda kind: str(kind.id)))
