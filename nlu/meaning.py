"""What a message means: the types that pass through the one door of this room."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IntentName(StrEnum):
    """The fixed labels of the understanding contract."""

    DOSSIER_STATUS = "dossier.status"
    DOSSIER_OVERDUE = "dossier.overdue"
    DOSSIER_SUPPLEMENT = "dossier.supplement"
    DOSSIER_RESULT = "dossier.result"
    DOSSIER_WITHDRAW = "dossier.withdraw"
    PROCEDURE_OVERVIEW = "procedure.overview"
    PROCEDURE_PAPERS = "procedure.papers"
    PROCEDURE_FEE = "procedure.fee"
    PROCEDURE_TIME = "procedure.time"
    PROCEDURE_PLACE = "procedure.place"
    PROCEDURE_ONLINE = "procedure.online"
    PROCEDURE_FORM = "procedure.form"
    PROCEDURE_CONDITIONS = "procedure.conditions"
    PROCEDURE_LEGAL = "procedure.legal"
    OFFICE_CONTACT = "office.contact"
    PAYMENT_HELP = "payment.help"
    ACCOUNT_HELP = "account.help"
    COMMUNITY_HELP = "community.help"
    FEEDBACK_REPORT = "feedback.report"
    FEEDBACK_RATING = "feedback.rating"
    NOTICE_SUBSCRIBE = "notice.subscribe"
    NOTICE_UNSUBSCRIBE = "notice.unsubscribe"
    PRIVACY_REQUEST = "privacy.request"
    HANDOFF = "handoff"
    EMERGENCY = "emergency"
    CHAT_GREET = "chat.greet"
    CHAT_THANKS = "chat.thanks"
    CHAT_BYE = "chat.bye"
    CHAT_HELP = "chat.help"
    CHAT_AFFIRM = "chat.affirm"
    CHAT_DENY = "chat.deny"
    OUT_OF_SCOPE = "out_of_scope"


class EntityName(StrEnum):
    DOSSIER_CODE = "dossier_code"
    CITIZEN_ID = "citizen_id"
    PHONE = "phone"
    DATE = "date"
    PLACE = "place"
    PROCEDURE = "procedure"
    RATING = "rating"
    MONEY = "money"


class Awaiting(StrEnum):
    """What the assistant's last question asked for."""

    CODE = "code"
    PROOF = "proof"
    CHOICE = "choice"
    YES_NO = "yes_no"
    RATING = "rating"


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the talk is about. `sent_at` (with zone) is the moment relative dates count from."""

    procedure: str | None = None
    dossier_code: str | None = None
    awaiting: Awaiting | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Entity:
    """`value` is normalised; `start`/`end` are character offsets into the text as it came.
    `code` is the administrative code of a place. `sure` False: a guess that must be confirmed first
    (a dossier number with missing parts)."""

    name: EntityName
    value: str | int
    start: int
    end: int
    code: str | None = None
    sure: bool = True


@dataclass(frozen=True, kw_only=True)
class IntentGuess:
    """`procedure`: the code that this intent's own part of the message clearly names, set where a message
    names several procedures ("làm hộ chiếu cần gì, còn lý lịch tư pháp mất bao lâu")."""

    name: IntentName
    confidence: float
    procedure: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProcedureGuess:
    code: str
    name: str
    confidence: float


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """`intents` in the order asked, never empty. `procedures` ranked, at most five.

    `clear`: the intents may be acted on; otherwise the assistant asks back with `intent_options`.
    `procedure_clear`: the first procedure may be answered without asking which one is meant;
    otherwise `options` holds two or three codes to choose from (empty: none was meant)."""

    text: str
    intents: tuple[IntentGuess, ...]
    procedures: tuple[ProcedureGuess, ...] = ()
    entities: tuple[Entity, ...] = ()
    restored: str = ""
    clear: bool = True
    intent_options: tuple[IntentName, ...] = ()
    procedure_clear: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A procedure as the matcher sees it, handed in by the composition root."""

    code: str
    name: str
    official_name: str
    everyday_names: tuple[str, ...] = ()
    family: str = ""
    everyday_default: bool = False
    reviewed: bool = False
    level: str = ""
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A name the assistant knows, with its code; other names fold to the same place."""

    code: str
    name: str
    other_names: tuple[str, ...] = ()
