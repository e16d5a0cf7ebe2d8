"""Our own export: `{"procedure": {...}}`, the document that the database keeps."""

from dataclasses import replace

from knowledge.procedures.codec import DocumentError, from_document
from knowledge.procedures.importer import Importer, Record, Refusal
from knowledge.procedures.procedure import Procedure


def read(record: Record, row: int) -> Procedure | Refusal:
    """An import is never reviewed, even when it was exported from reviewed files."""
    try:
        return replace(from_document(record["procedure"]), reviewed=False)
    except DocumentError as error:
        return Refusal(row=row, field=error.field, reason=error.reason)


IMPORTER = Importer(name="document", recognises=lambda record: "procedure" in record, read=read)
