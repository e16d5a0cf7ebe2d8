"""POST /webhooks/{channel}: verify the raw body, parse it, take the turn, say thanks.

A message that was thanked for is kept; while it cannot be kept the answer is 503, and the provider comes
again. The same message twice is answered once (bot/turn.py).
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from fastapi import APIRouter
from fastapi import Request as HttpRequest
from starlette.responses import JSONResponse, Response

from bot import turn
from bot.message import ChannelId, Inbound, Receipt
from webhooks.away import DatabaseAway, database_needed
from webhooks.channel import Ack, Channel, Request, UnreadableError
from webhooks.house import House
from webhooks.metrics import Metrics

log = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
"""No provider sends text messages in more."""
COME_AGAIN = {"Retry-After": "5"}


def receive_router(house: House, metrics: Metrics) -> APIRouter:
    router = APIRouter(tags=["webhooks"])

    @router.get("/webhooks/{channel}", include_in_schema=False)
    @router.post("/webhooks/{channel}")
    async def webhook(channel: str, request: HttpRequest) -> Response:
        """200 or 202 once what came is kept; 400 unreadable, 401 not signed, 404 no such channel, 503."""
        return await receive(house, metrics, channel, "", request)

    return router


async def receive(house: House, metrics: Metrics, name: str, part: str, http: HttpRequest) -> Response:
    """`part` is the path behind the channel's name."""
    channel = house.base.channels.get(ChannelId(name))
    if channel is None:
        return JSONResponse({"detail": "no such channel, or not configured"}, 404)
    body = await read_body(http, LARGEST_BODY)
    if body is None:
        return refused(metrics, name, 413, "too large")
    request = Request(
        method=http.method,
        part=part,
        headers=http.headers,
        query=http.scope["query_string"],
        body=body,
        host=http.client.host if http.client else None,
        at=house.base.clock(),
    )
    return await _answer(house, metrics, name, channel, request)


async def _answer(house: House, metrics: Metrics, name: str, channel: Channel, request: Request) -> Response:
    if not channel.verify(request):
        return refused(metrics, name, 401, "not signed")
    try:
        items = channel.parse(request)
    except UnreadableError as error:
        return refused(metrics, name, 400, "unreadable", str(error))
    return await keep(house, metrics, name, items, channel.ack)


async def keep(
    house: House, metrics: Metrics, name: str, items: Sequence[Inbound | Receipt], ack: Ack
) -> Response:
    """Take all that a request brought, then say thanks."""
    receipts = [item for item in items if isinstance(item, Receipt)]
    try:
        if receipts:
            await take_receipts(house, metrics, receipts)
        for item in items:
            if isinstance(item, Inbound):
                await take(house, metrics, item)
    except DatabaseAway:
        log.warning("the database is away: %s was told to come again", name)
        return JSONResponse({"detail": "try again"}, 503, headers=COME_AGAIN)
    return Response(ack.body, ack.status, media_type=ack.media_type)


async def take_receipts(house: House, metrics: Metrics, receipts: Sequence[Receipt]) -> None:
    """Write receipts down, together with those of others who are here now. Raises DatabaseAway."""
    with database_needed():
        taken = await house.receipts.take([_readable(receipt) for receipt in receipts])
    for receipt, known in zip(receipts, taken, strict=True):
        metrics.receipts.labels(receipt.channel, receipt.state, known).inc()


async def take(house: House, metrics: Metrics, item: Inbound) -> None:
    """Keep a message with its answer. Raises DatabaseAway."""
    started = perf_counter()
    with database_needed():
        taken = await turn.take(house.assistant, _storable(item), house.base.clock())
    metrics.turn_seconds.labels(item.channel).observe(perf_counter() - started)
    metrics.turns.labels(item.channel, taken.seen).inc()


def _storable(inbound: Inbound) -> Inbound:
    """Without what a database text cannot hold: zero characters and halves of surrogate pairs."""
    return replace(
        inbound,
        text=_clean(inbound.text),
        sender=_clean(inbound.sender),
        message_id=_clean(inbound.message_id),
    )


def _readable(receipt: Receipt) -> Receipt:
    """The same: what one gateway writes into its receipt must not cost others theirs."""
    provider_id, reason = receipt.provider_id, receipt.reason
    return replace(
        receipt,
        provider_id=None if provider_id is None else _clean(provider_id),
        reason=None if reason is None else _clean(reason),
    )


def _clean(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode()


async def read_body(request: HttpRequest, most: int) -> bytes | None:
    """The raw body, read once; None when it is longer than `most` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def refused(metrics: Metrics, name: str, status: int, reason: str, detail: str | None = None) -> Response:
    metrics.refused.labels(name, reason).inc()
    return JSONResponse({"detail": detail or reason}, status)
