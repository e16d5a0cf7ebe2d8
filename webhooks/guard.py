"""Around every request: headers that keep browsers safe, and an error page that tells nothing."""

import logging

from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from webhooks.trouble import where

log = logging.getLogger(__name__)

SAFE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""Unless the answer says otherwise itself, as the pages do."""


async def unreadable(request: Request, error: Exception) -> JSONResponse:
    """422 with the places that are wrong. FastAPI's own answer repeats what was sent, which may be a
    citizen's words, or halves of characters that no answer can carry."""
    assert isinstance(error, RequestValidationError)
    places = {".".join(map(str, problem["loc"])) for problem in error.errors()}
    return JSONResponse({"detail": f"sai: {', '.join(sorted(places))}"}, 422)


class Guard:
    """ASGI middleware; the only place beside the worker's loop that catches Exception."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in SAFE.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        except Exception as error:
            # Neither query string nor body: both hold people.
            log.error("%s %s failed: %s", scope["method"], scope["path"], where(error))
            if started:
                raise
            await JSONResponse({"detail": "lỗi hệ thống, xin thử lại"}, 500)(scope, receive, with_headers)
