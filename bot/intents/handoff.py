"""A person is wanted: a ticket with its number, and whom to call meanwhile. What is told right behind it (a
phone, a name) joins it; who needs nobody any more takes it back."""

from bot import records
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say, Value
from bot.which_office import which_office
from nlu.meaning import IntentName


async def handle(exchange: Exchange) -> Answer:
    if exchange.step.takes_back:
        return await _take_back(exchange)
    added = exchange.step.adds_to
    if added is not None and await records.add_to(exchange, added):
        say = Say(wording="handoff.added", values={"number": added})
        return Answer(reply=Reply(says=(say,), report=added), state=exchange.state)
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
    return Answer(reply=Reply(says=tuple(says), report=number), state=exchange.state)


async def _take_back(exchange: Exchange) -> Answer:
    number = await records.cancel(exchange, records.TicketKind.HANDOFF, dossier_code=None)
    values: dict[str, Value] = {} if number is None else {"number": number}
    wording = "handoff.none_open" if number is None else "handoff.taken_back"
    return Answer(reply=Reply(says=(Say(wording=wording, values=values),)), state=exchange.state)


INTENT = Intent(names=(IntentName.HANDOFF,), handle=handle)
