"""A person is wanted: a ticket with its number, and whom to call meanwhile."""

from bot import records
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from bot.which_office import which_office
from nlu.meaning import IntentName


async def handle(exchange: Exchange) -> Answer:
    meant = await which_office(exchange)
    number = await records.ticket(
        exchange, records.TicketKind.HANDOFF, dossier_code=meant.dossier_code, unit_code=meant.unit_code
    )
    office_phone = next((office.phone for office in meant.offices if office.phone), None)
    phone = meant.unit_phone or office_phone or exchange.services.policy.hotline
    says = [Say(wording="handoff.recorded", values={"number": number, "phone": phone})]
    opens = exchange.services.calendar.open_from(exchange.now)
    if opens > exchange.now:
        says.append(Say(wording="handoff.closed_now", values={"opens": opens}))
    return Answer(reply=Reply(says=tuple(says)), state=exchange.state)


INTENT = Intent(names=(IntentName.HANDOFF,), handle=handle)
