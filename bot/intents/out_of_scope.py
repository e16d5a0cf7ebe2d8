"""What the assistant is not for: said in other words each time in a row, with what it is for."""

from bot import asking
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from nlu.meaning import Awaiting, IntentName

_IN_TURN = ("out_of_scope.first", "out_of_scope.second", "out_of_scope.third")


async def handle(exchange: Exchange) -> Answer:
    wording = _IN_TURN[exchange.state.misunderstood % len(_IN_TURN)]
    reply = Reply(
        says=(Say(wording=wording, values={"hotline": exchange.services.policy.hotline}),),
        choices=asking.menu(),
        awaiting=Awaiting.CHOICE,
        understood=False,
    )
    return Answer(reply=reply, state=exchange.state)


INTENT = Intent(names=(IntentName.OUT_OF_SCOPE,), handle=handle)
