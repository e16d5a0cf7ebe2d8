"""The one-time code by SMS that proves a phone (level 2).

A code is kept for every number asked for, but leaves only when the number stands on a dossier: whoever
asks cannot tell the difference, and strangers' phones receive nothing.
"""

import hmac
import re
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from bot import access, access_store
from bot.conversation import Conversation
from bot.intent import Exchange
from bot.reply import CodeByText
from nlu.meaning import EntityName

LIFE = timedelta(minutes=5)
MOST_TRIES = 4
PER_HOUR = 3
"""Codes an hour for one sender, and for one phone (experience reference B3)."""
_OTHER_NUMBERS = {EntityName.DOSSIER_CODE, EntityName.PHONE, EntityName.CITIZEN_ID}
_SIX = re.compile(r"(?<!\d)(\d{3})[ .-]?(\d{3})(?!\d)")


class Checked(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    USED_UP = "used_up"
    """Too old, used, tried too often, or never asked for: a new one is needed."""


@dataclass(frozen=True, kw_only=True)
class Issued:
    """`too_many`: this sender asked too often. `by_text`: what must leave, if anything."""

    too_many: bool = False
    by_text: CodeByText | None = None


async def issue(exchange: Exchange, phone: str) -> Issued:
    """Make and keep a code for `phone`."""
    connection, province = exchange.connection, exchange.services.province
    channel, sender = exchange.inbound.channel, exchange.inbound.sender
    by_sender, by_phone = await access_store.codes_issued(
        connection,
        province,
        channel=channel,
        sender=sender,
        phone=phone,
        since=exchange.now - timedelta(hours=1),
    )
    known = await access.own_dossiers(exchange, phone)
    if by_sender >= PER_HOUR:
        return Issued(too_many=True)
    code = f"{secrets.randbelow(1_000_000):06d}"
    leaves = bool(known) and by_phone < PER_HOUR
    digest = _digest(exchange, phone, code if leaves else secrets.token_hex(8))
    await access_store.keep_code(
        connection, province, channel=channel, sender=sender, phone=phone, digest=digest, now=exchange.now
    )
    return Issued(by_text=CodeByText(phone=phone, code=code) if leaves else None)


async def check(exchange: Exchange) -> tuple[Checked, Conversation]:
    """Whether the message holds the code that was sent; the state with the phone proven if so."""
    connection, province = exchange.connection, exchange.services.province
    issued = await access_store.newest_code(
        connection,
        province,
        channel=exchange.inbound.channel,
        sender=exchange.inbound.sender,
        since=exchange.now - LIFE,
    )
    if issued is None or issued.tries >= MOST_TRIES:
        return Checked.USED_UP, exchange.state
    said = code_in(exchange) or ""
    if not hmac.compare_digest(issued.digest, _digest(exchange, issued.phone, said)):
        await access_store.count_wrong_code(connection, province, issued.id)
        return Checked.WRONG, exchange.state
    await access_store.use_code(connection, province, issued.id, exchange.now)
    proven = exchange.state.prove_phone(issued.phone, exchange.now)
    return Checked.RIGHT, replace(proven, code_sent_to=None)


def code_in(exchange: Exchange) -> str | None:
    """Six digits standing alone, also typed as 482 913; those inside another number (the date of a dossier
    code) are none."""
    text = exchange.inbound.text
    taken = [(e.start, e.end) for e in exchange.meaning.entities if e.name in _OTHER_NUMBERS]
    for match in _SIX.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            return match[1] + match[2]
    return None


def _digest(exchange: Exchange, phone: str, code: str) -> str:
    bound = f"{exchange.inbound.channel}|{exchange.inbound.sender}|{phone}|{code}"
    return hmac.new(exchange.services.secret, bound.encode(), "sha256").hexdigest()
