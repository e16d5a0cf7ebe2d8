"""Address, telephone and opening hours of an office."""

from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from bot.which_office import which_office
from knowledge.offices.office import Office
from nlu.meaning import Awaiting, IntentName
from vietnam.calendar import VN


async def handle(exchange: Exchange) -> Answer:
    meant = await which_office(exchange)
    hotline = exchange.services.policy.hotline
    if meant.offices:
        says = [say for office in meant.offices for say in _office(office, hotline)]
        return _told(exchange, (*says, *_closed_today(exchange)))
    if meant.unit_name and meant.unit_phone:
        values = {"name": meant.unit_name, "phone": meant.unit_phone}
        return _told(exchange, (Say(wording="office_contact.unit", values={**values}),))
    if meant.place is not None:
        values = {"place": meant.place, "hotline": hotline}
        return _told(exchange, (Say(wording="office_contact.unknown", values={**values}),))
    return _ask_place(exchange)


def _office(office: Office, hotline: str) -> tuple[Say, ...]:
    where = Say(wording="office_contact.name", values={"name": office.name})
    if office.address:
        where = Say(wording="office_contact.where", values={"name": office.name, "address": office.address})
    phone = Say(wording="office_contact.phone", values={"phone": office.phone or hotline})
    hours = (Say(wording="office_contact.hours", values={"hours": office.hours}),) if office.hours else ()
    source = Say(
        wording="office_contact.source", values={"source": office.source, "confirmed": office.confirmed_on}
    )
    return (where, phone, *hours, source)


def _closed_today(exchange: Exchange) -> tuple[Say, ...]:
    """A day off by the calendar is said, with the day on which offices work again."""
    calendar, today = exchange.services.calendar, exchange.inbound.sent_at.astimezone(VN).date()
    if calendar.is_workday(today):
        return ()
    values = {"today": today, "next": calendar.next_workday(today)}
    return (Say(wording="office_contact.closed_today", values={**values}),)


def _ask_place(exchange: Exchange) -> Answer:
    again = exchange.state.pending == (exchange.step.intent,)
    say = Say(
        wording="office_contact.which_again" if again else "office_contact.which",
        values={"hotline": exchange.services.policy.hotline},
    )
    reply = Reply(says=(say,), awaiting=Awaiting.CHOICE, pending=(exchange.step.intent,))
    return Answer(reply=reply, state=exchange.state)


def _told(exchange: Exchange, says: tuple[Say, ...]) -> Answer:
    return Answer(reply=Reply(says=says), state=exchange.state)


INTENT = Intent(names=(IntentName.OFFICE_CONTACT,), handle=handle)
