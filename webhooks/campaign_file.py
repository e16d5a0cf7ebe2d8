"""A campaign's words from a TOML file and the command line, which wins."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path

from pydantic_core import PydanticCustomError

from bot.campaigns.campaign import DEFAULT_RATE, Text
from knowledge.dossiers.values import deadline
from vietnam.calendar import VN
from webhooks.terminal import UsageError

_KEYS = ("name", "chat", "sms", "unit", "ends_at", "urgent", "rate")
_NEEDED = ("name", "chat", "unit", "ends_at")


def read_text(file: Path | None, options: Mapping[str, object], known: Text | None = None) -> Text:
    """`options` that are None are not given; `known` are the words that a draft has now. Raises UsageError
    naming what is missing or wrong."""
    given = {} if known is None else _as_given(known)
    given |= _read(file) if file is not None else {}
    given |= {name: value for name, value in options.items() if value is not None}
    if missing := [name for name in _NEEDED if not given.get(name)]:
        raise UsageError(
            f"thiếu {', '.join(missing)}",
            f"ghi trong tệp TOML, hoặc thêm {', '.join('--' + name.replace('_', '-') for name in missing)}",
        )
    for name, kind in (("name", str), ("chat", str), ("unit", str), ("urgent", bool), ("rate", int)):
        if name in given and not isinstance(given[name], kind):
            raise UsageError(
                f"`{name}` không đúng kiểu", "chữ trong ngoặc kép; urgent là true/false; rate là số"
            )
    sms = given.get("sms")
    return Text(
        name=str(given["name"]).strip(),
        chat=str(given["chat"]).strip(),
        sms=None if sms is None else str(sms).strip(),
        unit_code=str(given["unit"]).strip(),
        urgent=bool(given.get("urgent", False)),
        rate=int(str(given.get("rate", DEFAULT_RATE))),
        ends_at=_moment(given["ends_at"]),
    )


def _as_given(known: Text) -> dict[str, object]:
    values = dict(vars(known))
    values["unit"] = values.pop("unit_code")
    return values


def _read(file: Path) -> dict[str, object]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{file.name} không phải UTF-8", "lưu lại tệp dạng UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{file.name} không phải TOML: {error}", "xem mẫu trong docs/operations.md"
        ) from error
    if unknown := set(document) - set(_KEYS):
        raise UsageError(
            f"{file.name}: không có mục {', '.join(sorted(unknown))}", f"dùng {', '.join(_KEYS)}"
        )
    return document


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=VN)
    if isinstance(value, date):
        return datetime.combine(value, time(17), tzinfo=VN)
    try:
        found = deadline(value)
    except PydanticCustomError as error:
        raise UsageError(f"ends_at: {error.message()}", "viết 24/11/2026 17:00") from error
    if found is None:
        raise UsageError("ends_at để trống", "viết 24/11/2026 17:00")
    return found
