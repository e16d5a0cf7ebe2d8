"""A request to withdraw a dossier: recorded for the officer after level 2; nothing is withdrawn here."""

from bot import proving, records
from bot.dossier_view import status
from bot.intent import Answer, Exchange, Intent
from knowledge.dossiers.dossier import is_open
from nlu.meaning import IntentName


async def handle(exchange: Exchange) -> Answer:
    opened = await proving.open_dossier(exchange, level=2)
    if isinstance(opened, Answer):
        return opened
    seen = opened.view
    if not is_open(opened.dossier):
        return opened.answer((seen.say("dossier_withdraw.ended"), *status(seen)))
    number = await records.ticket(
        opened.exchange,
        records.TicketKind.WITHDRAW,
        dossier_code=opened.dossier.code,
        unit_code=opened.dossier.unit.code,
    )
    return opened.answer((seen.say("dossier_withdraw.recorded", number=number),))


INTENT = Intent(names=(IntentName.DOSSIER_WITHDRAW,), handle=handle)
