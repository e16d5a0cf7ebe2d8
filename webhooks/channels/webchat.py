"""The chat of our own web page. Sending is keeping: the page fetches what left for it (webhooks/chat.py)."""

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.message import ChannelId, Inbound, Limits, Outbound, Receipt
from webhooks.channel import Ack, Channel, Kind, Outside, ReadSettings, Request, UnreadableError

ID = ChannelId("webchat")
LIMITS = Limits(length=4000, buttons=8, button_length=80, receipts=False, notices=False)
"""A page reaches nobody who has not opened it."""
LARGEST_BODY = 16 * 1024
SESSION = re.compile(r"[A-Za-z0-9_-]{22,64}")
"""What the page makes for itself from at least 128 random bits: whoever knows it reads the talk."""


class _Posted(BaseModel):
    model_config = ConfigDict(extra="ignore")

    sender: str = Field(pattern=f"^{SESSION.pattern}$")
    message_id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    text: str = Field(max_length=LARGEST_BODY)
    sent_at: datetime | None = None


def address(session: str) -> str:
    """The sender under which a page's talk is kept: the id itself opens the talk, so it is stored nowhere."""
    return sha256(session.encode()).hexdigest()[:40]


class WebChat:
    """Anyone may write; floods are held back in webhooks/chat.py."""

    limits = LIMITS
    ack = Ack(status=202)

    def verify(self, request: Request) -> bool:
        """A page has no receipts to bring: what comes to their address would pass the doors by."""
        return request.method == "POST" and not request.part

    def parse(self, request: Request) -> Sequence[Inbound | Receipt]:
        if len(request.body) > LARGEST_BODY:
            raise UnreadableError("tin nhắn quá dài")
        try:
            posted = _Posted.model_validate_json(request.body)
        except ValidationError as error:
            places = {".".join(map(str, problem["loc"])) or "body" for problem in error.errors()}
            raise UnreadableError(f"sai: {', '.join(sorted(places))}") from error
        sender = address(posted.sender)
        return [
            Inbound(
                channel=ID,
                sender=sender,
                message_id=f"{sender}/{posted.message_id}",
                text=posted.text,
                sent_at=_believable(posted.sent_at, request.at),
            )
        ]

    async def send(self, message: Outbound) -> str | None:
        return None


def _believable(claimed: datetime | None, now: datetime) -> datetime:
    """A page's clock may be wrong by years; a message kept back by a lost network is hours old."""
    if claimed is None or claimed.tzinfo is None or claimed > now or (now - claimed).days >= 2:
        return now
    return claimed.astimezone(now.tzinfo)


def _open(read: ReadSettings, outside: Outside) -> Channel | None:
    return WebChat()


CHANNEL = Kind(id=ID, limits=LIMITS, open=_open, always=True)
