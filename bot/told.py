"""The notice told last to a chat: what a reply is about, and which question it left open. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

REMEMBERED = timedelta(days=30)
"""A rating that comes so late still counts; of an older notice nothing more is known."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """`at`: when the copy left. `dossier_code` None: it was about none, or about several. `subject`: to whom
    it was told (E.164 phone, or channel:sender). `fresh`: nothing was said in the chat since. `rates`: its
    question is the rating."""

    notice_id: int
    kind: str
    subject: str
    at: datetime
    dossier_code: str | None = None
    unit_code: str | None = None
    fresh: bool = False
    rates: bool = False
