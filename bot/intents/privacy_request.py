"""See, correct or delete one's data, or ask why they are asked for."""

import re
from dataclasses import replace

from bot import asking, proving, records
from bot.certain import is_certain
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from nlu.meaning import IntentName
from vietnam.text import fold

_ASKS_WHY = re.compile(r"\b(?:lam gi|lam chi|tai sao|vi sao|sao phai|sao lai|an toan|de lam|luu .* lam)\b")


async def handle(exchange: Exchange) -> Answer:
    settled = await proving.settle_code(exchange)
    if isinstance(settled, Answer):
        return settled
    exchange = settled
    if _ASKS_WHY.search(fold(exchange.inbound.text)):
        say = Say(wording="privacy_request.why", values={"hotline": exchange.services.policy.hotline})
        return Answer(reply=Reply(says=(say,)), state=exchange.state)
    if not is_certain(exchange.step, exchange.meaning, exchange.inbound.text):
        return asking.is_this_wanted(exchange, "privacy_request.wanted")
    number = await records.ticket(exchange, records.TicketKind.PRIVACY)
    if exchange.phone is not None:
        say = Say(wording="privacy_request.recorded", values={"number": number})
        return Answer(reply=Reply(says=(say,)), state=exchange.state)
    asked = await proving.ask_for_phone(exchange)
    says = (Say(wording="privacy_request.recorded_unproven", values={"number": number}), *asked.reply.says)
    return replace(asked, reply=replace(asked.reply, says=says))


INTENT = Intent(names=(IntentName.PRIVACY_REQUEST,), handle=handle)
