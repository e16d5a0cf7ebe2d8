"""A rating from 1 to 5; up to 3 one open question, then the offer to make it a report, and no more."""

from bot import pick, proving, records
from bot.intent import Answer, Exchange, Intent
from bot.notifying.notice import Desk, Task, TaskKind
from bot.planning.plan_store import put_tasks
from bot.reply import Choice, Reply, Say, Value
from bot.report_kind import ReportKind, kind_of
from knowledge.dossiers import store as dossiers
from knowledge.dossiers.dossier import Dossier
from nlu.meaning import Awaiting, EntityName, IntentName
from nlu.rated import rated

NOT_SATISFIED = 3
LOW = 2
"""From here down somebody other than the unit rated looks into it."""
HOURS_TO_LOOK = 16
"""Opening hours that the control desk has for it."""
REASON_WORDS = 5
"""A rating with so many words has told its reason: "3 điểm, chờ lâu quá"."""


async def handle(exchange: Exchange) -> Answer:
    dossier = await _rated_dossier(exchange)
    value = _value(exchange)
    if _reason_was_asked(exchange) and not pick.is_bare_number(exchange.inbound.text):
        return await _comment(exchange, dossier)
    if value is None:
        reply = Reply(
            says=(Say(wording="feedback_rating.ask"),),
            awaiting=Awaiting.RATING,
            pending=(IntentName.FEEDBACK_RATING,),
        )
        return Answer(reply=reply, state=exchange.state)
    await records.rating(exchange, value, dossier)
    if value > NOT_SATISFIED:
        return _told(exchange, "feedback_rating.thanks")
    if value <= LOW and dossier is not None:
        await _tell_control(exchange, dossier, "task.low_rating", value)
    if len(exchange.inbound.text.split()) >= REASON_WORDS:
        return await _comment(exchange, dossier)
    reply = Reply(
        says=(Say(wording="feedback_rating.why"),),
        awaiting=Awaiting.CHOICE,
        pending=(IntentName.FEEDBACK_RATING,),
        about_dossier=dossier.code if dossier else None,
    )
    return Answer(reply=reply, state=exchange.state)


def _value(exchange: Exchange) -> int | None:
    given, told = exchange.first(EntityName.RATING), exchange.state.told
    if given is not None:
        return int(given.value)
    return rated(exchange.inbound.text) if told is not None and told.rates else None


async def _rated_dossier(exchange: Exchange) -> Dossier | None:
    """The dossier that may be seen here, or the one of which this chat was asked: nothing of it is shown."""
    told, code = exchange.state.told, exchange.step.dossier_code
    if (
        told is not None
        and told.rates
        and told.dossier_code is not None
        and code in {None, told.dossier_code}
    ):
        return await dossiers.lookup(exchange.connection, exchange.services.province, told.dossier_code)
    return await proving.already_open(exchange)


def _reason_was_asked(exchange: Exchange) -> bool:
    state = exchange.state
    return state.awaiting is Awaiting.CHOICE and state.pending == (IntentName.FEEDBACK_RATING,)


async def _comment(exchange: Exchange, dossier: Dossier | None) -> Answer:
    """Words go to the rating and to the control desk, never to the unit rated: it could tell by them who
    spoke."""
    if dossier is not None and _reason_was_asked(exchange):
        await records.rating_words(exchange, dossier)
    code = dossier.code if dossier else None
    await records.ticket(
        exchange, records.TicketKind.COMMENT, dossier_code=code, unit_code=records.CONTROL_DESK
    )
    if dossier is not None and kind_of(exchange.inbound.text) is ReportKind.MONEY_ASKED:
        await _tell_control(exchange, dossier, "feedback_rating.task_money")
    reply = Reply(
        says=(Say(wording="feedback_rating.noted", values=_hotline(exchange)),),
        choices=(
            Choice(
                label="Có, gửi phản ánh",
                intent=IntentName.FEEDBACK_REPORT,
                dossier_code=code,
                said=exchange.inbound.text,
            ),
            Choice(label="Không, cảm ơn", intent=IntentName.CHAT_DENY),
        ),
        awaiting=Awaiting.YES_NO,
    )
    return Answer(reply=reply, state=exchange.state)


async def _tell_control(exchange: Exchange, dossier: Dossier, wording: str, value: int | None = None) -> None:
    """Not filed under the unit, whose officers read its tasks; it names neither phone nor words."""
    services = exchange.services
    values: dict[str, Value] = {"code": dossier.code}
    if value is not None:
        values["rating"] = value
    task = Task(
        kind=TaskKind.LOW_RATING,
        desk=Desk.CONTROL,
        mark=wording.rpartition(".")[2],
        unit_code=None,
        dossier_code=dossier.code,
        due_at=services.calendar.add_working_hours(exchange.now, HOURS_TO_LOOK),
        says=(Say(wording=wording, values=values),),
    )
    await put_tasks(exchange.connection, services.province, [task], exchange.now)


def _told(exchange: Exchange, wording: str) -> Answer:
    return Answer(reply=Reply(says=(Say(wording=wording),)), state=exchange.state)


def _hotline(exchange: Exchange) -> dict[str, Value]:
    return {"hotline": exchange.services.policy.hotline}


INTENT = Intent(names=(IntentName.FEEDBACK_RATING,), handle=handle)
