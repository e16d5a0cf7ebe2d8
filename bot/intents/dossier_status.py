"""Where a dossier stands."""

from bot import dossier_view, proving
from bot.intent import Answer, Exchange, Intent
from nlu.meaning import IntentName


async def handle(exchange: Exchange) -> Answer:
    opened = await proving.open_dossier(exchange)
    if isinstance(opened, Answer):
        return opened
    return opened.answer(dossier_view.status(opened.view))


INTENT = Intent(names=(IntentName.DOSSIER_STATUS,), handle=handle)
