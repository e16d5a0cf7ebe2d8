"""One exchange: load, understand, choose, answer, save. One transaction, and nothing is sent inside it."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import jobs, outbox_store, spoken, store
from bot.choose import Plan, Step, plan
from bot.conversation import Conversation
from bot.intent import Answer, Exchange, Intent, Services
from bot.intent_groups import ABOUT_DOSSIER
from bot.message import Inbound
from bot.outbox_store import Draft, Kind, State
from bot.parcel import Content, to_json
from bot.reply import Reply, Say
from bot.respond import respond
from bot.told import Told
from bot.wording import Wordings
from nlu.meaning import Awaiting, Context, IntentName, Meaning

log = logging.getLogger(__name__)

REPLY_LIFE = timedelta(hours=6)
"""An answer that could not leave for this long answers nothing any more."""
CODE_LIFE = timedelta(minutes=5)
LONGEST_MESSAGE = 4_000
"""Characters of a message that are read; nobody asks a question longer than that."""


@dataclass(frozen=True, kw_only=True)
class Assistant:
    """What a turn needs; made once by the composition root. `delivers` False: replies are shown by the
    caller (terminal) and never leave."""

    engine: AsyncEngine
    services: Services
    understand: Callable[[str, Context], Meaning]
    intents: Mapping[IntentName, Intent]
    wordings: Wordings
    delivers: bool = True


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What came of a message. `seen`: it was taken before, nothing was done. `drafts` in their order."""

    seen: bool = False
    intents: tuple[IntentName, ...] = ()
    drafts: tuple[Draft, ...] = ()


class _TakenByAnother(Exception):
    """Another delivery of the same message committed first: roll back, it is answered."""


async def take(assistant: Assistant, inbound: Inbound, now: datetime) -> Turn:
    """Answer one message. When this returns, the message and its answer are kept for good."""
    inbound = replace(inbound, text=inbound.text[:LONGEST_MESSAGE])
    try:
        async with assistant.engine.begin() as connection:
            return await _take(assistant, connection, inbound, now)
    except _TakenByAnother:
        return Turn(seen=True)


async def _take(assistant: Assistant, connection: AsyncConnection, inbound: Inbound, now: datetime) -> Turn:
    services = assistant.services
    held = await store.hold(connection, services.province, inbound, now)
    if held.seen:
        return Turn(seen=True)
    state = held.state.at(now, shared_screen=inbound.channel in services.policy.shared_screens)
    state = state.with_told(_as_asked(services, held.state.told))
    if inbound.phone is not None:
        state = state.prove_phone(inbound.phone, now)
    inbound = _with_digits(inbound, state)
    meaning = assistant.understand(inbound.text, state.context(inbound.sent_at))
    chosen = plan(inbound, meaning, state)
    exchange = Exchange(
        connection=connection,
        services=services,
        inbound=inbound,
        meaning=meaning,
        step=chosen.steps[0] if chosen.steps else Step(intent=IntentName.OUT_OF_SCOPE),
        state=state,
        now=now,
    )
    answer = await respond(assistant.intents, exchange, chosen)
    heard = _heard(chosen, meaning)
    drafts = _drafts(assistant, inbound, answer.reply, now)
    outbox_state = State.QUEUED if assistant.delivers else State.SHOWN
    kept = store.Kept(
        intents=heard,
        understood=answer.reply.understood,
        reply=drafts[0],
        outbox_state=outbox_state,
        state=answer.state,
        dossier_code=_shown(chosen, answer),
    )
    reply_id = await store.keep_turn(connection, services.province, inbound, kept, now)
    if reply_id is None:
        raise _TakenByAnother
    others = await outbox_store.put(connection, services.province, drafts[1:], now, outbox_state)
    if assistant.delivers:
        await jobs.wake_delivery(connection, [reply_id, *others])
    return Turn(intents=heard, drafts=tuple(drafts))


def _with_digits(inbound: Inbound, state: Conversation) -> Inbound:
    """A proof in spoken digits as what it is: "bốn hai bốn tám" is 4248."""
    said = spoken.digits(inbound.text) if state.awaiting is Awaiting.PROOF else None
    return inbound if said is None else replace(inbound, text=said)


def _as_asked(services: Services, told: Told | None) -> Told | None:
    """With what its kind asks; a kind that is gone from the code asks for nothing any more."""
    if told is None or told.kind not in services.notices:
        return told
    return replace(told, rates=services.notices[told.kind].asks is Awaiting.RATING)


def _shown(chosen: Plan, answer: Answer) -> str | None:
    """The dossier that the citizen was told of; one that is not proven is nobody's business."""
    if answer.reply.awaiting in {Awaiting.PROOF, Awaiting.CODE}:
        return None
    asked = any(step.intent in ABOUT_DOSSIER or step.dossier_code is not None for step in chosen.steps)
    return answer.reply.about_dossier or (answer.state.dossier_code if asked else None)


def _heard(chosen: Plan, meaning: Meaning) -> tuple[IntentName, ...]:
    """What the message is counted as: an answer to the open question ("2", a phone number) is a request
    for what the question was asked for."""
    if chosen.answers_question:
        return _without_repeats(tuple(step.intent for step in chosen.steps))
    return tuple(guess.name for guess in meaning.intents)


def _without_repeats(names: tuple[IntentName, ...]) -> tuple[IntentName, ...]:
    return tuple(dict.fromkeys(names))


def _drafts(assistant: Assistant, inbound: Inbound, reply: Reply, now: datetime) -> list[Draft]:
    """The reply, and the one-time code that goes to another number."""
    key = f"{inbound.channel}/{inbound.message_id}"
    content = Content(
        says=reply.says, labels=tuple(choice.label for choice in reply.choices), ask_phone=reply.ask_phone
    )
    drafts = [
        Draft(
            once_key=f"reply/{key}",
            channel=inbound.channel,
            recipient=inbound.sender,
            kind=Kind.REPLY,
            content=to_json(content),
            wordings=tuple(assistant.wordings.stamps(reply.says)),
            due_at=now,
            expires_at=now + REPLY_LIFE,
        )
    ]
    text_channel = assistant.services.policy.text_channel
    if reply.code_by_text is not None and text_channel is not None:
        says = (Say(wording="one_time_code.message", values={"code": reply.code_by_text.code}),)
        drafts.append(
            Draft(
                once_key=f"code/{key}",
                channel=text_channel,
                recipient=reply.code_by_text.phone,
                kind=Kind.CODE,
                content=to_json(Content(says=says)),
                wordings=tuple(assistant.wordings.stamps(says)),
                due_at=now,
                expires_at=now + CODE_LIFE,
            )
        )
    return drafts
