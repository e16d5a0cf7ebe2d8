"""A request to withdraw a dossier, or to take that back: recorded for the officer after level 2; nothing is
withdrawn here."""

from dataclasses import replace

from bot import asking, proving, records
from bot.after_notice import disputes_withdrawal
from bot.certain import is_certain
from bot.dossier_view import status
from bot.intent import Answer, Exchange, Intent
from bot.own_words import takes_withdrawal_back
from bot.proving import Opened
from bot.reply import Reply, Say
from bot.view import view
from bot.which_office import which_office
from knowledge.dossiers.dossier import is_open
from nlu.meaning import IntentName


async def handle(exchange: Exchange) -> Answer:
    said = exchange.step.said or exchange.inbound.text
    if exchange.step.dossier_code == _told_code(exchange) and disputes_withdrawal(said, exchange.state):
        return await _dispute(exchange)
    back = exchange.step.takes_back or takes_withdrawal_back(said)
    if not back and not is_certain(exchange.step, exchange.meaning, said):
        return asking.is_this_wanted(exchange, "dossier_withdraw.wanted")
    if back and _asked_for_proof(exchange):
        reply = Reply(says=(Say(wording="dossier_withdraw.left"),))
        return Answer(reply=reply, state=exchange.state)
    opened = await proving.open_dossier(exchange, level=2)
    if isinstance(opened, Answer):
        return replace(opened, reply=replace(opened.reply, takes_back=back))
    return await (_take_back(opened) if back else _record(opened))


def _told_code(exchange: Exchange) -> str | None:
    return None if exchange.state.told is None else exchange.state.told.dossier_code


def _asked_for_proof(exchange: Exchange) -> bool:
    """Whoever thinks better of it before the request was recorded has nothing to prove."""
    state = exchange.state
    waits = state.awaiting is not None and IntentName.DOSSIER_WITHDRAW in state.pending
    return waits and not state.takes_back


async def _dispute(exchange: Exchange) -> Answer:
    """Nobody wished the withdrawal that we told of: the unit has to look into it at once. No proof is asked
    for; without one, no dossier is named."""
    meant = await which_office(exchange)
    kind, code = records.TicketKind.HANDOFF, meant.dossier_code
    number = await records.ticket(exchange, kind, dossier_code=code, unit_code=meant.unit_code)
    dossier = await proving.already_open(exchange)
    if dossier is not None:
        say = view(dossier, exchange.services, exchange.now).say("after_notice.disputed", number=number)
        return Answer(reply=Reply(says=(say,), about_dossier=code), state=exchange.state)
    phone = next((each.phone for each in meant.offices if each.phone), exchange.services.policy.hotline)
    say = Say(wording="after_notice.disputed_unnamed", values={"number": number, "phone": phone})
    return Answer(reply=Reply(says=(say,)), state=exchange.state)


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
