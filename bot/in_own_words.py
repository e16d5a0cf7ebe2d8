"""The answer to an open question in the citizen's own words: an option, a name, an account. Pure."""

from dataclasses import replace

from bot import pick
from bot.asked_number import code_in, pending_steps
from bot.conversation import Conversation
from bot.intent_groups import (
    ABOUT_DOSSIER,
    ABOUT_PLACE,
    ABOUT_PROCEDURE,
    NAMES_ONLY,
    OWN_WORDS,
    SMALL_TALK,
)
from bot.message import Inbound
from bot.offer import offered
from bot.own_words import asks
from bot.pick_age import of_other_age
from bot.reply import Choice
from bot.step import Step
from nlu.meaning import EntityName, IntentName, Meaning

_NOT_AN_ACCOUNT = (
    (ABOUT_DOSSIER - {IntentName.DOSSIER_OVERDUE})
    | ABOUT_PROCEDURE
    | SMALL_TALK
    | {
        IntentName.OFFICE_CONTACT,
        IntentName.HANDOFF,
        IntentName.NOTICE_SUBSCRIBE,
        IntentName.NOTICE_UNSUBSCRIBE,
        IntentName.PRIVACY_REQUEST,
    }
)
"""What, said clearly, is another request and not the account of what was wrong. A complaint about
lateness is such an account."""


def taken(choice: Choice, state: Conversation) -> tuple[Step, ...]:
    """What taking an option means."""
    if choice.intent is None:
        return pending_steps(
            state, choice.procedure or state.procedure, choice.dossier_code or state.dossier_code, choice.case
        )
    step = Step(
        intent=choice.intent,
        procedure=choice.procedure or state.procedure,
        case=choice.case,
        dossier_code=choice.dossier_code or state.dossier_code,
        confirmed=choice.said is not None,
        said=choice.said,
    )
    return (step,)


def in_own_words(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """The answer in the citizen's own words where an option, a name or an account was asked for."""
    names = {guess.name for guess in meaning.intents}
    pending = frozenset(state.pending)
    if pending and pending <= ABOUT_PROCEDURE and (steps := _one_of(inbound.text, meaning, state)):
        return steps
    if not pending and (guessed := _guessed(inbound.text, meaning, state)) is not None:
        return taken(guessed, state)
    if pending and pending <= ABOUT_PROCEDURE and names <= NAMES_ONLY:
        return named_procedure(meaning, state)
    if pending and pending <= ABOUT_DOSSIER and names <= {IntentName.DOSSIER_STATUS}:
        code = code_in(meaning)
        return pending_steps(state, state.procedure, code) if code else None
    if pending and pending <= ABOUT_PLACE and any(e.name is EntityName.PLACE for e in meaning.entities):
        return pending_steps(state, state.procedure, state.dossier_code)
    if pending and pending <= OWN_WORDS and inbound.text.strip() and _is_account(inbound, meaning):
        return pending_steps(state, state.procedure, state.dossier_code)
    return None


def _guessed(text: str, meaning: Meaning, state: Conversation) -> Choice | None:
    """Of the procedures that a message not understood may have meant, the one that is named now."""
    things = tuple(
        one for one in state.choices if one.procedure and one.intent is IntentName.PROCEDURE_OVERVIEW
    )
    if asks(text) or _names_another(meaning, things):
        return None
    return pick.by_words(text, things, 1.0)


def _one_of(text: str, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """An offered procedure or case by its words; with a question of its own it is asked that. Another
    question alone ("mấy ngày") is asked of the same options, with the one that was open."""
    own = [guess.name for guess in meaning.intents if guess.name in ABOUT_PROCEDURE - NAMES_ONLY]
    own = own if meaning.clear else []
    things = tuple(choice for choice in state.choices if choice.intent is None)
    elsewhere = _names_another(meaning, things)
    chosen = pick.by_words(text, things, 1.0 if elsewhere else pick.COVERED) if things else None
    if chosen is not None and not of_other_age(text, chosen):
        asked = tuple(own) if asks(text) else ()
        return taken(chosen, replace(state, pending=asked or state.pending))
    if not own or meaning.procedure_clear or offered(meaning):
        return None
    open_ones = tuple(name for name in state.pending if name is not IntentName.PROCEDURE_OVERVIEW)
    listed = things if state.alternatives else ()
    codes = tuple(dict.fromkeys(choice.procedure for choice in listed if choice.procedure))
    if len(codes) == 1 or state.procedure in codes:
        return None
    return tuple(Step(intent=name, ask_procedure=codes) for name in dict.fromkeys((*open_ones, *own)))


def _names_another(meaning: Meaning, things: tuple[Choice, ...]) -> bool:
    """A procedure that is clear and not in the list: half of an option's words are then no answer."""
    if not meaning.procedure_clear or not meaning.procedures:
        return False
    return meaning.procedures[0].code not in {choice.procedure for choice in things}


def _is_account(inbound: Inbound, meaning: Meaning) -> bool:
    names = {guess.name for guess in meaning.intents}
    if code_in(meaning) is not None or pick.is_bare_number(inbound.text):
        return False
    return not (names & _NOT_AN_ACCOUNT and (meaning.clear or asks(inbound.text)))


def named_procedure(meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    if meaning.procedure_clear and meaning.procedures:
        return pending_steps(state, meaning.procedures[0].code, state.dossier_code)
    if codes := offered(meaning):
        return tuple(Step(intent=name, ask_procedure=codes) for name in state.pending)
    return None
