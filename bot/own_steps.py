"""What a message asks by itself, with what the talk is about where it names nothing. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from bot import talked
from bot.asked_number import code_in
from bot.conversation import Conversation
from bot.intent_groups import ABOUT_DOSSIER, ABOUT_PROCEDURE
from bot.offer import offered
from bot.step import Step
from nlu.meaning import Awaiting, EntityName, IntentGuess, IntentName, Meaning

NAMED = 0.25
"""Chance of the likeliest procedure below which a message ("thì làm sao") hardly names one at all."""
_SMALL_TALK = {IntentName.CHAT_GREET, IntentName.CHAT_THANKS}
_WORTH_TRYING = {IntentName.HANDOFF, IntentName.DOSSIER_STATUS}
"""What asks for nothing more than a number, or brings an officer."""
_YES_OR_NO = {IntentName.CHAT_AFFIRM, IntentName.CHAT_DENY}


def asked(meaning: Meaning, state: Conversation) -> tuple[Step, ...]:
    """Every request, each once, in the order asked. A greeting, or the no of a correction, counts only where
    it is all that is said."""
    guesses = [guess for guess in meaning.intents if guess.name is not IntentName.EMERGENCY]
    if len(guesses) > 1:
        guesses = [guess for guess in guesses if guess.name not in _SMALL_TALK] or guesses
    if any(guess.name in ABOUT_PROCEDURE for guess in guesses):
        guesses = [guess for guess in guesses if guess.name not in _YES_OR_NO]
    if _denies_topic(meaning, state):
        return (Step(intent=IntentName.PROCEDURE_OVERVIEW),)
    codes = [str(e.value) for e in meaning.entities if e.name is EntityName.DOSSIER_CODE and e.sure]
    steps: list[Step] = []
    for guess in guesses:
        if guess.name in ABOUT_DOSSIER:
            steps += _about_dossier(guess.name, codes, meaning, state)
        else:
            steps += _about_procedure(guess, meaning, state)
    return tuple(dict.fromkeys(steps))


def _denies_topic(meaning: Meaning, state: Conversation) -> bool:
    """Not what was told, but something that was not understood ("không, cái giấy hồng kia"): asked openly."""
    names = {guess.name for guess in meaning.intents}
    clear = meaning.procedures[0].code if meaning.procedure_clear and meaning.procedures else None
    named = clear not in {None, state.procedure} or (clear is None and offered(meaning))
    return names == {IntentName.CHAT_DENY, IntentName.PROCEDURE_OVERVIEW} and not named


def likeliest(meaning: Meaning, state: Conversation) -> tuple[Step, ...]:
    """What is not clear: nothing at first, so that it is asked back. Once that was in vain, the best guess
    says more than "not understood" again: an officer who may be wanted, a side of what is talked of."""
    first = meaning.intents[0]
    about_topic = first.name in ABOUT_PROCEDURE and state.procedure is not None
    about_topic = about_topic or (first.name in ABOUT_DOSSIER and state.dossier_code is not None)
    if state.misunderstood == 0 or not (about_topic or first.name in _WORTH_TRYING):
        return ()
    return asked(replace(meaning, intents=(first,)), state)


def asked_again(meaning: Meaning, state: Conversation) -> tuple[Step, ...]:
    """What says nothing that is understood while a list of procedures is open: the list once more."""
    if state.awaiting is not Awaiting.CHOICE or state.procedure is not None or offered(meaning):
        return ()
    if not state.pending or not state.alternatives or not ABOUT_PROCEDURE.issuperset(state.pending):
        return ()
    return tuple(Step(intent=name, ask_procedure=state.alternatives) for name in state.pending)


def _about_dossier(
    name: IntentName, codes: list[str], meaning: Meaning, state: Conversation
) -> Iterable[Step]:
    if codes:
        return [Step(intent=name, dossier_code=code) for code in dict.fromkeys(codes)]
    guessed = code_in(meaning)
    if guessed is not None:
        return [Step(intent=name, ask_code=guessed)]
    return [Step(intent=name, dossier_code=state.dossier_code)]


def _of_topic(name: IntentName, meaning: Meaning, codes: tuple[str, ...], state: Conversation) -> bool:
    """A side of the procedure talked of, where nothing else is likelier: the answer names it, so a wrong
    guess is seen; to be asked which one is meant in the middle of a talk is not."""
    if state.procedure is None or name is IntentName.PROCEDURE_OVERVIEW:
        return False
    return codes[0] == state.procedure or _hardly_named(meaning)


def _open(step: Step, codes: tuple[str, ...], meaning: Meaning, state: Conversation) -> Step:
    listed = state.alternatives if state.procedure is None and _hardly_named(meaning) else ()
    return talked.still_open(step, listed or codes, state)


def _hardly_named(meaning: Meaning) -> bool:
    if meaning.text and talked.names_nothing(meaning.text):
        return True
    return not meaning.procedures or meaning.procedures[0].confidence < NAMED


def _about_procedure(guess: IntentGuess, meaning: Meaning, state: Conversation) -> Iterable[Step]:
    """The procedure of the intent's own part of the message, else those it names, else that of the talk."""
    code = code_in(meaning) or state.dossier_code
    step = Step(intent=guess.name, procedure=state.procedure, dossier_code=code)
    typed = [str(e.value) for e in meaning.entities if e.name is EntityName.PROCEDURE and e.sure]
    if guess.procedure is not None:
        return [replace(step, procedure=guess.procedure)]
    if len(typed) > 1 and guess.name.startswith("procedure."):
        return [replace(step, procedure=one) for one in dict.fromkeys(typed)]
    if meaning.procedure_clear and meaning.procedures:
        return [replace(step, procedure=meaning.procedures[0].code)]
    if guess.name.startswith("procedure.") and (codes := offered(meaning)):
        return (
            [step] if _of_topic(guess.name, meaning, codes, state) else [_open(step, codes, meaning, state)]
        )
    if guess.name in ABOUT_PROCEDURE and state.procedure is None and code is None and state.alternatives:
        return [talked.still_open(step, state.alternatives, state)]
    return [step]
