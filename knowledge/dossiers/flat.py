"""An event as cells under column names, and back: `applicant.phone`; lists are JSON in their cell.

In columns that the contract does not know, a cell that reads as JSON is JSON, any other is text, so that
unknown fields come back with the types they had.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from knowledge.dossiers.refusal import Refusal

_PARTS: Mapping[str, frozenset[str]] = {
    "unit": frozenset({"code", "name", "phone"}),
    "applicant": frozenset({"name", "phone", "citizen_id"}),
    "supplement": frozenset({"no", "deadline"}),
    "apology": frozenset({"no", "signed_on", "signer", "reason", "new_due_at"}),
    "fee": frozenset({"amount", "deadline", "paid", "refund_due"}),
}
_LISTS = frozenset({"authorised", "supplement.items"})
_PLAIN = frozenset(
    {
        *("code", "procedure_code", "procedure_name", "status", "status_note", "channel", "received_at"),
        *("due_at", "finished_at", "returned_at", "result_delivery", "updated_at", "sequence"),
        *(f"{part}.{name}" for part, names in _PARTS.items() for name in names),
    }
)


def flatten(event: Mapping[str, object]) -> dict[str, object]:
    cells: dict[str, object] = {}
    for name, value in event.items():
        if name in _PARTS and isinstance(value, dict) and value:
            cells |= {f"{name}.{inner}": _cell(f"{name}.{inner}", entry) for inner, entry in value.items()}
        else:
            cells[name] = _cell(name, value)
    return cells


def unflatten(cells: Mapping[str, object], row: int) -> dict[str, object] | Refusal:
    event: dict[str, Any] = {}
    for name, cell in cells.items():
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        value = cell if name in _PLAIN else _json(cell)
        if isinstance(value, str) and (name in _LISTS or name in _PARTS):
            return Refusal(row=row, field=name, reason="ô này phải chứa JSON đúng cú pháp")
        part, dot, inner = name.partition(".")
        if dot and part in _PARTS:
            event.setdefault(part, {})[inner] = value
        elif name in _PARTS and isinstance(value, dict):
            event[name] = {**value, **event.get(name, {})}
        else:
            event[name] = value
    return event


def _cell(name: str, value: object) -> object:
    """Text of unknown columns that would read as JSON, or as nothing, is quoted."""
    if name in _PLAIN or (isinstance(value, str) and value.strip() and _json(value) == value):
        return value
    return orjson.dumps(value).decode()


def _json(cell: object) -> object:
    try:
        return orjson.loads(cell) if isinstance(cell, str) else cell
    except orjson.JSONDecodeError:
        return cell
