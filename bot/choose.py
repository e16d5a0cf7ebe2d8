"""What to do with a message: the open question first, then what it asks by itself. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from bot.conversation import Conversation
from bot.message import Inbound
from bot.reply import Choice
from nlu.meaning import Awaiting, EntityName, IntentName, Meaning
from vietnam.text import fold

MOST_INTENTS = 3
"""Requests of one message that are answered; whoever asks more gets the rest on asking again."""
SAME_LABEL = 88
"""rapidfuzz ratio from which typed words mean an offered option."""
_NUMBER = re.compile(r"(?:so|chon|muc|cau|y|option)?\s*(\d{1,2})\s*[.)]?")

_ABOUT_DOSSIER = {
    IntentName.DOSSIER_STATUS,
    IntentName.DOSSIER_OVERDUE,
    IntentName.DOSSIER_SUPPLEMENT,
    IntentName.DOSSIER_RESULT,
    IntentName.DOSSIER_WITHDRAW,
}
_SMALL_TALK = {IntentName.CHAT_GREET, IntentName.CHAT_THANKS}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to answer, with its topic. `ask_procedure`: which of these is meant must be asked first.
    `ask_code`: a dossier number that was completed by guess and must be confirmed first."""

    intent: IntentName
    procedure: str | None = None
    dossier_code: str | None = None
    ask_procedure: tuple[str, ...] = ()
    ask_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Steps in order; none: the message was not understood."""

    steps: tuple[Step, ...] = ()
    answers_question: bool = False


def plan(inbound: Inbound, meaning: Meaning, state: Conversation) -> Plan:
    """Emergency before everything; then the answer to the open question; then the message's own intents."""
    names = [guess.name for guess in meaning.intents]
    if meaning.clear and IntentName.EMERGENCY in names:
        return Plan(steps=(Step(intent=IntentName.EMERGENCY),))
    if (steps := _answer(inbound, meaning, state)) is not None:
        return Plan(steps=steps, answers_question=True)
    if inbound.phone is not None and not inbound.text.strip():
        return Plan(steps=(Step(intent=IntentName.DOSSIER_STATUS),))
    if not meaning.clear or not inbound.text.strip():
        return Plan()
    return Plan(steps=_own_steps(names, meaning, state))


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


def _answer(inbound: Inbound, meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """Steps that follow when the message answers the open question, None when it does not."""
    if state.awaiting is None:
        return _other_one(meaning, state)
    if state.choices and (choice := picked(inbound.text, state.choices)) is not None:
        return _taken(choice, state)
    if state.awaiting is Awaiting.YES_NO:
        return _yes_no(meaning, state)
    if state.awaiting is Awaiting.PROOF and _holds_proof(inbound, meaning):
        return _pending(state, state.procedure, _code(meaning) or state.dossier_code)
    if state.awaiting is Awaiting.CODE and (code := _code(meaning)):
        return _pending(state, state.procedure, code)
    if state.awaiting is Awaiting.RATING and any(e.name is EntityName.RATING for e in meaning.entities):
        return (Step(intent=IntentName.FEEDBACK_RATING, dossier_code=state.dossier_code),)
    return _other_one(meaning, state)


def _taken(choice: Choice, state: Conversation) -> tuple[Step, ...]:
    if choice.intent is not None:
        step = Step(
            intent=choice.intent,
            procedure=choice.procedure or state.procedure,
            dossier_code=choice.dossier_code or state.dossier_code,
        )
        return (step,)
    return _pending(state, choice.procedure or state.procedure, choice.dossier_code or state.dossier_code)


def _pending(state: Conversation, procedure: str | None, code: str | None) -> tuple[Step, ...]:
    intents = state.pending or state.last or (IntentName.DOSSIER_STATUS,)
    return tuple(Step(intent=name, procedure=procedure, dossier_code=code) for name in intents)


def _yes_no(meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    names = {guess.name for guess in meaning.intents}
    if IntentName.CHAT_AFFIRM in names and state.choices:
        return _taken(state.choices[0], state)
    if IntentName.CHAT_DENY in names and not state.alternatives:
        return _taken(state.choices[1], state) if len(state.choices) > 1 else None
    return _other_one(meaning, state)


def _other_one(meaning: Meaning, state: Conversation) -> tuple[Step, ...] | None:
    """ "không, cái kia": the other procedure that could have been meant, asked the same."""
    names = {guess.name for guess in meaning.intents}
    if IntentName.CHAT_DENY not in names or not state.alternatives or not state.last:
        return None
    if meaning.procedure_clear:
        return None
    others = state.alternatives
    if len(others) == 1:
        return tuple(Step(intent=name, procedure=others[0]) for name in state.last)
    return tuple(Step(intent=name, ask_procedure=others) for name in state.last)


def _holds_proof(inbound: Inbound, meaning: Meaning) -> bool:
    if inbound.phone is not None:
        return True
    if any(e.name in {EntityName.PHONE, EntityName.CITIZEN_ID} for e in meaning.entities):
        return True
    digits = re.sub(r"\D", "", inbound.text)
    return len(digits) in {4, 6} and len(fold(inbound.text)) <= 40


def _own_steps(names: list[IntentName], meaning: Meaning, state: Conversation) -> tuple[Step, ...]:
    if len(names) > 1:
        names = [name for name in names if name not in _SMALL_TALK] or names
    codes = [str(e.value) for e in meaning.entities if e.name is EntityName.DOSSIER_CODE and e.sure]
    steps: list[Step] = []
    for name in names[:MOST_INTENTS]:
        if name in _ABOUT_DOSSIER:
            steps += _about_dossier(name, codes, meaning, state)
        else:
            steps.append(_about_procedure(name, meaning, state))
    return tuple(steps)


def _about_dossier(
    name: IntentName, codes: list[str], meaning: Meaning, state: Conversation
) -> Iterable[Step]:
    if codes:
        return [Step(intent=name, dossier_code=code) for code in codes[:MOST_INTENTS]]
    guessed = _code(meaning)
    if guessed is not None:
        return [Step(intent=name, ask_code=guessed)]
    return [Step(intent=name, dossier_code=state.dossier_code)]


def _about_procedure(name: IntentName, meaning: Meaning, state: Conversation) -> Step:
    step = Step(intent=name, procedure=state.procedure, dossier_code=_code(meaning) or state.dossier_code)
    if meaning.procedure_clear and meaning.procedures:
        return replace(step, procedure=meaning.procedures[0].code)
    if meaning.options:
        return replace(step, procedure=None, ask_procedure=meaning.options)
    return step


def _code(meaning: Meaning) -> str | None:
    return next((str(e.value) for e in meaning.entities if e.name is EntityName.DOSSIER_CODE), None)
