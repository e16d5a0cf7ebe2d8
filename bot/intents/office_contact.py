"""Address, telephone and opening hours of an office, and whether offices work on a day."""

import re

from bot.asked_day import WEEKDAYS, asked_day, named_in
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say, Value
from bot.which_office import Meant, which_office
from knowledge.offices.office import Office, OfficeKind
from nlu.meaning import Awaiting, IntentName
from vietnam.calendar import VN
from vietnam.text import fold

_POLICE = re.compile(r"\b(?:cong an|ca xa|ca phuong)\b")
_FILING = re.compile(r"\b(?:nop|gui)\b")


async def handle(exchange: Exchange) -> Answer:
    meant = await which_office(exchange)
    hotline = exchange.services.policy.hotline
    day = _day(exchange, meant)
    if meant.offices:
        says = [say for office in meant.offices for say in _office(office, hotline)]
        return _told(meant, exchange, (*day, *_not_the_police(exchange, meant), *says))
    if meant.unit_name and meant.unit_phone:
        values = {"name": meant.unit_name, "phone": meant.unit_phone}
        says = [Say(wording="office_contact.unit", values={**values})]
        return _told(meant, exchange, (*day, *_not_the_police(exchange, meant), *says))
    if meant.place is not None:
        values = {"place": meant.place, "hotline": hotline}
        return _told(meant, exchange, (*day, Say(wording="office_contact.unknown", values={**values})))
    return _ask_place(exchange, day)


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


def _not_the_police(exchange: Exchange, meant: Meant) -> tuple[Say, ...]:
    """Who asks for the police must not take another office's number for theirs."""
    known = any(office.kind is OfficeKind.POLICE for office in meant.offices)
    if known or not _POLICE.search(fold(exchange.inbound.text)):
        return ()
    values = {"hotline": exchange.services.policy.hotline}
    return (Say(wording="office_contact.not_the_police", values={**values}),)


def _day(exchange: Exchange, meant: Meant) -> tuple[Say, ...]:
    """Whether offices work on the day asked about, by the calendar; else only that they rest today."""
    calendar, today = exchange.services.calendar, exchange.inbound.sent_at.astimezone(VN).date()
    day = asked_day(exchange.inbound.text, exchange.meaning.entities, today)
    if day is None:
        if calendar.is_workday(today) or not (meant.offices or meant.unit_phone):
            return ()
        values = {"today": today, "next": calendar.next_workday(today)}
        return (Say(wording="office_contact.closed_today", values={**values}),)
    about: dict[str, Value] = {"day": day, "weekday": WEEKDAYS[day.weekday()]}
    announced = calendar.is_announced(day.year)
    hedge = () if announced else (Say(wording="office_contact.not_announced", values={"year": day.year}),)
    if calendar.is_workday(day):
        return (Say(wording="office_contact.day_worked", values=about), *hedge)
    reason = calendar.day_off_reason(day)
    if reason is None and any(office.hours and named_in(office.hours, day) for office in meant.offices):
        return (Say(wording="office_contact.day_by_office", values=about),)
    off = {**about, "reason": reason or "cuối tuần", "next": calendar.next_workday(day)}
    online = (Say(wording="office_contact.online"),) if _FILING.search(fold(exchange.inbound.text)) else ()
    return (Say(wording="office_contact.day_off", values=off), *hedge, *online)


def _ask_place(exchange: Exchange, day: tuple[Say, ...]) -> Answer:
    """A day is answered without a place; the place would add the office's own hours."""
    again = exchange.state.pending == (exchange.step.intent,)
    wording = "hours_of_which" if day else "which_again" if again else "which"
    say = Say(wording=f"office_contact.{wording}", values={"hotline": exchange.services.policy.hotline})
    reply = Reply(says=(*day, say), awaiting=Awaiting.CHOICE, pending=(exchange.step.intent,))
    return Answer(reply=reply, state=exchange.state)


def _told(meant: Meant, exchange: Exchange, says: tuple[Say, ...]) -> Answer:
    """The place that was named is asked about from here on ("số điện thoại")."""
    return Answer(reply=Reply(says=says, about_place=meant.place), state=exchange.state)


INTENT = Intent(names=(IntentName.OFFICE_CONTACT,), handle=handle)
