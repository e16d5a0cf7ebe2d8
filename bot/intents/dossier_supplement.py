"""What must be supplemented, why a dossier came back, and how to hand papers in."""

from bot import dossier_view, proving
from bot.after_notice import asks_where
from bot.intent import Answer, Exchange, Intent
from knowledge.dossiers.dossier import Status
from nlu.meaning import IntentName


async def handle(exchange: Exchange) -> Answer:
    opened = await proving.open_dossier(exchange)
    if isinstance(opened, Answer):
        return opened
    seen = opened.view
    if opened.dossier.status is Status.SUPPLEMENT_NEEDED and asks_where(exchange.inbound.text):
        return opened.answer((seen.say("after_notice.where"),))
    says = dossier_view.status(seen)
    if opened.dossier.status in {Status.SUPPLEMENT_NEEDED, Status.REFUSED}:
        return opened.answer(says)
    return opened.answer((seen.say("dossier_supplement.nothing_asked"), *says))


INTENT = Intent(names=(IntentName.DOSSIER_SUPPLEMENT,), handle=handle)
