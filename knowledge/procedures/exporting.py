"""Procedures as JSON Lines that the importer `document` reads back to the same facts."""

from collections.abc import Iterable, Iterator

import orjson

from knowledge.procedures.codec import to_document
from knowledge.procedures.procedure import Procedure


def export_lines(procedures: Iterable[Procedure]) -> Iterator[bytes]:
    """One line a procedure, each with its line end."""
    for procedure in procedures:
        yield orjson.dumps({"procedure": to_document(procedure)}, option=orjson.OPT_APPEND_NEWLINE)
