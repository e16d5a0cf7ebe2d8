"""How, where and by whom a result is collected."""

from dataclasses import replace

from bot import dossier_view, proving
from bot.intent import Answer, Exchange, Intent
from bot.reply import Say
from knowledge.dossiers.dossier import Status
from nlu.meaning import Awaiting, IntentName


async def handle(exchange: Exchange) -> Answer:
    opened = await proving.open_dossier(exchange)
    if isinstance(opened, Answer):
        return _with_rule(opened)
    seen = opened.view
    says = dossier_view.status(seen)
    if opened.dossier.status is Status.DONE:
        return opened.answer((*says, seen.say("dossier_result.by_another")))
    if opened.dossier.status is Status.RETURNED:
        return opened.answer(says)
    return opened.answer((*says, seen.say("dossier_result.not_yet")))


def _with_rule(asked: Answer) -> Answer:
    """Who asks in general gets the rule first, then the question for the number."""
    if asked.reply.awaiting is not Awaiting.CODE:
        return asked
    says = (Say(wording="dossier_result.rule"), *asked.reply.says)
    return replace(asked, reply=replace(asked.reply, says=says))


INTENT = Intent(names=(IntentName.DOSSIER_RESULT,), handle=handle)
