"""What one chat remembers between two messages. Pure: states in, states out, no clock of its own."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.reply import Choice, Reply
from nlu.meaning import Awaiting, Context, IntentName

PROOF_HOLDS = timedelta(hours=24)
"""How long a code proven by number or identity card stays open in one chat (level 1)."""
PHONE_HOLDS = timedelta(days=180)
"""How long a phone proven on a platform account stays proven (level 2): people change their SIM."""
SHARED_SCREEN_HOLDS = timedelta(minutes=30)
"""The same for the web page, which may be a shared computer."""
QUESTION_HOLDS = timedelta(hours=12)
"""An open question, and the topic of the talk, are forgotten after this."""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """State of one chat. `pending`: the intents that go on once the open question is answered;
    `last`: those answered last, for "thế còn …" and "không, cái kia".
    `misunderstood`: how many messages in a row were not understood; `proven`: code -> when (level 1)."""

    procedure: str | None = None
    dossier_code: str | None = None
    awaiting: Awaiting | None = None
    pending: tuple[IntentName, ...] = ()
    last: tuple[IntentName, ...] = ()
    choices: tuple[Choice, ...] = ()
    alternatives: tuple[str, ...] = ()
    misunderstood: int = 0
    code_sent_to: str | None = None
    phone: str | None = None
    phone_proven_at: datetime | None = None
    proven: dict[str, datetime] = field(default_factory=dict)
    last_at: datetime | None = None

    def at(self, now: datetime, *, shared_screen: bool) -> "Conversation":
        """The state as it counts now: what has grown old is forgotten."""
        phone_holds = SHARED_SCREEN_HOLDS if shared_screen else PHONE_HOLDS
        proof_holds = SHARED_SCREEN_HOLDS if shared_screen else PROOF_HOLDS
        state = replace(
            self, proven={code: when for code, when in self.proven.items() if now - when < proof_holds}
        )
        if self.phone_proven_at is not None and now - self.phone_proven_at >= phone_holds:
            state = replace(state, phone=None, phone_proven_at=None)
        if self.last_at is not None and now - self.last_at >= QUESTION_HOLDS:
            state = state.forget_topic()
        return state

    def forget_topic(self) -> "Conversation":
        return Conversation(phone=self.phone, phone_proven_at=self.phone_proven_at, proven=self.proven)

    def context(self, sent_at: datetime) -> Context:
        """What the understanding needs to know of the talk."""
        return Context(
            procedure=self.procedure,
            dossier_code=self.dossier_code,
            awaiting=self.awaiting,
            sent_at=sent_at,
        )

    def after(self, reply: Reply) -> "Conversation":
        """The state once this reply is given: its question is the open one, its topic the topic."""
        return replace(
            self,
            procedure=reply.about_procedure or self.procedure,
            dossier_code=reply.about_dossier or self.dossier_code,
            awaiting=reply.awaiting,
            pending=reply.pending,
            choices=reply.choices,
            alternatives=reply.alternatives or (self.alternatives if not reply.about_procedure else ()),
            code_sent_to=reply.code_sent_to if reply.awaiting is not None else None,
        )

    def prove_code(self, code: str, now: datetime) -> "Conversation":
        return replace(self, proven={**self.proven, code: now})

    def prove_phone(self, phone: str, now: datetime) -> "Conversation":
        return replace(self, phone=phone, phone_proven_at=now)


def to_json(state: Conversation) -> dict[str, Any]:
    """JSON form for the database. The proven phone is kept in columns of its own."""
    return {
        "procedure": state.procedure,
        "dossier_code": state.dossier_code,
        "awaiting": state.awaiting,
        "pending": list(state.pending),
        "last": list(state.last),
        "choices": [{k: v for k, v in vars(choice).items() if v is not None} for choice in state.choices],
        "alternatives": list(state.alternatives),
        "misunderstood": state.misunderstood,
        "code_sent_to": state.code_sent_to,
        "proven": {code: when.isoformat() for code, when in state.proven.items()},
    }


def from_json(
    data: dict[str, Any], *, phone: str | None, phone_proven_at: datetime | None, last_at: datetime | None
) -> Conversation:
    """Inverse of `to_json`; an unknown key from a newer version is ignored."""
    awaiting = data.get("awaiting")
    return Conversation(
        procedure=data.get("procedure"),
        dossier_code=data.get("dossier_code"),
        awaiting=Awaiting(awaiting) if awaiting else None,
        pending=tuple(IntentName(name) for name in data.get("pending", ())),
        last=tuple(IntentName(name) for name in data.get("last", ())),
        choices=tuple(_choice(item) for item in data.get("choices", ())),
        alternatives=tuple(data.get("alternatives", ())),
        misunderstood=int(data.get("misunderstood", 0)),
        code_sent_to=data.get("code_sent_to"),
        phone=phone,
        phone_proven_at=phone_proven_at,
        proven={code: datetime.fromisoformat(when) for code, when in data.get("proven", {}).items()},
        last_at=last_at,
    )


def _choice(item: dict[str, Any]) -> Choice:
    intent = item.get("intent")
    return Choice(
        label=item["label"],
        intent=IntentName(intent) if intent else None,
        procedure=item.get("procedure"),
        case=item.get("case"),
        dossier_code=item.get("dossier_code"),
    )
