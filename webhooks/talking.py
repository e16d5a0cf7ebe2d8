"""A message from the terminal through the real turn; the answer is shown here and leaves nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from bot import turn
from bot.message import ChannelId, Inbound, Limits
from bot.outbox_store import Draft, Kind
from bot.parcel import from_json
from bot.turn import Assistant
from bot.wording import Words
from vietnam.phone import parse_phone


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What one recipient would read. `to` is set for a one-time code, which goes to another number."""

    words: Words
    to: str | None = None


@dataclass(frozen=True, kw_only=True)
class Talked:
    intents: Sequence[str]
    shown: Sequence[Shown]


async def say(
    assistant: Assistant,
    limits: Mapping[ChannelId, Limits],
    *,
    channel: ChannelId,
    sender: str,
    text: str,
    at: datetime,
) -> Talked:
    """Each call is a message of its own, whatever it says; both clocks are `at`. The sender of an SMS is
    the proven phone, as the gateway vouches for it."""
    vouched = channel in assistant.services.policy.vouching
    phone = parse_phone(sender) if vouched else None
    inbound = Inbound(
        channel=channel,
        sender=phone or sender,
        message_id=f"talk/{uuid4().hex}",
        text=text,
        sent_at=at,
        phone=phone,
    )
    taken = await turn.take(assistant, inbound, at)
    return Talked(
        intents=[str(name) for name in taken.intents],
        shown=[_shown(assistant, limits, draft) for draft in taken.drafts],
    )


def _shown(assistant: Assistant, limits: Mapping[ChannelId, Limits], draft: Draft) -> Shown:
    content = from_json(draft.content)
    words = assistant.wordings.render(content.says, content.labels, limits[ChannelId(draft.channel)])
    return Shown(words=words, to=draft.recipient if draft.kind is Kind.CODE else None)
