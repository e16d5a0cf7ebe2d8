"""What one chat remembers between two messages. Pure: states in, states out, no clock of its own."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.reply import Choice, Reply
from bot.step import Step
from bot.told import Told
from nlu.meaning import Awaiting, Context, IntentName

PROOF_HOLDS = timedelta(hours=24)
"""How long a code proven by number or identity card stays open in one chat (level 1)."""
PHONE_HOLDS = timedelta(days=180)
"""How long a phone proven on a platform account stays proven (level 2): people change their SIM."""
SHARED_SCREEN_HOLDS = timedelta(minutes=30)
"""The same for the web page, which may be a shared computer."""
QUESTION_HOLDS = timedelta(hours=12)
"""An open question, and the topic of the talk, are forgotten after this."""
MOST_TALKED = 3
"""Procedures that the talk can be led back to by few words."""
LIST_HOLDS = 3
"""Replies after which a list of options is no longer picked from."""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """State of one chat. `pending`: the intents that go on once the open question is answered (with
    `takes_back`: to take a request back); `later`: steps behind them, each with its own topic; `last`: those
    answered last, for "thế còn …". `last_choices`: the options listed last, with the intents that they were
    for; they can be picked from when their question is answered, too. `misunderstood`, `unresolved`: how many
    messages in a row were not understood, or left open which procedure is meant. `report`: the ticket that a
    name or a phone in the next message adds to. `told_late`: the delay told last. `proven`: code -> when
    (level 1). `talked`: the procedures answered about lately, the newest last. `place`: the commune asked
    about. `told`: the notice that reached this chat last; read with each message, kept nowhere else."""

    procedure: str | None = None
    dossier_code: str | None = None
    awaiting: Awaiting | None = None
    pending: tuple[IntentName, ...] = ()
    later: tuple[Step, ...] = ()
    last: tuple[IntentName, ...] = ()
    choices: tuple[Choice, ...] = ()
    alternatives: tuple[str, ...] = ()
    last_choices: tuple[Choice, ...] = ()
    last_pending: tuple[IntentName, ...] = ()
    list_age: int = 0
    misunderstood: int = 0
    unresolved: int = 0
    report: int | None = None
    takes_back: bool = False
    told_late: str | None = None
    talked: tuple[Choice, ...] = ()
    place: str | None = None
    code_sent_to: str | None = None
    phone: str | None = None
    phone_proven_at: datetime | None = None
    proven: dict[str, datetime] = field(default_factory=dict)
    last_at: datetime | None = None
    told: Told | None = None

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

    def with_told(self, told: Told | None) -> "Conversation":
        """The state beside the notice told last. The newer question wins: that of a notice which left after
        the last message, or else the one that was open before."""
        state = replace(self, told=told)
        if told is None or not told.fresh or (self.awaiting is not None and not told.rates):
            return state
        state = replace(state.forget_topic(), told=told, dossier_code=told.dossier_code)
        if not told.rates:
            return state
        return replace(state, awaiting=Awaiting.RATING, pending=(IntentName.FEEDBACK_RATING,))

    def past_question(self) -> "Conversation":
        """For what does not answer the open question: a notice that left after it is what is talked of."""
        if self.awaiting is None or self.told is None or not self.told.fresh or self.told.rates:
            return self
        return replace(self, dossier_code=self.told.dossier_code or self.dossier_code, procedure=None)

    def forget_topic(self) -> "Conversation":
        return Conversation(phone=self.phone, phone_proven_at=self.phone_proven_at, proven=self.proven)

    def context(self, sent_at: datetime) -> Context:
        """What the understanding needs to know of the talk. A single procedure that it was asked about leans
        on what follows as if it were the topic."""
        guessed = self.alternatives[0] if self.awaiting is Awaiting.YES_NO and self.alternatives else None
        return Context(
            procedure=self.procedure or guessed,
            dossier_code=self.dossier_code,
            awaiting=self.awaiting,
            sent_at=sent_at,
        )

    def after(self, reply: Reply) -> "Conversation":
        """The state once this reply is given: its question is the open one, its topic the topic. A dossier
        that was shown is talked of from here on, and no procedure that came before it. Where it is asked
        which procedure is meant, the one talked of stays the topic as long as it may be meant."""
        dossier_shown = reply.about_dossier is not None and reply.awaiting is not Awaiting.PROOF
        decided = reply.about_procedure is not None or dossier_shown
        listed = reply.choices if reply.awaiting is Awaiting.CHOICE else ()
        open_again = reply.asks_procedure and self.procedure not in reply.alternatives
        procedure = None if open_again or dossier_shown else self.procedure
        return replace(
            self,
            procedure=reply.about_procedure or procedure,
            dossier_code=reply.about_dossier or self.dossier_code,
            awaiting=reply.awaiting,
            pending=reply.pending,
            later=(),
            choices=reply.choices,
            last_choices=listed or self._still_listed(reply),
            last_pending=reply.pending if listed else self.last_pending,
            list_age=0 if listed else self.list_age + 1,
            unresolved=self.unresolved + 1 if reply.asks_procedure else 0,
            report=reply.report,
            takes_back=reply.takes_back,
            told_late=reply.told_late or self.told_late,
            place=None if dossier_shown else reply.about_place or self.place,
            talked=self._talked(reply.talked_of),
            alternatives=reply.alternatives or (() if decided or reply.asks_procedure else self.alternatives),
            code_sent_to=reply.code_sent_to if reply.awaiting is not None else None,
        )

    def _talked(self, now: Choice | None) -> tuple[Choice, ...]:
        if now is None:
            return self.talked
        others = tuple(one for one in self.talked if one.procedure != now.procedure)
        return (*others, now)[-MOST_TALKED:]

    def _still_listed(self, reply: Reply) -> tuple[Choice, ...]:
        """The last list, as long as the talk is of something that was on it."""
        if self.list_age >= LIST_HOLDS:
            return ()
        topic = {reply.about_procedure, reply.about_dossier} - {None}
        on_it = {code for choice in self.last_choices for code in (choice.procedure, choice.dossier_code)}
        return self.last_choices if not topic or topic & on_it else ()

    def prove_code(self, code: str, now: datetime) -> "Conversation":
        return replace(self, proven={**self.proven, code: now})

    def prove_phone(self, phone: str, now: datetime) -> "Conversation":
        return replace(self, phone=phone, phone_proven_at=now)
