"""What a handler answers: which wording with which values; words are made when the message leaves."""

from dataclasses import dataclass, field
from datetime import date, datetime

from nlu.meaning import Awaiting, IntentName

Value = str | int | date | datetime | tuple[str, ...]
"""What a wording may be filled with. A tuple is a list of lines; dates are written dd/mm/yyyy."""


@dataclass(frozen=True, kw_only=True)
class Say:
    """One paragraph. `wording` names `<file>.<entry>` under bot/wording/, e.g. `dossier_status.ready`."""

    wording: str
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An option to tap, or to answer by its number. Taking it means: `intent`, or the intents that wait,
    asked about `procedure` (in one `case` of it) or `dossier_code`. `words`: other words for it;
    `said`: the message that this option confirms."""

    label: str
    intent: IntentName | None = None
    procedure: str | None = None
    case: str | None = None
    dossier_code: str | None = None
    words: str | None = None
    said: str | None = None


@dataclass(frozen=True, kw_only=True)
class CodeByText:
    """A one-time code that must leave by SMS to a number other than the sender's own."""

    phone: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A handler's whole answer.

    `awaiting`/`pending`: the question left open and the intents that go on once it is answered.
    `about_procedure`/`about_dossier`: the topic from here on. `alternatives`: the other procedures that
    could have been meant ("không, cái kia"). `ask_phone`: offer the channel's own phone sharing.
    `about_place`: the commune from here on. `talked_of`: that procedure as what the talk may come back
    to. `takes_back`: what waits is to take a request back. `asks_procedure`: it is open which procedure
    is meant. `report`: number of the report just recorded. `told_late`: which delay was told.
    `understood` False: the message was not understood, and this asks back."""

    says: tuple[Say, ...]
    choices: tuple[Choice, ...] = ()
    awaiting: Awaiting | None = None
    pending: tuple[IntentName, ...] = ()
    about_procedure: str | None = None
    about_dossier: str | None = None
    about_place: str | None = None
    talked_of: Choice | None = None
    alternatives: tuple[str, ...] = ()
    ask_phone: bool = False
    code_by_text: CodeByText | None = None
    code_sent_to: str | None = None
    takes_back: bool = False
    asks_procedure: bool = False
    report: int | None = None
    told_late: str | None = None
    understood: bool = True
