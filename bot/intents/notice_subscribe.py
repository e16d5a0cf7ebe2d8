"""Notices are wanted: recorded as a consent of the phone's owner, so the phone is proven first."""

from bot import consenting, proving
from bot.intent import Answer, Exchange, Intent
from bot.reply import Choice, Reply, Say
from nlu.meaning import Awaiting, IntentName

AGREED_TO = "notice_subscribe.done@1"
"""Stamp of the words that a citizen agrees to; a test holds it to the wording file."""


async def handle(exchange: Exchange) -> Answer:
    settled = await proving.settle_code(exchange)
    if isinstance(settled, Answer):
        return settled
    if settled.phone is None:
        return await proving.ask_for_phone(settled)
    changed = await consenting.wanted(settled, AGREED_TO)
    wording = "notice_subscribe.done" if changed else "notice_subscribe.already"
    ways = _way_out(settled)
    reply = Reply(says=(Say(wording=wording),), choices=ways, awaiting=Awaiting.CHOICE if ways else None)
    return Answer(reply=reply, state=settled.state)


def _way_out(exchange: Exchange) -> tuple[Choice, ...]:
    """A button where there are buttons; tapped at any later time, its words say what it does."""
    if exchange.inbound.channel in exchange.services.policy.vouching:
        return ()
    return (Choice(label="Ngừng nhận tin", intent=IntentName.NOTICE_UNSUBSCRIBE),)


INTENT = Intent(names=(IntentName.NOTICE_SUBSCRIBE,), handle=handle)
