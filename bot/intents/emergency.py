"""Fire, crime, illness: the numbers to call, at once and nothing else. Who does not want to live hears
whom to talk to, and is offered a person."""

from bot import asking
from bot.danger import speaks_of_dying
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from nlu.meaning import Awaiting, IntentName


async def handle(exchange: Exchange) -> Answer:
    if not speaks_of_dying(exchange.inbound.text):
        return Answer(reply=Reply(says=(Say(wording="emergency.call"),)), state=exchange.state)
    say = Say(wording="emergency.despair", values={"hotline": exchange.services.policy.hotline})
    reply = Reply(says=(say,), choices=(asking.person(),), awaiting=Awaiting.CHOICE)
    return Answer(reply=reply, state=exchange.state)


INTENT = Intent(names=(IntentName.EMERGENCY,), handle=handle)
