"""What the assistant is not for: said in other words each time in a row, with what it is for."""

from bot import asking, real_or_not
from bot.genuine import asks_if_genuine, fell_for_it, names_check_code
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say, Value
from knowledge.procedures.procedure import Procedure
from nlu.meaning import Awaiting, IntentName

_IN_TURN = ("out_of_scope.first", "out_of_scope.second")


async def handle(exchange: Exchange) -> Answer:
    if fell_for_it(exchange.inbound.text, warned=IntentName.OUT_OF_SCOPE in exchange.state.last):
        return _advised(exchange, "out_of_scope.fell_for_it")
    if names_check_code(exchange.inbound.text):
        return await real_or_not.answer(exchange)
    if asks_if_genuine(exchange.inbound.text):
        return _advised(exchange, "out_of_scope.genuine")
    times = exchange.state.misunderstood
    if times >= len(_IN_TURN):
        return await asking.with_the_officer(exchange, first=times == len(_IN_TURN))
    procedure = exchange.services.catalogue.get(exchange.state.procedure or "")
    if times == 0 and procedure is not None and not procedure.sensitive:
        return _beside_topic(exchange, procedure)
    wording = _IN_TURN[times]
    reply = Reply(
        says=(Say(wording=wording, values={"hotline": exchange.services.policy.hotline}),),
        choices=asking.menu(),
        awaiting=Awaiting.CHOICE,
        understood=False,
    )
    return Answer(reply=reply, state=exchange.state)


def _beside_topic(exchange: Exchange, procedure: Procedure) -> Answer:
    """In the middle of a talk: a circumstance that is told, or something else, turns nobody away."""
    values: dict[str, Value] = {"procedure": procedure.name, "hotline": exchange.services.policy.hotline}
    reply = Reply(
        says=(Say(wording="out_of_scope.beside", values=values),),
        choices=(*asking.sides(procedure), asking.person()),
        awaiting=Awaiting.CHOICE,
        understood=False,
    )
    return Answer(reply=reply, state=exchange.state)


def _advised(exchange: Exchange, wording: str) -> Answer:
    """The ministry's advice: without its check code a message cannot be told for ours or for false."""
    say = Say(wording=wording, values={"hotline": exchange.services.policy.hotline})
    return Answer(reply=Reply(says=(say,)), state=exchange.state)


INTENT = Intent(names=(IntentName.OUT_OF_SCOPE,), handle=handle)
