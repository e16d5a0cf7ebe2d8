"""A procedure as a JSON document, for the database and for export, and back without loss."""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson
from pydantic import TypeAdapter, ValidationError

from knowledge.procedures.procedure import Procedure


class DocumentError(ValueError):
    """A document that is not a procedure; `field` is the path of what is wrong: `papers.0.text`."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


def to_document(procedure: Procedure) -> dict[str, Any]:
    """JSON-ready. Fields that stand at their default are left out, so that documents stay small."""
    document: dict[str, Any] = _adapter().dump_python(procedure, mode="json", exclude_defaults=True)
    return document


def from_document(document: Mapping[str, Any]) -> Procedure:
    """The procedure of a document. `DocumentError` names the first field that does not fit."""
    try:
        return _adapter().validate_python(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        path = ".".join(map(str, first["loc"])) or "document"
        raise DocumentError(path, first["msg"]) from error


def fingerprint(document: Mapping[str, Any]) -> str:
    """Same facts, same fingerprint: hex SHA-256 of the document with sorted keys."""
    return hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).hexdigest()


@cache
def _adapter() -> TypeAdapter[Procedure]:
    return TypeAdapter(Procedure)
