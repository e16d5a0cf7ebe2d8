"""`nlu parse`: one message as JSON or plain text in, what it means as JSON out."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Final, Protocol

from nlu.meaning import Awaiting, Context, Meaning

VIETNAM: Final = timezone(timedelta(hours=7))
"""Times without a zone are Vietnamese; the country has one zone and no summer time."""
_BYTE_ORDER: Final = "\ufeff"


class Understands(Protocol):
    def understand(self, text: str, context: Context) -> Meaning: ...


@dataclass(frozen=True, kw_only=True)
class Message:
    text: str
    context: Context


def parse_line(
    understanding: Understands,
    line: str,
    *,
    sent_at: datetime | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Any]:
    """The object to print for a line. `sent_at` counts where the line names none. Never raises: a line
    that is not an object with a `text` is itself the text."""
    message = message_of(line, sent_at)
    start = clock()
    meaning = understanding.understand(message.text, message.context)
    return as_json(meaning, elapsed_ms=(clock() - start) * 1_000)


def message_of(line: str, sent_at: datetime | None = None) -> Message:
    """A mark of the byte order, which editors put before the first line, is no part of it."""
    line = line.removeprefix(_BYTE_ORDER)
    row = _object(line)
    if row is None or not isinstance(row.get("text"), str):
        return Message(text=_whole(line.rstrip("\r\n")), context=Context(sent_at=sent_at))
    return Message(text=_whole(row["text"]), context=context_of(row, sent_at))


def _whole(text: str) -> str:
    """Halves of characters, which JSON can escape and UTF-8 cannot write, become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def context_of(row: dict[str, Any], sent_at: datetime | None = None) -> Context:
    """From `context` and `sent_at` of a message object; what cannot be read is left out."""
    given = row.get("context")
    context = given if isinstance(given, dict) else {}
    return Context(
        procedure=_text(context.get("procedure")),
        dossier_code=_text(context.get("dossier_code")),
        awaiting=_awaiting(context.get("awaiting")),
        sent_at=_moment(row.get("sent_at")) or sent_at,
    )


def as_json(meaning: Meaning, *, elapsed_ms: float) -> dict[str, Any]:
    """The printed shape of the contract, with what the turn decides on beside it."""
    return {
        "text": meaning.text,
        "intents": [{"name": guess.name.value, "confidence": guess.confidence} for guess in meaning.intents],
        "procedures": [
            {"code": guess.code, "name": guess.name, "confidence": guess.confidence}
            for guess in meaning.procedures[:5]
        ],
        "entities": [
            {
                "name": entity.name.value,
                "value": entity.value,
                **({"code": entity.code} if entity.code is not None else {}),
                **({} if entity.sure else {"sure": False}),
                "start": entity.start,
                "end": entity.end,
            }
            for entity in meaning.entities
        ],
        "restored": meaning.restored,
        "clear": meaning.clear,
        "procedure_clear": meaning.procedure_clear,
        "options": list(meaning.options),
        "elapsed_ms": round(elapsed_ms, 3),
    }


def _object(line: str) -> dict[str, Any] | None:
    if not line.lstrip().startswith("{"):
        return None
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _awaiting(value: object) -> Awaiting | None:
    return Awaiting(value) if isinstance(value, str) and value in set(Awaiting) else None


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
