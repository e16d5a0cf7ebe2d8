"""A phone for each channel without any account: messages go through the real turn, replies stay here.

It believes whoever says to be anybody, so it is there only while nothing can leave (no MOTCUA_LIVE) and
over sample dossiers alone.
"""

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Header, HTTPException, Query
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from bot.message import ChannelId, Inbound
from knowledge.dossiers.store import only_samples
from vietnam.phone import parse_phone
from webhooks import receive
from webhooks.channel import Ack
from webhooks.channels import webchat
from webhooks.chat import LAST_ID, LONGEST_WAIT, Messages, read_back
from webhooks.house import House
from webhooks.metrics import Metrics

_SENDER = Header(alias="X-Sandbox-Sender", min_length=1, max_length=64)
REAL_DATA = "Có hồ sơ thật trong cơ sở dữ liệu: trang thử nghiệm đã đóng để không lộ thông tin."


class Typed(BaseModel):
    """`share_phone`: the sender shares this number of the account (Telegram, Zalo); the text then counts for
    nothing. On SMS channels the sender is itself a number, which the network vouches for."""

    sender: str = Field(min_length=1, max_length=64)
    text: str = Field(default="", max_length=4000)
    share_phone: str | None = None
    message_id: str | None = Field(default=None, max_length=64)


def sandbox_router(house: House, metrics: Metrics) -> APIRouter:
    """To be mounted only while `house.base.live` is False."""
    router = APIRouter(tags=["sandbox"], prefix="/sandbox")

    @router.post("/{channel}/messages", status_code=202)
    async def post(channel: str, typed: Typed) -> Response:
        """202 once the message and its answer are kept."""
        name = await _open(house, channel)
        inbound = _inbound(house, name, typed)
        if inbound is None:
            return JSONResponse({"detail": "không phải số điện thoại"}, 400)
        return await receive.keep(house, metrics, name, [inbound], Ack(status=202))

    @router.get("/{channel}/messages")
    async def messages(
        channel: str,
        sender: Annotated[str, _SENDER],
        after: Annotated[int, Query(ge=0, le=LAST_ID)] = 0,
        wait: Annotated[int, Query(ge=0, le=LONGEST_WAIT)] = 0,
    ) -> Messages:
        """What left for the sender after message `after`; see GET /webhooks/webchat/messages."""
        name = await _open(house, channel)
        return await read_back(house, name, _address(house, name, sender) or sender, after, wait)

    return router


async def _open(house: House, channel: str) -> ChannelId:
    name = ChannelId(channel)
    if name not in house.base.office.senders or name == webchat.ID:
        raise HTTPException(404, "no such channel")
    async with house.base.engine.connect() as connection:
        if not await only_samples(connection, house.base.province):
            raise HTTPException(403, REAL_DATA)
    return name


def _address(house: House, channel: ChannelId, sender: str) -> str | None:
    """On SMS channels the number in its one form, None when it is none; elsewhere the sender as it is."""
    return parse_phone(sender) if house.base.office.senders[channel].limits.plain else sender


def _inbound(house: House, channel: ChannelId, typed: Typed) -> Inbound | None:
    sender = _address(house, channel, typed.sender)
    shared = parse_phone(typed.share_phone) if typed.share_phone else None
    if sender is None or (typed.share_phone and shared is None):
        return None
    return Inbound(
        channel=channel,
        sender=sender,
        message_id=f"sandbox/{sender}/{typed.message_id or uuid4().hex}",
        text=typed.text if shared is None else "",
        sent_at=house.base.clock(),
        phone=sender if house.base.office.senders[channel].limits.plain else shared,
    )
