"""Notices are not wanted any more, all of them or those that no law demands, or they reach the wrong person:
needs no proof, works at once when said outright, told once how to undo it."""

from bot import asking, consenting, opt_out, proving, wrong_number
from bot.certain import is_certain
from bot.intent import Answer, Exchange, Intent
from bot.notifying.notice import Desk, Task, TaskKind
from bot.planning.plan_store import put_tasks
from bot.reply import Reply, Say
from bot.told import Told
from nlu.meaning import Awaiting, IntentName

AGREED_TO = "notice_unsubscribe.done@3"
AGREED_TO_HERE = "notice_unsubscribe.done_here@3"
AGREED_TO_FEWER = "notice_unsubscribe.fewer@3"
HOURS_TO_FIND = 8
"""Opening hours in which an officer looks for the right number."""
MOST_TASKS = 10


async def handle(exchange: Exchange) -> Answer:
    text, told = exchange.step.said or exchange.inbound.text, exchange.state.told
    if told is not None and wrong_number.says_so(text):
        return await _wrong_number(exchange, told)
    if opt_out.only_extras(text):
        return await _stop(exchange, consenting.EXTRAS)
    if exchange.state.awaiting is Awaiting.PROOF and exchange.step.confirmed:
        return await _with_phone(exchange)
    if opt_out.only_calls(text) and not exchange.step.confirmed:
        return asking.is_this_wanted(exchange, "notice_unsubscribe.wanted")
    if told is None and wrong_number.may_say_so(text) and not exchange.step.confirmed:
        return asking.is_this_wanted(exchange, "notice_unsubscribe.wanted")
    if not opt_out.stops_all(text) and not is_certain(exchange.step, exchange.meaning, exchange.inbound.text):
        return asking.is_this_wanted(exchange, "notice_unsubscribe.wanted")
    return await _stop(exchange, consenting.NOTICES)


async def _with_phone(exchange: Exchange) -> Answer:
    """What was refused in this chat alone is refused for the phone, too, as soon as that is proven here."""
    settled = await proving.settle_code(exchange)
    if isinstance(settled, Answer):
        return settled
    if settled.phone is None:
        return await proving.ask_for_phone(settled)
    everything = await consenting.is_refused_here(settled)
    return await _stop(settled, consenting.NOTICES if everything else consenting.EXTRAS)


async def _stop(exchange: Exchange, purpose: str) -> Answer:
    """Says what holds from now on: for which messages, and for which of the ways to this citizen."""
    here = not await consenting.reaches_phone(exchange)
    if purpose == consenting.EXTRAS:
        changed = await consenting.no_more(exchange, purpose, AGREED_TO_FEWER)
        none = await consenting.refuses_all(exchange)
        answer = _told(exchange, "notice_unsubscribe.none_already" if none else _FEWER, changed)
    else:
        changed = await consenting.no_more(exchange, purpose, AGREED_TO_HERE if here else AGREED_TO)
        answer = _told(exchange, "notice_unsubscribe.done_here" if here else _DONE, changed)
    return _only_here(exchange, answer) if here else answer


def _only_here(exchange: Exchange, answer: Answer) -> Answer:
    """No phone is known to be this citizen's: how to stop what goes to it."""
    policy = exchange.services.policy
    wording = "notice_unsubscribe.only_here" if policy.text_channel else "notice_unsubscribe.only_here_share"
    says = (*answer.reply.says, Say(wording=wording, values={"hotline": policy.hotline}))
    asking_phone = Reply(
        says=says, awaiting=Awaiting.PROOF, pending=(IntentName.NOTICE_UNSUBSCRIBE,), ask_phone=True
    )
    return Answer(reply=asking_phone, state=answer.state)


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


_DONE, _FEWER = "notice_unsubscribe.done", "notice_unsubscribe.fewer"
_SHORT = {
    _DONE: "notice_unsubscribe.already",
    "notice_unsubscribe.done_here": "notice_unsubscribe.already_here",
    _FEWER: "notice_unsubscribe.fewer_already",
    "wrong_number.done": "wrong_number.already",
}


def _told(exchange: Exchange, wording: str, changed: bool) -> Answer:
    """At length once."""
    say = Say(wording=wording if changed else _SHORT.get(wording, wording))
    return Answer(reply=Reply(says=(say,)), state=exchange.state)


INTENT = Intent(names=(IntentName.NOTICE_UNSUBSCRIBE,), handle=handle)
