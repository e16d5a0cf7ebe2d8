"""Whether a message holds the number or the proof that was asked for, and what follows when it does. Pure."""

import re
from dataclasses import replace

from bot.conversation import Conversation
from bot.intent_groups import ABOUT_DOSSIER, CHANGES, NAMES_ONLY
from bot.message import Inbound
from bot.own_words import asks, lost_phone, lost_slip, says_who_it_is, wants_code_again
from bot.step import Detour, Step
from nlu.meaning import Awaiting, EntityName, IntentName, Meaning
from vietnam.text import fold

LONGEST_PROOF = 40
"""Characters of a message in which a few bare digits are the proof that was asked for."""

LONGEST_NAME = 8
"""Words of a message that is no more than a name or a place."""


def code_in(meaning: Meaning) -> str | None:
    return next((str(e.value) for e in meaning.entities if e.name is EntityName.DOSSIER_CODE), None)


def pending_steps(
    state: Conversation, procedure: str | None, code: str | None, case: str | None = None
) -> tuple[Step, ...]:
    """`confirmed`: what asked for a proof or a choice was wanted for certain before it did."""
    intents = state.pending or state.last or (IntentName.DOSSIER_STATUS,)
    certain = state.awaiting is not None and state.awaiting is not Awaiting.YES_NO
    return tuple(
        Step(
            intent=name,
            procedure=procedure,
            dossier_code=code,
            case=case,
            confirmed=certain and name in CHANGES,
            takes_back=state.takes_back and name is IntentName.DOSSIER_WITHDRAW,
        )
        for name in intents
    )


def proof(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    if state.code_sent_to is not None and wants_code_again(inbound.text):
        return _by_detour(Detour.CODE_AGAIN, state, state.dossier_code)
    if lost_phone(inbound.text):
        return _by_detour(Detour.NO_PHONE, state, state.dossier_code)
    only_rating = {guess.name for guess in meaning.intents} == {IntentName.FEEDBACK_RATING}
    rates = any(e.name is EntityName.RATING for e in meaning.entities)
    if not _holds_proof(inbound, meaning) and (rates or not only_rating):
        return None
    return pending_steps(state, state.procedure, code_in(meaning) or state.dossier_code)


def _holds_proof(inbound: Inbound, meaning: Meaning) -> bool:
    if inbound.phone is not None and not inbound.text.strip():
        return True
    if any(e.name in {EntityName.PHONE, EntityName.CITIZEN_ID} for e in meaning.entities):
        return True
    digits = re.sub(r"\D", "", inbound.text)
    return len(digits) in {4, 6} and len(fold(inbound.text)) <= LONGEST_PROOF


def code_or_phone(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """Who has lost the number of the dossier may give the phone that stands on it instead."""
    code = code_in(meaning)
    if code is not None:
        unsure = any(e.value == code and not e.sure for e in meaning.entities)
        if unsure:
            return tuple(Step(intent=name, ask_code=code) for name in state.pending)
        return pending_steps(state, state.procedure, code)
    shared = inbound.phone is not None and not inbound.text.strip()
    if shared or any(e.name is EntityName.PHONE for e in meaning.entities):
        return pending_steps(state, state.procedure, None)
    if lost_slip(inbound.text):
        return _by_detour(Detour.PHONE_INSTEAD, state, None)
    return _by_detour(Detour.NAME_ONLY, state, None) if _only_name(inbound.text, meaning) else None


def _only_name(text: str, meaning: Meaning) -> bool:
    """Who, or from where, instead of the number: with it nobody may be shown a dossier."""
    other = {guess.name for guess in meaning.intents} - ABOUT_DOSSIER - NAMES_ONLY
    if asks(text) or meaning.procedure_clear or (meaning.clear and other) or len(text.split()) > LONGEST_NAME:
        return False
    return says_who_it_is(text) or any(e.name is EntityName.PLACE for e in meaning.entities)


def _by_detour(detour: Detour, state: Conversation, code: str | None) -> tuple[Step, ...]:
    return tuple(replace(step, detour=detour) for step in pending_steps(state, state.procedure, code))
