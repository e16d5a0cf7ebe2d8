"""/webhooks/{channel}/receipt: channels that bring receipts to an address of their own bring one in each
request, and a campaign makes thousands a second of them. So this route stands before all others and does
without what FastAPI does around a handler, which costs more than the receipt itself."""

from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from webhooks.house import House
from webhooks.metrics import Metrics
from webhooks.receive import receive

PART = "receipt"


def receipt_route(house: House, metrics: Metrics) -> Route:
    return Route(
        "/webhooks/{channel}/receipt",
        _Receipts(house, metrics),
        methods=["GET", "POST"],
        include_in_schema=False,
    )


class _Receipts:
    """An ASGI application, which Starlette calls as it is."""

    def __init__(self, house: House, metrics: Metrics) -> None:
        self._house = house
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive_: Receive, send: Send) -> None:
        name = scope["path_params"]["channel"]
        response = await receive(self._house, self._metrics, name, PART, Request(scope, receive_))
        await response(scope, receive_, send)
