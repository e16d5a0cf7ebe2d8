"""Over which channels a person is tried, in which order, and how long each has. Pure.

A chat that is proven to be the person's and was agreed to, then a registered template to the same number,
then SMS; who is reached by none is called by an officer.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.message import ChannelId, Limits
from bot.notifying.subject import is_phone
from vietnam.phone import is_mobile


@dataclass(frozen=True, kw_only=True)
class Chat:
    """A chat in which the person's phone is proven. `last_at`: its last message to us."""

    channel: ChannelId
    sender: str
    last_at: datetime


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What is known of the ways to a subject (`bot.notifying.state`). `agreed`: the newest word about notices
    was yes; `agreed_in`: the chat (channel, sender) in which it was said."""

    subject: str
    chats: tuple[Chat, ...] = ()
    agreed: bool = False
    agreed_in: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Rung:
    channel: ChannelId
    recipient: str


def rungs(reach: Reach, limits: Mapping[ChannelId, Limits], now: datetime) -> tuple[Rung, ...]:
    """From the first to be tried to the last; empty when nothing of ours reaches the person."""
    usable = {channel: limit for channel, limit in limits.items() if limit.notices}
    if not is_phone(reach.subject):
        return _only_chat(reach, usable, now)
    found = _chats(reach, usable, now) if reach.agreed else []
    if reach.agreed:
        found += [Rung(channel=name, recipient=reach.subject) for name in _templates(usable)]
    if is_mobile(reach.subject):
        found += [Rung(channel=name, recipient=reach.subject) for name, has in usable.items() if has.plain]
    return tuple(dict.fromkeys(found))


def untried(ladder: Sequence[Rung], tried: Collection[Rung], copies: int) -> tuple[Rung, ...]:
    """The rungs still to come. `tried` are the notice's own copies; `copies` counts also those that it had
    in another notice's message, which stood on the first rungs that it has not tried itself."""
    left = tuple(rung for rung in ladder if rung not in tried)
    return left[max(0, copies - len(tried)) :]


def rung_time(
    now: datetime, expires_at: datetime, *, within: timedelta, left: int, call_time: timedelta
) -> timedelta:
    """How long the next of `left` rungs has: `within`, or its equal share when that and the time to call
    are more than what is left until `expires_at`. Never negative."""
    room = max(timedelta(0), expires_at - now)
    if within * left + call_time <= room:
        return within
    return min(within, room / (left + 1))


def _only_chat(reach: Reach, usable: Mapping[ChannelId, Limits], now: datetime) -> tuple[Rung, ...]:
    channel, colon, sender = reach.subject.partition(":")
    limit = usable.get(ChannelId(channel))
    if not colon or not sender or limit is None:
        return ()
    known = [chat for chat in reach.chats if (chat.channel, chat.sender) == (channel, sender)]
    last_at = max((chat.last_at for chat in known), default=None)
    if limit.window is not None and (last_at is None or now >= last_at + limit.window):
        return ()
    return (Rung(channel=ChannelId(channel), recipient=sender),)


def _chats(reach: Reach, usable: Mapping[ChannelId, Limits], now: datetime) -> list[Rung]:
    """Where it was agreed first, then the one used last. SMS and templates have rungs of their own."""
    found = sorted(
        (chat for chat in reach.chats if _may_write(chat, usable.get(chat.channel), now)),
        key=lambda chat: ((chat.channel, chat.sender) == reach.agreed_in, chat.last_at),
        reverse=True,
    )
    return [Rung(channel=chat.channel, recipient=chat.sender) for chat in found]


def _may_write(chat: Chat, limit: Limits | None, now: datetime) -> bool:
    if limit is None or limit.plain or limit.template:
        return False
    return limit.window is None or now < chat.last_at + limit.window


def _templates(usable: Mapping[ChannelId, Limits]) -> list[ChannelId]:
    return [name for name, limit in usable.items() if limit.template and not limit.plain]
