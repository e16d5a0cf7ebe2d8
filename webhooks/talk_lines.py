"""`motcua talk --json`: one object a line in, one a line out, in order (contract "talk --json")."""

import sys
from collections.abc import Mapping
from datetime import datetime
from time import perf_counter
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.message import ChannelId, Limits
from bot.turn import Assistant
from vietnam.calendar import VN
from webhooks.house import Clock
from webhooks.talking import Shown, say
from webhooks.trouble import where


class _Unreadable(ValueError):
    """What is wrong with a line, without what it says."""


def _as_text(value: object) -> object:
    """Telegram's senders are numbers, and people write them as such."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    channel: str
    sender: Annotated[str, BeforeValidator(_as_text), Field(min_length=1, max_length=200)]
    text: str
    sent_at: datetime | None = None


async def answer(
    assistant: Assistant, limits: Mapping[ChannelId, Limits], line: bytes, clock: Clock
) -> dict[str, Any]:
    """The object to print for a line. Whatever is wrong with it, or goes wrong over it, is an `error`
    in there, so that the lines behind it are answered all the same."""
    started = perf_counter()
    try:
        read = _read(line, limits)
        talked = await say(
            assistant,
            limits,
            channel=ChannelId(read.channel),
            sender=_storable(read.sender),
            text=_storable(read.text),
            at=_moment(read.sent_at) or clock(),
        )
    except _Unreadable as error:
        return {"error": str(error)}
    except Exception as error:
        sys.stderr.write(f"{where(error)}\n")
        return {"error": f"lỗi trong chương trình: {type(error).__name__}"}
    return {
        "replies": [_reply(shown) for shown in talked.shown],
        "intents": talked.intents,
        "elapsed_ms": round((perf_counter() - started) * 1000, 1),
    }


def _read(line: bytes, limits: Mapping[ChannelId, Limits]) -> _Line:
    try:
        read = _Line.model_validate_json(line)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        raise _Unreadable(
            "; ".join(_problem(problem["loc"], problem["msg"]) for problem in problems)
        ) from error
    if read.channel not in limits:
        raise _Unreadable(f"channel: phải là một trong {', '.join(sorted(limits))}")
    return read


def _problem(place: tuple[int | str, ...], message: str) -> str:
    """pydantic's words for broken JSON quote nothing of it."""
    return f"{'.'.join(map(str, place))}: {message}" if place else f"không phải JSON đúng: {message}"


def _storable(text: str) -> str:
    """PostgreSQL's text cannot hold the character 0, and nobody can type it."""
    return text.replace("\0", "")


def _moment(given: datetime | None) -> datetime | None:
    """A time without zone is Vietnam's."""
    if given is None or given.tzinfo is not None:
        return given
    return given.replace(tzinfo=VN)


def _reply(shown: Shown) -> dict[str, Any]:
    if shown.to is not None:
        return {"to": shown.to, "text": shown.words.text}
    return {
        "text": shown.words.text,
        "buttons": list(shown.words.buttons),
        "segments": shown.words.segments,
    }
