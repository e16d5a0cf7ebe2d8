"""Whether a message answers the question that is open, and what follows when it does. Pure."""

import re

from rapidfuzz import fuzz, process

from bot.conversation import Conversation
from bot.message import Inbound
from bot.reply import Choice
from bot.step import Step
from nlu.meaning import Awaiting, EntityName, IntentName, Meaning
from vietnam.text import fold

SAME_LABEL = 88
"""rapidfuzz ratio from which typed words mean an offered option."""
LONGEST_PROOF = 40
"""Characters of a message in which a few bare digits are the proof that was asked for."""
_NUMBER = re.compile(r"(?:so|chon|muc|cau|y|option)?\s*(\d{1,2})\s*[.)]?")

ABOUT_DOSSIER = frozenset(
    {
        IntentName.DOSSIER_STATUS,
        IntentName.DOSSIER_OVERDUE,
        IntentName.DOSSIER_SUPPLEMENT,
        IntentName.DOSSIER_RESULT,
        IntentName.DOSSIER_WITHDRAW,
    }
)
ABOUT_PROCEDURE = frozenset(name for name in IntentName if name.startswith("procedure."))
ABOUT_PLACE = frozenset({IntentName.OFFICE_CONTACT, IntentName.COMMUNITY_HELP})
OWN_WORDS = frozenset({IntentName.FEEDBACK_RATING, IntentName.FEEDBACK_REPORT})
"""Intents that wait for the citizen's own words: what was wrong, what happened."""

_SMALL_TALK = frozenset(name for name in IntentName if name.startswith("chat."))
_NOT_AN_ACCOUNT = (
    (ABOUT_DOSSIER - {IntentName.DOSSIER_OVERDUE})
    | ABOUT_PROCEDURE
    | _SMALL_TALK
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
_NAMES_ONLY = _SMALL_TALK | {IntentName.PROCEDURE_OVERVIEW, IntentName.OUT_OF_SCOPE}
"""What the name of a procedure standing alone is taken for: it asks nothing by itself."""


def answered(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """Steps that follow when the message answers the open question, None when it does not."""
    if state.awaiting is None:
        return other_one(meaning, state)
    if state.choices and (choice := picked(inbound.text, state.choices)) is not None:
        return _taken(choice, state)
    match state.awaiting:
        case Awaiting.YES_NO:
            steps = _yes_no(meaning, state)
        case Awaiting.PROOF:
            steps = _proof(inbound, meaning, state)
        case Awaiting.CODE:
            steps = _code_or_phone(inbound, meaning, state)
        case Awaiting.RATING:
            steps = _rating(meaning, state)
        case Awaiting.CHOICE:
            steps = _named(inbound, meaning, state)
    return steps or other_one(meaning, state)


def picked(text: str, choices: tuple[Choice, ...]) -> Choice | None:
    """The option that a text names by its number or, nearly, by its words."""
    folded = fold(text)
    number = _NUMBER.fullmatch(folded)
    if number is not None:
        index = int(number[1]) - 1
        return choices[index] if 0 <= index < len(choices) else None
    labels = [fold(choice.label) for choice in choices]
    best = process.extractOne(folded, labels, scorer=fuzz.ratio, score_cutoff=SAME_LABEL)
    return choices[best[2]] if best else None


def other_one(meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """ "không, cái kia": the other procedure that could have been meant, asked the same."""
    names = {guess.name for guess in meaning.intents}
    if IntentName.CHAT_DENY not in names or not state.alternatives or not state.last:
        return None
    if meaning.procedure_clear or not ABOUT_PROCEDURE.issuperset(state.last):
        return None
    others = state.alternatives
    if len(others) == 1:
        return tuple(Step(intent=name, procedure=others[0]) for name in state.last)
    return tuple(Step(intent=name, ask_procedure=others) for name in state.last)


def code_in(meaning: Meaning) -> str | None:
    return next((str(e.value) for e in meaning.entities if e.name is EntityName.DOSSIER_CODE), None)


def _taken(choice: Choice, state: Conversation) -> tuple[Step, ...]:
    if choice.intent is None:
        return _pending(
            state, choice.procedure or state.procedure, choice.dossier_code or state.dossier_code, choice.case
        )
    step = Step(
        intent=choice.intent,
        procedure=choice.procedure or state.procedure,
        case=choice.case,
        dossier_code=choice.dossier_code or state.dossier_code,
    )
    return (step,)


def _pending(
    state: Conversation, procedure: str | None, code: str | None, case: str | None = None
) -> tuple[Step, ...]:
    intents = state.pending or state.last or (IntentName.DOSSIER_STATUS,)
    return tuple(Step(intent=name, procedure=procedure, dossier_code=code, case=case) for name in intents)


def _yes_no(meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    names = {guess.name for guess in meaning.intents}
    if IntentName.CHAT_AFFIRM in names and state.choices:
        return _taken(state.choices[0], state)
    if IntentName.CHAT_DENY in names and len(state.choices) > 1:
        return _taken(state.choices[1], state)
    return None


def _proof(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    if not _holds_proof(inbound, meaning):
        return None
    return _pending(state, state.procedure, code_in(meaning) or state.dossier_code)


def _holds_proof(inbound: Inbound, meaning: Meaning) -> bool:
    if inbound.phone is not None and not inbound.text.strip():
        return True
    if any(e.name in {EntityName.PHONE, EntityName.CITIZEN_ID} for e in meaning.entities):
        return True
    digits = re.sub(r"\D", "", inbound.text)
    return len(digits) in {4, 6} and len(fold(inbound.text)) <= LONGEST_PROOF


def _code_or_phone(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """Who has lost the number of the dossier may give the phone that stands on it instead."""
    code = code_in(meaning)
    if code is not None:
        unsure = any(e.value == code and not e.sure for e in meaning.entities)
        if unsure:
            return tuple(Step(intent=name, ask_code=code) for name in state.pending)
        return _pending(state, state.procedure, code)
    shared = inbound.phone is not None and not inbound.text.strip()
    if shared or any(e.name is EntityName.PHONE for e in meaning.entities):
        return _pending(state, state.procedure, None)
    return None


def _rating(meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    if any(e.name is EntityName.RATING for e in meaning.entities):
        return (Step(intent=IntentName.FEEDBACK_RATING, dossier_code=state.dossier_code),)
    return None


def _named(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """The answer in the citizen's own words where an option, a name or an account was asked for."""
    names = {guess.name for guess in meaning.intents}
    pending = frozenset(state.pending)
    if pending and pending <= ABOUT_PROCEDURE and names <= _NAMES_ONLY:
        return _named_procedure(meaning, state)
    if pending and pending <= ABOUT_DOSSIER and names <= {IntentName.DOSSIER_STATUS}:
        code = code_in(meaning)
        return _pending(state, state.procedure, code) if code else None
    if pending and pending <= ABOUT_PLACE and any(e.name is EntityName.PLACE for e in meaning.entities):
        return _pending(state, state.procedure, state.dossier_code)
    if pending and pending <= OWN_WORDS and inbound.text.strip() and _is_account(meaning):
        return _pending(state, state.procedure, state.dossier_code)
    return None


def _is_account(meaning: Meaning) -> bool:
    names = {guess.name for guess in meaning.intents}
    return code_in(meaning) is None and not (meaning.clear and names & _NOT_AN_ACCOUNT)


def _named_procedure(meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    if meaning.procedure_clear and meaning.procedures:
        return _pending(state, meaning.procedures[0].code, state.dossier_code)
    if meaning.options:
        return tuple(Step(intent=name, ask_procedure=meaning.options) for name in state.pending)
    return None
