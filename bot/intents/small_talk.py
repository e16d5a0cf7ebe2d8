"""Greetings, thanks, what the assistant can do, and a yes or no to nothing."""

from bot import asking
from bot.intent import Answer, Exchange, Intent
from bot.intent_groups import ABOUT_DOSSIER
from bot.own_words import cannot_choose, drops_it
from bot.reply import Reply, Say
from nlu.meaning import Awaiting, IntentName

_WORDINGS = {
    IntentName.CHAT_GREET: "chat.greet",
    IntentName.CHAT_HELP: "chat.help",
    IntentName.CHAT_THANKS: "chat.thanks",
    IntentName.CHAT_BYE: "chat.bye",
    IntentName.CHAT_AFFIRM: "chat.affirm",
    IntentName.CHAT_DENY: "chat.deny",
}
_WITH_MENU = {IntentName.CHAT_GREET, IntentName.CHAT_HELP}


async def handle(exchange: Exchange) -> Answer:
    intent, state = exchange.step.intent, exchange.state
    about_dossier = bool(state.pending) and ABOUT_DOSSIER.issuperset(state.pending)
    if intent is IntentName.CHAT_DENY and about_dossier and not drops_it(exchange.inbound.text):
        say = Say(wording="chat.other_code")
        return Answer(reply=Reply(says=(say,), awaiting=Awaiting.CODE, pending=state.pending), state=state)
    if intent is IntentName.CHAT_HELP and cannot_choose(exchange.inbound.text):
        return _told_to_tell(exchange)
    says = (Say(wording=_WORDINGS[intent], values={"hotline": exchange.services.policy.hotline}),)
    if intent not in _WITH_MENU or not exchange.alone:
        return Answer(reply=Reply(says=says), state=state)
    reply = Reply(says=says, choices=asking.menu(), awaiting=Awaiting.CHOICE)
    return Answer(reply=reply, state=state)


def _told_to_tell(exchange: Exchange) -> Answer:
    """Who cannot tell the options apart says what has happened instead, or sees an officer."""
    say = Say(wording="asking.cannot_choose", values={"hotline": exchange.services.policy.hotline})
    reply = Reply(says=(say,), choices=(asking.person(),), awaiting=Awaiting.CHOICE)
    return Answer(reply=reply, state=exchange.state)


INTENT = Intent(names=tuple(_WORDINGS), handle=handle)
