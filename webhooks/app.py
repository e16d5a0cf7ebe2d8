"""The HTTP side of one server process."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import JSONResponse, Response

from bot import health_store
from bot.outbox_store import OLDEST_WAIT
from console.pages import Sign, pages
from vietnam.places import province_by_code
from webhooks.away import DatabaseAway, database_needed
from webhooks.chat import chat_router
from webhooks.examples import LoadedExamples
from webhooks.feed import feed_router
from webhooks.guard import Guard, unreadable
from webhooks.house import House
from webhooks.metrics import Metrics
from webhooks.receipt_route import receipt_route
from webhooks.receive import receive_router
from webhooks.sandbox import sandbox_router

log = logging.getLogger(__name__)

LOOK_FOR_IMPORTS = 30
"""Seconds between two looks whether an import has changed what is known."""


def create_app(house: House) -> FastAPI:
    """Everything that answers HTTP over one house; the caller opens and closes the house."""
    base = house.base
    metrics = Metrics()
    app = FastAPI(
        title="motcua", version="0.1.0", lifespan=lambda _: _watching(house), docs_url=None, redoc_url=None
    )
    app.router.routes.append(receipt_route(house, metrics))  # first: it is asked for most by far
    app.include_router(_health(house, metrics))
    app.include_router(chat_router(house, metrics))
    app.include_router(receive_router(house, metrics))
    app.include_router(
        feed_router(engine=base.engine, province=base.province, secret=house.feed_secret, clock=base.clock)
    )
    if not base.live:
        app.include_router(sandbox_router(house, metrics))
    app.include_router(pages(examples=_examples(house), live=base.live, sign=_sign(house)))
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_middleware(Guard)
    return app


def _examples(house: House) -> LoadedExamples:
    calendar = house.assistant.services.calendar
    return LoadedExamples(house.base.engine, house.base.province, calendar, house.base.clock)


def _sign(house: House) -> Sign:
    province = province_by_code(house.base.province)
    return Sign(place=province.full_name if province else "", hotline=house.hotline)


@asynccontextmanager
async def _watching(house: House) -> AsyncIterator[None]:
    watch = asyncio.create_task(_watch_imports(house))
    try:
        yield
    finally:
        house.closing.set()
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch


async def _watch_imports(house: House) -> None:
    while True:
        await asyncio.sleep(LOOK_FOR_IMPORTS)
        try:
            with database_needed():
                changed = await house.refresh(house)
        except DatabaseAway:
            log.warning("the database is away; what is known stays as it is")
            continue
        if changed:
            log.info("an import was taken up: %d procedures", len(house.known.catalogue))


def _health(house: House, metrics: Metrics) -> APIRouter:
    router = APIRouter(tags=["health"])
    base = house.base

    @router.get("/healthz")
    async def healthz() -> dict[str, str]:
        """The process lives."""
        return {"status": "ok"}

    @router.get("/readyz")
    async def readyz() -> JSONResponse:
        """200 when messages can be kept, 503 when not. `delivering` is false while no worker seems to run."""
        try:
            with database_needed():
                async with base.engine.connect() as connection:
                    due = await health_store.oldest_due(connection, base.province)
        except DatabaseAway:
            return JSONResponse({"status": "database away"}, 503)
        delivering = due is None or base.clock() - due < OLDEST_WAIT
        return JSONResponse({"status": "ok", "delivering": delivering})

    @router.get("/metrics", response_class=Response)
    async def figures() -> Response:
        """Prometheus text."""
        text = await metrics.page(base.engine, base.province, base.clock())
        return Response(text, media_type=CONTENT_TYPE_LATEST)

    return router
