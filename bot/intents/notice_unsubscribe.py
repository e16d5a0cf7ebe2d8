"""Notices are not wanted any more: needs no proof, works at once, told once how to undo it."""

from bot import records
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from nlu.meaning import IntentName

AGREED_TO = "notice_unsubscribe.done@1"


async def handle(exchange: Exchange) -> Answer:
    changed = await records.consent(exchange, given=False, wording=AGREED_TO)
    wording = "notice_unsubscribe.done" if changed else "notice_unsubscribe.already"
    return Answer(reply=Reply(says=(Say(wording=wording),)), state=exchange.state)


INTENT = Intent(names=(IntentName.NOTICE_UNSUBSCRIBE,), handle=handle)
