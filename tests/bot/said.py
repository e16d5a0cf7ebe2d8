"""Parts of tests about what is said while something is open: talks, messages and what they mean."""

from bot.conversation import Conversation
from bot.message import ChannelId, Inbound
from bot.reply import Choice
from nlu.meaning import (
    Awaiting,
    Entity,
    EntityName,
    IntentGuess,
    IntentName,
    Meaning,
    ProcedureGuess,
)
from tests.bot.make import CODE
from tests.bot.talk import NOW

STATUS, FEE, TIME = IntentName.DOSSIER_STATUS, IntentName.PROCEDURE_FEE, IntentName.PROCEDURE_TIME
DENY, OVERVIEW = IntentName.CHAT_DENY, IntentName.PROCEDURE_OVERVIEW
OPTIONS = (
    Choice(label="Đăng ký khai sinh", procedure="1.001193"),
    Choice(label="Đăng ký lại khai sinh", procedure="1.004884"),
    Choice(label="Gặp cán bộ", intent=IntentName.HANDOFF),
)
WHICH = Conversation(awaiting=Awaiting.CHOICE, pending=(FEE,), choices=OPTIONS)
PROOF = Conversation(awaiting=Awaiting.PROOF, pending=(STATUS,), dossier_code=CODE)


def inbound(text: str, phone: str | None = None) -> Inbound:
    return Inbound(
        channel=ChannelId("webchat"), sender="s", message_id="1", text=text, sent_at=NOW, phone=phone
    )


def meaning(*names: IntentName, clear: bool = True, **more: str | tuple[str, ...]) -> Meaning:
    entities = tuple(
        Entity(name=EntityName(name), value=str(value), start=0, end=0)
        for name, value in more.items()
        if name in set(EntityName) and name != "procedure"
    )
    named = more.get("procedure")
    options = more.get("options", ())
    return Meaning(
        text="",
        intents=tuple(IntentGuess(name=name, confidence=0.9) for name in names),
        entities=entities,
        clear=clear,
        procedures=(ProcedureGuess(code=str(named), name="", confidence=0.9),) if named else (),
        procedure_clear=named is not None,
        options=options if isinstance(options, tuple) else (),
    )
