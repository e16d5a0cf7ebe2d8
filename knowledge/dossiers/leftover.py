"""What an event says beyond our fields: taken out as a tree of the same shape, put back in its place."""

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import BaseModel

from vietnam.calendar import VN


def leftover(model: BaseModel) -> dict[str, object]:
    """The unknown fields of an event and of its parts, without nulls."""
    extra = model.model_extra or {}
    found = {_plain(key): _clean(value) for key, value in extra.items() if value is not None}
    for name, value in vars(model).items():
        if isinstance(value, BaseModel) and (inner := leftover(value)):
            found[name] = inner
        elif isinstance(value, list) and any(rests := [leftover(entry) for entry in value]):
            found[name] = rests
    return found


def completed(known: Mapping[str, object], rest: Mapping[str, object]) -> dict[str, object]:
    """`known` with `rest` put back in its place; where both say something, `known` wins."""
    return {**known, **{key: _put_back(known.get(key), value) for key, value in rest.items()}}


def _put_back(known: object, rest: object) -> object:
    if isinstance(known, dict) and isinstance(rest, Mapping):
        return completed(known, rest)
    if isinstance(known, list) and isinstance(rest, list):
        return [_put_back(entry, more) for entry, more in zip(known, rest, strict=True)]
    return rest if known is None else known


def without_nulls(fields: Mapping[str, object]) -> dict[str, object]:
    """Only what is said, moments as ISO text in Vietnam's time: equal events become equal JSON."""
    return {name: _written(value) for name, value in fields.items() if value is not None}


def _written(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(VN).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _clean(value: object) -> object:
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, dict):
        return {_plain(key): _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value


def _plain(text: str) -> str:
    """PostgreSQL's JSON holds every character but NUL."""
    return text.replace("\x00", "")
