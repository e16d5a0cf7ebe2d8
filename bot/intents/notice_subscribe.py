"""Notices are wanted: recorded as a consent of the phone's owner, so the phone is proven first."""

from bot import proving, records
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from nlu.meaning import IntentName

AGREED_TO = "notice_subscribe.done@1"
"""Stamp of the words that a citizen agrees to; a test holds it to the wording file."""


async def handle(exchange: Exchange) -> Answer:
    settled = await proving.settle_code(exchange)
    if isinstance(settled, Answer):
        return settled
    if settled.phone is None:
        return await proving.ask_for_phone(settled)
    changed = await records.consent(settled, given=True, wording=AGREED_TO)
    wording = "notice_subscribe.done" if changed else "notice_subscribe.already"
    return Answer(reply=Reply(says=(Say(wording=wording),)), state=settled.state)


INTENT = Intent(names=(IntentName.NOTICE_SUBSCRIBE,), handle=handle)
