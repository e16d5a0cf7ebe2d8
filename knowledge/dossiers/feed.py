"""A request of the feed: is it signed by the one-stop system, and what events does it hold. Pure."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

import orjson

from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.event import read_event
from knowledge.dossiers.refusal import Refusal

OLDEST = timedelta(minutes=5)
_CLOCKS_APART = timedelta(seconds=10)
"""How far ahead a sender's clock may run before its signature counts as one from the future."""


class SignatureProblem(StrEnum):
    MISSING = "missing"
    MALFORMED = "malformed"
    OLD = "old"
    FUTURE = "future"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True)
class RefusedFeed:
    """Nothing of the request is taken; every bad row is named, counted from 1."""

    rows: tuple[Refusal, ...]


def sign(body: bytes, secret: str, at: datetime) -> str:
    """The value of `X-Motcua-Signature`."""
    moment = str(int(at.timestamp()))
    return f"t={moment},v1={_mac(moment, body, secret)}"


def verify_signature(header: str | None, body: bytes, secret: str, now: datetime) -> SignatureProblem | None:
    """`header` is `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`; None when it is good."""
    if not header:
        return SignatureProblem.MISSING
    parts = dict(part.strip().partition("=")[::2] for part in header.split(","))
    moment, given = parts.get("t", ""), parts.get("v1", "")
    if not (moment.isascii() and moment.isdigit() and len(moment) <= 12 and given):
        return SignatureProblem.MALFORMED
    if not hmac.compare_digest(_mac(moment, body, secret).encode(), given.lower().encode()):
        return SignatureProblem.WRONG
    age = timedelta(seconds=now.timestamp() - int(moment))
    if age > OLDEST:
        return SignatureProblem.OLD
    return SignatureProblem.FUTURE if age < -_CLOCKS_APART else None


def read_feed(body: bytes) -> list[Dossier] | RefusedFeed:
    """One event or a list of events; one bad row refuses all."""
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError:
        return RefusedFeed(rows=(Refusal(row=1, field="", reason="không phải JSON đúng cú pháp (UTF-8)"),))
    events = given if isinstance(given, list) else [given]
    read = [read_event(event, row) for row, event in enumerate(events, start=1)]
    bad = tuple(entry for entry in read if isinstance(entry, Refusal))
    return RefusedFeed(rows=bad) if bad else [entry for entry in read if isinstance(entry, Dossier)]


def _mac(moment: str, body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), moment.encode() + b"." + body, sha256).hexdigest()
