"""Greetings, thanks, what the assistant can do, and a yes or no to nothing."""

from bot import asking
from bot.intent import Answer, Exchange, Intent
from bot.intent_groups import ABOUT_DOSSIER
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
    if intent is IntentName.CHAT_DENY and state.pending and ABOUT_DOSSIER.issuperset(state.pending):
        say = Say(wording="chat.other_code")
        return Answer(reply=Reply(says=(say,), awaiting=Awaiting.CODE, pending=state.pending), state=state)
    says = (Say(wording=_WORDINGS[intent], values={"hotline": exchange.services.policy.hotline}),)
    if intent not in _WITH_MENU or not exchange.alone:
        return Answer(reply=Reply(says=says), state=state)
    reply = Reply(says=says, choices=asking.menu(), awaiting=Awaiting.CHOICE)
    return Answer(reply=reply, state=state)


INTENT = Intent(names=tuple(_WORDINGS), handle=handle)
