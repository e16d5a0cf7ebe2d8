"""What the assistant is not for: said in other words each time in a row, with what it is for."""

from bot import asking
from bot.genuine import asks_if_genuine
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from nlu.meaning import Awaiting, IntentName

_IN_TURN = ("out_of_scope.first", "out_of_scope.second", "out_of_scope.third")


async def handle(exchange: Exchange) -> Answer:
    if asks_if_genuine(exchange.inbound.text):
        return _warned(exchange)
    wording = _IN_TURN[exchange.state.misunderstood % len(_IN_TURN)]
    reply = Reply(
        says=(Say(wording=wording, values={"hotline": exchange.services.policy.hotline}),),
        choices=asking.menu(),
        awaiting=Awaiting.CHOICE,
        understood=False,
    )
    return Answer(reply=reply, state=exchange.state)


def _warned(exchange: Exchange) -> Answer:
    """The ministry's advice; until notices carry a check code, genuine and false cannot be told apart."""
    say = Say(wording="out_of_scope.genuine", values={"hotline": exchange.services.policy.hotline})
    return Answer(reply=Reply(says=(say,)), state=exchange.state)


INTENT = Intent(names=(IntentName.OUT_OF_SCOPE,), handle=handle)
