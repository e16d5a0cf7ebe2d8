"""Fire, crime, illness: the numbers to call, at once and nothing else."""

from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from nlu.meaning import IntentName


async def handle(exchange: Exchange) -> Answer:
    return Answer(reply=Reply(says=(Say(wording="emergency.call"),)), state=exchange.state)


INTENT = Intent(names=(IntentName.EMERGENCY,), handle=handle)
