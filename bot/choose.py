"""What to do with a message: the open question first, then what it asks by itself. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.conversation import Conversation
from bot.genuine import asks_if_genuine
from bot.message import Inbound
from bot.open_question import ABOUT_DOSSIER, answered, code_in
from bot.step import Step
from nlu.meaning import EntityName, IntentName, Meaning

__all__ = ["Plan", "Step", "plan"]

MOST_INTENTS = 3
"""Requests of one message that are answered; whoever asks more gets the rest on asking again."""

_SMALL_TALK = {IntentName.CHAT_GREET, IntentName.CHAT_THANKS}


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
    if (steps := answered(inbound, meaning, state)) is not None:
        return Plan(steps=steps, answers_question=True)
    if inbound.phone is not None and not inbound.text.strip():
        return Plan(steps=(Step(intent=IntentName.DOSSIER_STATUS),))
    if asks_if_genuine(inbound.text):
        return Plan(steps=(Step(intent=IntentName.OUT_OF_SCOPE),))
    if not meaning.clear or not inbound.text.strip():
        return Plan()
    return Plan(steps=_own_steps(names, meaning, state))


def _own_steps(names: list[IntentName], meaning: Meaning, state: Conversation) -> tuple[Step, ...]:
    if len(names) > 1:
        names = [name for name in names if name not in _SMALL_TALK] or names
    codes = [str(e.value) for e in meaning.entities if e.name is EntityName.DOSSIER_CODE and e.sure]
    steps: list[Step] = []
    for name in names[:MOST_INTENTS]:
        if name in ABOUT_DOSSIER:
            steps += _about_dossier(name, codes, meaning, state)
        else:
            steps.append(_about_procedure(name, meaning, state))
    return tuple(steps)


def _about_dossier(
    name: IntentName, codes: list[str], meaning: Meaning, state: Conversation
) -> Iterable[Step]:
    if codes:
        return [Step(intent=name, dossier_code=code) for code in codes[:MOST_INTENTS]]
    guessed = code_in(meaning)
    if guessed is not None:
        return [Step(intent=name, ask_code=guessed)]
    return [Step(intent=name, dossier_code=state.dossier_code)]


def _about_procedure(name: IntentName, meaning: Meaning, state: Conversation) -> Step:
    step = Step(intent=name, procedure=state.procedure, dossier_code=code_in(meaning) or state.dossier_code)
    if meaning.procedure_clear and meaning.procedures:
        return replace(step, procedure=meaning.procedures[0].code)
    if meaning.options and name.startswith("procedure."):
        return replace(step, procedure=None, ask_procedure=meaning.options)
    return step
