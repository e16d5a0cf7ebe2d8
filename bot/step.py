"""One thing to answer, and its topic."""

from dataclasses import dataclass
from enum import StrEnum

from nlu.meaning import IntentName


class Detour(StrEnum):
    """What has to be done for the proof before the step goes on."""

    PHONE_INSTEAD = "phone_instead"
    """The slip with the number is lost: the phone opens instead."""
    CODE_AGAIN = "code_again"
    """The one-time code did not arrive."""
    NO_PHONE = "no_phone"
    """The phone that stands on the dossier is forgotten or gone."""
    NAME_ONLY = "name_only"
    """A name or a place was given instead of the number."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """`case`: the case of the procedure that was picked. `ask_procedure`: which of these is meant must be
    asked first. `ask_code`: a dossier number that was completed by guess and must be confirmed first.
    `confirmed`: the citizen said yes to the very act, in `said` before that. `takes_back`: the request is
    withdrawn itself, or that for an officer. `adds_to`: number of the ticket that the message adds to."""

    intent: IntentName
    procedure: str | None = None
    case: str | None = None
    dossier_code: str | None = None
    ask_procedure: tuple[str, ...] = ()
    ask_code: str | None = None
    detour: Detour | None = None
    confirmed: bool = False
    said: str | None = None
    takes_back: bool = False
    adds_to: int | None = None
