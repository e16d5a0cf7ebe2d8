"""A request to withdraw a dossier, or to take that back: recorded for the officer after level 2; nothing is
withdrawn here."""

from dataclasses import replace

from bot import asking, proving, records
from bot.certain import is_certain
from bot.dossier_view import status
from bot.intent import Answer, Exchange, Intent
from bot.own_words import takes_withdrawal_back
from bot.proving import Opened
from knowledge.dossiers.dossier import is_open
from nlu.meaning import IntentName


async def handle(exchange: Exchange) -> Answer:
    said = exchange.step.said or exchange.inbound.text
    back = exchange.step.takes_back or takes_withdrawal_back(said)
    if not back and not is_certain(exchange.step, exchange.meaning, said):
        return asking.is_this_wanted(exchange, "dossier_withdraw.wanted")
    opened = await proving.open_dossier(exchange, level=2)
    if isinstance(opened, Answer):
        return replace(opened, reply=replace(opened.reply, takes_back=back))
    return await (_take_back(opened) if back else _record(opened))


async def _record(opened: Opened) -> Answer:
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


async def _take_back(opened: Opened) -> Answer:
    code, seen = opened.dossier.code, opened.view
    number = await records.cancel(opened.exchange, records.TicketKind.WITHDRAW, dossier_code=code)
    if number is None:
        return opened.answer((seen.say("dossier_withdraw.none_open"),))
    return opened.answer((seen.say("dossier_withdraw.taken_back", number=number),))


INTENT = Intent(names=(IntentName.DOSSIER_WITHDRAW,), handle=handle)
