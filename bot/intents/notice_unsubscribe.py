"""Notices are not wanted any more, all of them or those that no law demands, or they reach the wrong person:
needs no proof, works at once when said outright, told once how to undo it."""

from bot import asking, consenting, opt_out, wrong_number
from bot.certain import is_certain
from bot.intent import Answer, Exchange, Intent
from bot.notifying.notice import Desk, Task, TaskKind
from bot.notifying.plan_store import put_tasks
from bot.reply import Reply, Say
from bot.told import Told
from nlu.meaning import IntentName

AGREED_TO = "notice_unsubscribe.done@2"
AGREED_TO_FEWER = "notice_unsubscribe.fewer@2"
HOURS_TO_FIND = 8
"""Opening hours in which an officer looks for the right number."""
MOST_TASKS = 10


async def handle(exchange: Exchange) -> Answer:
    text, told = exchange.step.said or exchange.inbound.text, exchange.state.told
    if told is not None and wrong_number.says_so(text):
        return await _wrong_number(exchange, told)
    if opt_out.only_extras(text):
        changed = await consenting.no_more(exchange, consenting.EXTRAS, AGREED_TO_FEWER)
        return _told(exchange, "notice_unsubscribe.fewer", changed)
    if not opt_out.stops_all(text) and not is_certain(exchange.step, exchange.meaning, exchange.inbound.text):
        return asking.is_this_wanted(exchange, "notice_unsubscribe.wanted")
    changed = await consenting.no_more(exchange, consenting.NOTICES, AGREED_TO)
    return _told(exchange, "notice_unsubscribe.done", changed)


async def _wrong_number(exchange: Exchange, told: Told) -> Answer:
    phone = told.subject if told.subject.startswith("+") else None
    changed = await consenting.is_wrong_number(exchange, phone)
    if changed:
        await _tell_offices(exchange, told)
    return _told(exchange, "wrong_number.done", changed)


async def _tell_offices(exchange: Exchange, told: Told) -> None:
    """A task for each dossier that was told to this number; it names neither the number nor its owner."""
    services = exchange.services
    tasks = [
        Task(
            kind=TaskKind.WRONG_NUMBER,
            desk=Desk.OFFICER,
            mark=f"{exchange.now:%Y-%m-%d}",
            unit_code=about.unit_code,
            dossier_code=about.dossier_code,
            due_at=services.calendar.add_working_hours(exchange.now, HOURS_TO_FIND),
            says=(Say(wording="task.wrong_number", values={"code": about.dossier_code}),),
        )
        for about in await consenting.told_about(exchange, told.subject, MOST_TASKS)
    ]
    await put_tasks(exchange.connection, services.province, tasks, exchange.now)


_SHORT = {
    "notice_unsubscribe.done": "notice_unsubscribe.already",
    "notice_unsubscribe.fewer": "notice_unsubscribe.fewer_already",
    "wrong_number.done": "wrong_number.already",
}


def _told(exchange: Exchange, wording: str, changed: bool) -> Answer:
    """At length once."""
    say = Say(wording=wording if changed else _SHORT[wording])
    return Answer(reply=Reply(says=(say,)), state=exchange.state)


INTENT = Intent(names=(IntentName.NOTICE_UNSUBSCRIBE,), handle=handle)
