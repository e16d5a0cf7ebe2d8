"""Notices are not wanted any more: needs no proof, works at once when said outright, told
once how to undo it."""

from bot import asking, records
from bot.certain import is_certain
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from nlu.meaning import IntentName

AGREED_TO = "notice_unsubscribe.done@1"


async def handle(exchange: Exchange) -> Answer:
    if not is_certain(exchange.step, exchange.meaning, exchange.inbound.text):
        return asking.is_this_wanted(exchange, "notice_unsubscribe.wanted")
    changed = await records.consent(exchange, given=False, wording=AGREED_TO)
    wording = "notice_unsubscribe.done" if changed else "notice_unsubscribe.already"
    return Answer(reply=Reply(says=(Say(wording=wording),)), state=exchange.state)


INTENT = Intent(names=(IntentName.NOTICE_UNSUBSCRIBE,), handle=handle)
