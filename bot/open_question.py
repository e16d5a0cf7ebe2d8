"""Whether a message answers the question that is open, and what follows when it does. Pure."""

import re
from dataclasses import replace

from bot import pick
from bot.asked_number import code_or_phone, proof
from bot.conversation import Conversation
from bot.in_own_words import in_own_words, named_procedure, taken
from bot.intent_groups import (
    ABOUT_PROCEDURE,
    NAMES_ONLY,
)
from bot.message import Inbound
from bot.own_words import asks
from bot.pick_age import by_age
from bot.reply import Choice
from bot.step import Step
from nlu.meaning import Awaiting, EntityName, IntentName, Meaning
from nlu.rated import rated
from vietnam.text import fold

_NOT_THAT = re.compile(r"(?:khong|ko|k|hong|chang) phai\b")
"""A no that goes on ("không phải hộ chiếu") and is easily taken for what it names."""

LONGEST_NO = 5
"""Words of a no to what was told or listed; a longer one says what is meant instead."""
_A_YES_OR_NO = 0.5
"""Confidence from which an unclear yes or no answers a question."""


def answered(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """Steps that follow when the message answers the open question, None when it does not. What had to
    wait behind the question comes after them."""
    if state.awaiting is None:
        return other_one(inbound.text, meaning, state)
    steps = _answer(inbound, meaning, state)
    if not steps:
        return other_one(inbound.text, meaning, state)
    if any(step.intent is IntentName.HANDOFF for step in steps):
        return steps
    return (*steps, *(_resumed(step, steps[0]) for step in state.later))


def _answer(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    if chosen := pick.by_form(inbound.text, state.choices):
        return tuple(step for choice in chosen for step in taken(choice, state))
    if (aged := by_age(inbound.text, state.choices)) is not None:
        return taken(aged, state)
    match state.awaiting:
        case Awaiting.YES_NO:
            return _not_that_but(meaning, state) or _yes_no(inbound, meaning, state)
        case Awaiting.PROOF:
            return proof(inbound, meaning, state)
        case Awaiting.CODE:
            return code_or_phone(inbound, meaning, state)
        case Awaiting.RATING:
            return _rating(inbound, meaning, state)
        case Awaiting.CHOICE:
            return in_own_words(inbound, meaning, state)
        case _:
            return None


def from_last_list(text: str, state: Conversation) -> tuple[Step, ...] | None:
    """An option of the list that was answered before: "con cai 3", "cái thứ hai", "con ho so kia"."""
    listed = replace(state, pending=state.last_pending or state.last)
    instead = pick.correction(text)
    if chosen := pick.by_place(instead or text, state.last_choices):
        return tuple(step for choice in chosen for step in taken(choice, listed))
    if instead is not None and (worded := pick.by_words(instead, state.last_choices)) is not None:
        return taken(worded, listed)
    cases = tuple(one for one in state.last_choices if one.case and one.procedure == state.procedure)
    if not asks(text) and (named := pick.by_words(text, cases, 1.0)) is not None:
        return taken(named, listed)
    if not pick.asks_for_another(text):
        return None
    others = [choice for choice in state.last_choices if _is_other(choice, state)]
    if len(others) == 1:
        return taken(others[0], listed)
    if not others:
        return None
    if any(choice.dossier_code for choice in others):
        return tuple(Step(intent=name) for name in listed.pending)
    codes = tuple(choice.procedure for choice in others if choice.procedure)
    return tuple(Step(intent=name, ask_procedure=codes) for name in listed.pending)


def _is_other(choice: Choice, state: Conversation) -> bool:
    if choice.dossier_code is not None:
        return choice.dossier_code != state.dossier_code
    return choice.intent is None and choice.procedure not in {None, state.procedure}


def _resumed(step: Step, before: Step) -> Step:
    """A step that waited, with what it lacks taken from the answer: its own number and procedure stay."""
    if step.ask_procedure and before.procedure in step.ask_procedure:
        return replace(step, procedure=before.procedure, case=before.case, ask_procedure=())
    same = step.procedure is None and not step.ask_procedure
    return replace(
        step,
        procedure=before.procedure if same else step.procedure,
        dossier_code=step.dossier_code or before.dossier_code,
    )


def other_one(text: str, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """ "không, cái kia": the other procedure that could have been meant, asked the same; not "không, hỏi mấy
    ngày". Who denies a whole list is asked openly."""
    names = _surely(meaning)
    if IntentName.CHAT_DENY not in names:
        return None
    if meaning.procedure_clear and meaning.procedures and names <= NAMES_ONLY:
        return _that_instead(meaning.procedures[0].code, state)
    if not state.alternatives or not state.last:
        return None
    if meaning.procedure_clear or not ABOUT_PROCEDURE.issuperset(state.last):
        return None
    own = names & ABOUT_PROCEDURE - NAMES_ONLY or len(text.split()) > LONGEST_NO
    if own and not pick.speaks_of_another(text):
        return None
    if state.procedure is None:
        return tuple(Step(intent=name) for name in state.last)
    others = state.alternatives
    if len(others) == 1:
        return tuple(Step(intent=name, procedure=others[0]) for name in state.last)
    return tuple(Step(intent=name, ask_procedure=others) for name in state.last)


def _surely(meaning: Meaning) -> set[IntentName]:
    return {guess.name for guess in meaning.intents if meaning.clear or guess.confidence >= _A_YES_OR_NO}


def _that_instead(code: str, state: Conversation) -> tuple[Step, ...] | None:
    """ "À không, khai tử": what was asked of another procedure is asked of this one."""
    if code == state.procedure:
        return None
    asked = tuple(name for name in state.last if name in ABOUT_PROCEDURE)
    return tuple(Step(intent=name, procedure=code) for name in asked or (IntentName.PROCEDURE_OVERVIEW,))


def _not_that_but(meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """ "không, sổ đỏ": another procedure than the one that it was asked about."""
    names = {guess.name for guess in meaning.intents}
    if not state.pending or not ABOUT_PROCEDURE.issuperset(state.pending) or not names <= NAMES_ONLY:
        return None
    steps = named_procedure(meaning, state) or ()
    return None if any(step.procedure == state.choices[0].procedure for step in steps) else steps


def _yes_no(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    names = _surely(meaning)
    if len(state.choices) > 1 and _NOT_THAT.match(fold(inbound.text)):
        return taken(state.choices[1], state)
    if IntentName.CHAT_AFFIRM in names and state.choices:
        return taken(state.choices[0], state)
    if IntentName.CHAT_DENY in names and len(state.choices) > 1:
        return taken(state.choices[1], state)
    return None


def _rating(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    if any(e.name is EntityName.RATING for e in meaning.entities):
        return (Step(intent=IntentName.FEEDBACK_RATING, dossier_code=state.dossier_code),)
    return None


def rated_late(inbound: Inbound, meaning: Meaning, state: Conversation) -> Step | None:
    """The rating that a notice asked for, given after the talk has been of other things, or corrected. No
    weak words ("ok"): they belong to what was said last."""
    asks_why = state.pending == (IntentName.FEEDBACK_RATING,)
    if state.told is None or not state.told.rates or (state.awaiting is not None and not asks_why):
        return None
    bare = pick.is_bare_number(inbound.text) and not state.last_choices
    named = meaning.clear and any(guess.name is IntentName.FEEDBACK_RATING for guess in meaning.intents)
    if not (bare or (named and not asks_why)) or rated(inbound.text) is None:
        return None
    return Step(intent=IntentName.FEEDBACK_RATING, dossier_code=state.told.dossier_code)
