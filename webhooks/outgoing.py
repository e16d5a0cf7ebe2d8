"""One HTTP call to a provider; every way in which it can fail becomes a SendError."""

from collections.abc import Mapping
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ConnectionTimeoutError, InvalidURL

from bot.errors import SendError


async def call(
    http: ClientSession,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
    json: Any = None,
) -> tuple[int, bytes]:
    """Status and body. Reasons name the kind of failure only: addresses hold secrets and numbers."""
    try:
        async with http.request(
            method, url, headers=headers, params=params, json=json, allow_redirects=False
        ) as response:
            return response.status, await response.read()
    except (TimeoutError, ClientError) as error:
        raise not_heard(error) from error


def not_heard(error: BaseException | None) -> SendError:
    """The provider was not reached, or took the message and was not heard."""
    if isinstance(error, ClientConnectorError | ConnectionTimeoutError | InvalidURL):
        return SendError(f"the provider was not reached: {type(error).__name__}", retry=True)
    return SendError(f"the provider was not heard: {type(error).__name__}", retry=True, unsure=True)


def check_status(status: int) -> None:
    """Raises SendError for what is not a success: later for trouble of the provider, never for a refusal."""
    if status == 429 or status >= 500:
        raise SendError(f"the provider answered {status}", retry=True)
    if not 200 <= status < 300:
        raise SendError(f"the provider refused it with {status}", retry=status == 408)
