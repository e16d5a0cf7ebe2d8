"""What a page reads back: messages that left for it. Used by the web chat and by the sandbox."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Query
from fastapi import Request as HttpRequest
from pydantic import BaseModel
from starlette.responses import Response

from bot import erase, outbox_store
from bot.message import ChannelId, Inbound, Limits
from bot.outbox_store import Parcel
from bot.parcel import from_json
from webhooks import receive
from webhooks.channel import Request, UnreadableError
from webhooks.channels import webchat
from webhooks.house import House
from webhooks.limiter import Buckets, Rate, network
from webhooks.metrics import Metrics

PER_TALK = Rate(burst=20, per_second=0.5)
PER_NETWORK = Rate(burst=120, per_second=5)
"""Many citizens share an address (an internet café, a commune's office); a script beats all of them."""
ALL = Rate(burst=400, per_second=150)
"""What the page as a whole may take of this process, so that the other channels stay quick."""
LOOKS = Rate(burst=300, per_second=20)
"""Looks for messages of one network; each may be held and looks again and again."""
SLOW_DOWN = "Ông/Bà gửi nhanh quá. Xin chờ một lát rồi gửi lại."
LONGEST_WAIT = 25
"""Seconds; proxies give up at 30 or 60."""
FIRST_PAUSE = 0.03
"""Seconds until the second look: most answers leave within a few hundredths."""
LAST_ID = 2**63 - 1
_SESSION = Header(alias="X-Webchat-Session", pattern=f"^{webchat.SESSION.pattern}$")


class Message(BaseModel):
    """`id` orders, and is what to give as `after` next time; `at` is an ISO time."""

    id: int
    text: str
    buttons: list[str]
    ask_phone: bool
    at: str


class Messages(BaseModel):
    messages: list[Message]


class Doors:
    """Holds floods back before anything is read from the database."""

    def __init__(self) -> None:
        self._talks, self._networks, self._all = Buckets(PER_TALK), Buckets(PER_NETWORK), Buckets(ALL)
        self._looks = Buckets(LOOKS)

    def look(self, host: str | None) -> bool:
        """For those who only read."""
        near = network(host) if host else None
        return near is None or self._looks.take(near, monotonic())

    def open(self, talks: Iterable[str], host: str | None) -> bool:
        at = monotonic()
        near = network(host) if host else None
        return (
            all(self._talks.take(talk, at) for talk in talks)
            and (near is None or self._networks.take(near, at))
            and self._all.take("", at)
        )


def chat_router(house: House, metrics: Metrics) -> APIRouter:
    router = APIRouter(tags=["webchat"], prefix="/webhooks/webchat")
    doors = Doors()
    channel = house.base.channels[webchat.ID]

    @router.post("", status_code=202)
    async def post(http: HttpRequest) -> Response:
        """`{"sender", "message_id", "text", "sent_at"?}`: 202 once it is kept; the same `message_id` again is
        taken once. 429 in a flood."""
        body = await receive.read_body(http, webchat.LARGEST_BODY)
        if body is None:
            return receive.refused(metrics, webchat.ID, 413, "too large", "tin nhắn quá dài")
        try:
            items = channel.parse(Request(method="POST", body=body, at=house.base.clock()))
        except UnreadableError as error:
            return receive.refused(metrics, webchat.ID, 400, "unreadable", str(error))
        if not doors.open([item.sender for item in items if isinstance(item, Inbound)], _host(http)):
            return receive.refused(metrics, webchat.ID, 429, "flood", SLOW_DOWN)
        return await receive.keep(house, metrics, webchat.ID, items, channel.ack)

    @router.get("/messages")
    async def messages(
        http: HttpRequest,
        session: Annotated[str, _SESSION],
        after: Annotated[int, Query(ge=0, le=LAST_ID)] = 0,
        wait: Annotated[int, Query(ge=0, le=LONGEST_WAIT)] = 0,
    ) -> Messages:
        """What left for the talk after message `after`, oldest first. `wait`: seconds to wait for the first
        if there is none yet. 429 in a flood."""
        if not doors.look(_host(http)):
            raise HTTPException(429, SLOW_DOWN)
        return await read_back(house, webchat.ID, webchat.address(session), after, wait)

    @router.delete("/messages", status_code=204)
    async def delete(http: HttpRequest, session: Annotated[str, _SESSION]) -> Response:
        """ "Xoá cuộc trò chuyện này": its words and state are erased at once. 429 in a flood."""
        if not doors.open([webchat.address(session)], _host(http)):
            raise HTTPException(429, SLOW_DOWN)
        await erase.forget_chat(
            house.base.engine, house.base.province, webchat.ID, webchat.address(session), house.base.clock()
        )
        return Response(status_code=204)

    return router


def _host(http: HttpRequest) -> str | None:
    return http.client.host if http.client else None


async def read_back(house: House, channel: ChannelId, recipient: str, after: int, wait: float) -> Messages:
    """Looks again until there is something, the time is up, or the process is told to stop."""
    base = house.base
    limits = base.office.senders[channel].limits

    async def look() -> list[Message]:
        async with base.engine.connect() as connection:
            sent = await outbox_store.sent_to(connection, base.province, channel, recipient, after)
        return [_message(parcel, limits) for parcel in sent if parcel.text is not None]

    return Messages(messages=await _until_any(look, wait, house.closing))


async def _until_any(
    look: Callable[[], Awaitable[list[Message]]], wait: float, closing: asyncio.Event
) -> list[Message]:
    loop = asyncio.get_running_loop()
    end = loop.time() + wait
    pause = FIRST_PAUSE
    while not (found := await look()) and loop.time() < end and not closing.is_set():
        await asyncio.sleep(min(pause, max(0.0, end - loop.time())))
        pause = min(pause * 1.5, 2.0)  # somebody who only keeps the page open costs little
    return found


def _message(parcel: Parcel, limits: Limits) -> Message:
    content = from_json(parcel.content)
    labels = content.labels
    as_buttons = len(labels) <= limits.buttons and all(len(label) <= limits.button_length for label in labels)
    return Message(
        id=parcel.id,
        text=parcel.text or "",
        buttons=list(labels) if as_buttons else [],
        ask_phone=content.ask_phone and limits.can_ask_phone,
        at=parcel.sent_at.isoformat() if parcel.sent_at else "",
    )
