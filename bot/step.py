"""One thing to answer, and its topic."""

from dataclasses import dataclass

from nlu.meaning import IntentName


@dataclass(frozen=True, kw_only=True)
class Step:
    """`case`: the case of the procedure that was picked. `ask_procedure`: which of these is meant must be
    asked first. `ask_code`: a dossier number that was completed by guess and must be confirmed first."""

    intent: IntentName
    procedure: str | None = None
    case: str | None = None
    dossier_code: str | None = None
    ask_procedure: tuple[str, ...] = ()
    ask_code: str | None = None
