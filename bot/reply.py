"""What a handler answers: which wording with which values; words are made when the message leaves."""

from dataclasses import dataclass, field
from datetime import date, datetime

from nlu.meaning import Awaiting, IntentName

Value = str | int | date | datetime | tuple[str, ...]
"""What a wording may be filled with. Tuples are lists of lines; dates are written dd/mm/yyyy."""


@dataclass(frozen=True, kw_only=True)
class Say:
    """One paragraph: `wording` names `<file>.<entry>` under bot/wording/ (e.g. `dossier_status.ready`)."""

    wording: str
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An option to tap, or to answer by its number. What taking it means:

    `intent` with `procedure` and/or `dossier_code`: as if that had been asked; `text`: as if it had been typed.
    """

    label: str
    intent: IntentName | None = None
    procedure: str | None = None
    dossier_code: str | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """`awaiting`: what the assistant now waits for.

    `ask_phone`: offer the channel's own phone sharing if it has one."""

    says: tuple[Say, ...]
    choices: tuple[Choice, ...] = ()
    awaiting: Awaiting | None = None
    ask_phone: bool = False
