"""A reply as it waits in the outbox: wordings and values as JSON, words only when it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.reply import Say, Value


@dataclass(frozen=True, kw_only=True)
class Content:
    """`labels` are the options' words, in order; `ask_phone` offers the channel's phone sharing."""

    says: tuple[Say, ...]
    labels: tuple[str, ...] = ()
    ask_phone: bool = False


def to_json(content: Content) -> dict[str, Any]:
    return {
        "says": [
            {"wording": say.wording, "values": {name: _out(value) for name, value in say.values.items()}}
            for say in content.says
        ],
        "labels": list(content.labels),
        "ask_phone": content.ask_phone,
    }


def from_json(data: dict[str, Any]) -> Content:
    return Content(
        says=_says(data.get("says", ())),
        labels=tuple(data.get("labels", ())),
        ask_phone=bool(data.get("ask_phone", False)),
    )


def _says(items: Sequence[dict[str, Any]]) -> tuple[Say, ...]:
    return tuple(
        Say(wording=item["wording"], values={name: _in(value) for name, value in item["values"].items()})
        for item in items
    )


def _out(value: Value) -> object:
    """Dates are tagged, so that they come back as dates: {"at": …} with hour, {"on": …} without."""
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    return list(value) if isinstance(value, tuple) else value


def _in(value: Any) -> Value:
    if isinstance(value, dict):
        return datetime.fromisoformat(value["at"]) if "at" in value else date.fromisoformat(value["on"])
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return value if isinstance(value, int) else str(value)
