"""What to do with a message: the open question first, then what it asks by itself. Pure."""

from dataclasses import dataclass, replace

from bot import after_notice, amount, opt_out, own_steps, own_words, pick, talked, wrong_number
from bot.asked_number import code_in
from bot.conversation import Conversation
from bot.danger import names_danger, speaks_of_dying, tells_danger
from bot.genuine import asks_if_genuine, fell_for_it, names_check_code
from bot.intent_groups import ABOUT_DOSSIER
from bot.language import is_foreign
from bot.message import Inbound
from bot.open_question import answered, from_last_list, rated_late
from bot.step import Step
from nlu.meaning import Awaiting, EntityName, IntentName, Meaning

__all__ = ["Plan", "Step", "plan"]

MOST_INTENTS = 3
"""Requests of one message that are answered; whoever asks more is told to ask again."""
DOUBTFUL = 0.5
"""Below this an emergency without a word of danger does not push the answer aside."""

_COSTS = {IntentName.PROCEDURE_FEE, IntentName.PROCEDURE_OVERVIEW}
_ABOUT_WITHDRAWAL = ABOUT_DOSSIER | {IntentName.CHAT_DENY, IntentName.OUT_OF_SCOPE}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Steps in order; none: the message was not understood. `asides`: wordings that are added to whatever
    is answered."""

    steps: tuple[Step, ...] = ()
    answers_question: bool = False
    asides: tuple[str, ...] = ()


def plan(inbound: Inbound, meaning: Meaning, state: Conversation) -> Plan:
    """Emergency before everything; then the answer to the open question; then the message's own intents."""
    if (step := _before_everything(inbound, meaning, state)) is not None:
        return Plan(steps=(step,))
    chosen = _planned(inbound, meaning, state)
    asides = ["emergency.call"] if _may_need_help(inbound.text, meaning, chosen) else []
    if is_foreign(inbound.text):
        asides.append("asking.english")
    return replace(chosen, asides=(*chosen.asides, *asides))


def _before_everything(inbound: Inbound, meaning: Meaning, state: Conversation) -> Step | None:
    danger = names_danger(inbound.text)
    sure = danger or (meaning.clear and not _maybe_emergency(meaning))
    emergency = sure and _has(meaning, IntentName.EMERGENCY)
    if emergency or speaks_of_dying(inbound.text):
        return Step(intent=IntentName.EMERGENCY)
    if fell_for_it(inbound.text, warned=IntentName.OUT_OF_SCOPE in state.last):
        return Step(intent=IntentName.OUT_OF_SCOPE)
    opens = own_words.opens_chat(inbound.text) or own_words.asks_who_you_are(inbound.text)
    return Step(intent=IntentName.CHAT_GREET) if opens else None


def _maybe_emergency(meaning: Meaning) -> bool:
    return any(g.name is IntentName.EMERGENCY and g.confidence < DOUBTFUL for g in meaning.intents)


def _may_need_help(text: str, meaning: Meaning, chosen: Plan) -> bool:
    """An emergency that was guessed and not taken for one, or danger in what is not ours to answer."""
    if chosen.answers_question:
        return False
    if _has(meaning, IntentName.EMERGENCY):
        return True
    not_ours = not chosen.steps or meaning.intents[0].name is IntentName.OUT_OF_SCOPE
    return not_ours and tells_danger(text) and not asks_if_genuine(text)


def _has(meaning: Meaning, name: IntentName) -> bool:
    return any(guess.name is name for guess in meaning.intents)


def _planned(inbound: Inbound, meaning: Meaning, state: Conversation) -> Plan:
    if (step := _of_notices(inbound, meaning, state)) is not None:
        return Plan(steps=(step,), answers_question=True)
    if state.awaiting is Awaiting.CHOICE and own_words.cannot_choose(inbound.text):
        return Plan(steps=(Step(intent=IntentName.CHAT_HELP),))
    if (steps := talked.led_back(inbound.text, meaning, state)) is not None:
        return Plan(steps=steps)
    if (steps := answered(inbound, meaning, state)) is not None:
        return Plan(steps=steps, answers_question=True)
    if (steps := from_last_list(inbound.text, state)) is not None:
        return Plan(steps=steps, answers_question=True)
    if (steps := talked.one_before(inbound.text, meaning, state)) is not None:
        return Plan(steps=steps)
    if (step := rated_late(inbound, meaning, state)) is not None:
        return Plan(steps=(step,), answers_question=True)
    state = state.past_question()
    if (step := _after_notice(inbound.text, meaning, state)) is not None:
        return Plan(steps=(step,), answers_question=True)
    if (step := _by_words(inbound, meaning, state)) is not None:
        return Plan(steps=(step,))
    if IntentName.EMERGENCY in state.last and _asks_what_to_do(meaning):
        return Plan(steps=(Step(intent=IntentName.EMERGENCY),))
    if not inbound.text.strip() or _says_nothing(inbound, meaning):
        return Plan()
    if not meaning.clear:
        return _of(own_steps.likeliest(meaning, state) or own_steps.asked_again(meaning, state))
    return _of(own_steps.asked(meaning, state))


def _of(steps: tuple[Step, ...]) -> Plan:
    too_many = len(steps) > MOST_INTENTS
    return Plan(steps=steps[:MOST_INTENTS], asides=("asking.ask_rest_again",) if too_many else ())


def _of_notices(inbound: Inbound, meaning: Meaning, state: Conversation) -> Step | None:
    """What is said of our messages themselves, or in the words that they ask for, whatever question is open.
    That a number is wrong is only heard where a message came; "không phải" answers a yes-or-no question."""
    text = inbound.text
    if names_check_code(text):
        return Step(intent=IntentName.OUT_OF_SCOPE)
    if own_words.asks_for_all_own(text):
        return Step(intent=IntentName.DOSSIER_STATUS)
    no = state.awaiting is Awaiting.YES_NO or code_in(meaning) is not None
    if state.told is not None and not no and after_notice.disputes_withdrawal(text, state):
        return Step(intent=IntentName.DOSSIER_WITHDRAW, dossier_code=state.told.dossier_code)
    if IntentName.HANDOFF in state.last and opt_out.only_calls(text):
        return Step(intent=IntentName.HANDOFF, takes_back=True)
    wrong = state.told is not None and state.awaiting is not Awaiting.YES_NO and wrong_number.says_so(text)
    if state.told is None and not no and (inbound.phone or state.phone) is not None:
        wrong = wrong_number.may_say_so(text)
    if wrong or opt_out.only_extras(text) or opt_out.stops_all(text):
        return Step(intent=IntentName.NOTICE_UNSUBSCRIBE)
    return None


def _after_notice(text: str, meaning: Meaning, state: Conversation) -> Step | None:
    """What a few words say because a notice came before them."""
    if after_notice.takes_note(text, state):
        return Step(intent=IntentName.CHAT_THANKS)
    return after_notice.bare_question(text, meaning, state)


def _by_words(inbound: Inbound, meaning: Meaning, state: Conversation) -> Step | None:
    """What a message says by its wording, or by what came before it, whatever it was classified as."""
    text = inbound.text
    if inbound.phone is not None and not text.strip():
        return Step(intent=IntentName.DOSSIER_STATUS)
    if state.report is not None and _adds_to_report(text, meaning):
        asked = IntentName.HANDOFF if IntentName.HANDOFF in state.last else IntentName.FEEDBACK_REPORT
        return Step(intent=asked, adds_to=state.report)
    if state.procedure is not None and _asks_for_amount(text, meaning, state):
        return Step(intent=IntentName.PROCEDURE_FEE, procedure=state.procedure)
    if state.procedure is not None and _counts_something(text, meaning):
        return Step(intent=IntentName.OUT_OF_SCOPE)
    if state.awaiting in {Awaiting.PROOF, Awaiting.CODE} and own_words.only_drops(text):
        withdraws = IntentName.DOSSIER_WITHDRAW in state.pending and not state.takes_back
        step = Step(intent=IntentName.DOSSIER_WITHDRAW, dossier_code=state.dossier_code, takes_back=True)
        return step if withdraws else Step(intent=IntentName.CHAT_DENY)
    about_withdrawal = IntentName.DOSSIER_WITHDRAW in state.last or all(
        guess.name in _ABOUT_WITHDRAWAL for guess in meaning.intents
    )
    if about_withdrawal and own_words.takes_withdrawal_back(text):
        return Step(intent=IntentName.DOSSIER_WITHDRAW, dossier_code=code_in(meaning) or state.dossier_code)
    return Step(intent=IntentName.OUT_OF_SCOPE) if asks_if_genuine(text) else None


def _counts_something(text: str, meaning: Meaning) -> bool:
    """ "4 tuổi" in the middle of a talk rates nothing."""
    rated = meaning.intents[0].name is IntentName.FEEDBACK_RATING
    return rated and amount.counts_other(text)


def _asks_for_amount(text: str, meaning: Meaning, state: Conversation) -> bool:
    """So many instead, behind what one costs or how it is done."""
    fee = meaning.intents[0].name is IntentName.PROCEDURE_FEE and amount.amounts_in(text) is not None
    return fee or (bool(_COSTS & set(state.last)) and amount.is_amount_only(text))


def _adds_to_report(text: str, meaning: Meaning) -> bool:
    """A name, an address, a phone behind a report, and no question of its own."""
    if code_in(meaning) is not None or own_words.asks(text):
        return False
    return own_words.says_who_it_is(text) or any(e.name is EntityName.PHONE for e in meaning.entities)


def _asks_what_to_do(meaning: Meaning) -> bool:
    """ "Tôi phải làm gì", which names no procedure."""
    named = meaning.procedure_clear or meaning.options or meaning.entities
    return meaning.intents[0].name is IntentName.PROCEDURE_OVERVIEW and not named


def _says_nothing(inbound: Inbound, meaning: Meaning) -> bool:
    """A bare number that answers nothing is no rating; a foreign sentence is not guessed at."""
    if pick.is_bare_number(inbound.text):
        return True
    return is_foreign(inbound.text) and not meaning.entities
