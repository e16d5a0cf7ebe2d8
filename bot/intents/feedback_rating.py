"""A rating from 1 to 5; up to 3 one open question, and no second one."""

from bot import proving, records
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from bot.report_kind import ReportKind, kind_of
from knowledge.dossiers.dossier import Dossier
from nlu.meaning import Awaiting, EntityName, IntentName

NOT_SATISFIED = 3
REASON_WORDS = 5
"""A rating with so many words has told its reason: "3 điểm, chờ lâu quá"."""


async def handle(exchange: Exchange) -> Answer:
    dossier = await proving.already_open(exchange)
    rated = exchange.first(EntityName.RATING)
    if _reason_was_asked(exchange):
        return await _comment(exchange, dossier)
    if rated is None:
        reply = Reply(
            says=(Say(wording="feedback_rating.ask"),),
            awaiting=Awaiting.RATING,
            pending=(IntentName.FEEDBACK_RATING,),
        )
        return Answer(reply=reply, state=exchange.state)
    value = int(rated.value)
    await records.rating(exchange, value, dossier_code=dossier.code if dossier else None)
    if value > NOT_SATISFIED:
        return _told(exchange, "feedback_rating.thanks")
    if len(exchange.inbound.text.split()) >= REASON_WORDS:
        return await _comment(exchange, dossier)
    reply = Reply(
        says=(Say(wording="feedback_rating.why"),),
        awaiting=Awaiting.CHOICE,
        pending=(IntentName.FEEDBACK_RATING,),
        about_dossier=dossier.code if dossier else None,
    )
    return Answer(reply=reply, state=exchange.state)


def _reason_was_asked(exchange: Exchange) -> bool:
    state = exchange.state
    return state.awaiting is Awaiting.CHOICE and state.pending == (IntentName.FEEDBACK_RATING,)


async def _comment(exchange: Exchange, dossier: Dossier | None) -> Answer:
    money_asked = kind_of(exchange.inbound.text) is ReportKind.MONEY_ASKED
    unit = records.CONTROL_DESK if money_asked else dossier.unit.code if dossier else None
    await records.ticket(
        exchange,
        records.TicketKind.COMMENT,
        dossier_code=dossier.code if dossier else None,
        unit_code=unit,
    )
    return _told(exchange, "feedback_rating.noted")


def _told(exchange: Exchange, wording: str) -> Answer:
    values = {"hotline": exchange.services.policy.hotline}
    return Answer(reply=Reply(says=(Say(wording=wording, values={**values}),)), state=exchange.state)


INTENT = Intent(names=(IntentName.FEEDBACK_RATING,), handle=handle)
