"""The answer to a planned message: its steps in order, and at the end the question that one leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot import asking, proving, which_procedure
from bot.choose import Plan
from bot.compose import composed
from bot.intent import Answer, Exchange, Intent
from bot.intent_groups import ABOUT_PLACE, ABOUT_PROCEDURE
from bot.reply import Reply, Say
from bot.step import Detour, Step
from nlu.meaning import IntentName

TELLS_ONLY = ABOUT_PROCEDURE | ABOUT_PLACE | {IntentName.PAYMENT_HELP, IntentName.ACCOUNT_HELP}
"""Intents that write nothing down and open nothing: they are answered also behind an open question."""


@dataclass(kw_only=True)
class _Answers:
    """What has been answered so far. `question`: the first answer that asks back."""

    exchange: Exchange
    says: list[Say] = field(default_factory=list)
    question: Reply | None = None
    later: list[Step] = field(default_factory=list)
    last: Reply | None = None

    def add(self, answer: Answer, step: Step) -> None:
        reply = answer.reply
        if reply.awaiting is None:
            self.says += reply.says
            self.exchange = replace(self.exchange, state=answer.state.after(reply))
            self.last = reply
        elif self.question is None:
            self.question = reply
            self.exchange = replace(self.exchange, state=answer.state)
        else:
            self.later.append(step)


async def respond(intents: Mapping[IntentName, Intent], exchange: Exchange, chosen: Plan) -> Answer:
    """Every step is answered, or asks, or waits with its own topic for the answer to the question."""
    before = exchange.state
    if not chosen.steps:
        answer = await _not_understood(exchange)
        return _with_asides(answer, exchange, chosen)
    got = _Answers(exchange=replace(exchange, alone=len(chosen.steps) == 1))
    for step in chosen.steps:
        if got.question is not None and step.intent not in TELLS_ONLY:
            got.later.append(step)
        else:
            got.add(await _answer_step(intents, replace(got.exchange, step=step)), step)
    reply = got.question or got.last
    assert reply is not None
    asked = got.question.says if got.question is not None else ()
    state = got.exchange.state if got.question is None else got.exchange.state.after(got.question)
    state = replace(
        state,
        later=tuple(got.later),
        last=tuple(dict.fromkeys(step.intent for step in chosen.steps)),
        misunderstood=0 if reply.understood else before.misunderstood + 1,
    )
    says = (*composed(got.says), *composed(asked))
    return _with_asides(Answer(reply=replace(reply, says=says), state=state), exchange, chosen)


async def _answer_step(intents: Mapping[IntentName, Intent], exchange: Exchange) -> Answer:
    step = exchange.step
    if step.ask_procedure:
        return await which_procedure.which_procedure(exchange)
    if step.ask_code:
        return asking.is_this_the_code(exchange)
    if step.detour is Detour.PHONE_INSTEAD:
        return await proving.ask_for_phone(exchange)
    if step.detour is Detour.NO_PHONE:
        return proving.without_phone(exchange)
    if step.detour is Detour.NAME_ONLY:
        return proving.name_is_not_enough(exchange)
    if step.detour is Detour.CODE_AGAIN:
        return await proving.send_code_again(exchange)
    return await intents[step.intent].handle(exchange)


async def _not_understood(exchange: Exchange) -> Answer:
    answer = await asking.not_understood(exchange)
    state = answer.state.after(answer.reply)
    return replace(answer, state=replace(state, misunderstood=exchange.state.misunderstood + 1))


def _with_asides(answer: Answer, exchange: Exchange, chosen: Plan) -> Answer:
    values = {"hotline": exchange.services.policy.hotline}
    asides = tuple(Say(wording=wording, values={**values}) for wording in chosen.asides)
    return replace(answer, reply=replace(answer.reply, says=(*asides, *answer.reply.says)))
