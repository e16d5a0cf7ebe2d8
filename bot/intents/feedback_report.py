"""A report on service or an officer, on the state of a street, or a complaint that has a law of its own."""

from bot import records
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say, Value
from bot.report_kind import ReportKind, kind_of, tells_what_happened
from bot.which_office import which_office
from nlu.meaning import Awaiting, IntentName


async def handle(exchange: Exchange) -> Answer:
    added = exchange.step.adds_to
    if added is not None and await records.add_to(exchange, added):
        return _recorded(exchange, Say(wording="feedback_report.added", values={"number": added}), added)
    hotline = {"hotline": exchange.services.policy.hotline}
    rated = exchange.step.said if exchange.step.confirmed else None
    kind = kind_of(rated or exchange.inbound.text)
    if rated is not None:
        return await _from_rating(exchange, kind)
    if kind is ReportKind.COMPLAINT:
        return _told(exchange, Say(wording="feedback_report.complaint", values={**hotline}))
    if not _was_asked(exchange) and not tells_what_happened(exchange.inbound.text):
        reply = Reply(
            says=(Say(wording="feedback_report.ask", values={**hotline}),),
            awaiting=Awaiting.CHOICE,
            pending=(exchange.step.intent,),
        )
        return Answer(reply=reply, state=exchange.state)
    number = await _record(exchange, kind)
    say = Say(wording=f"feedback_report.{kind}", values={**hotline, "number": number})
    return _recorded(exchange, say, number)


def _was_asked(exchange: Exchange) -> bool:
    state = exchange.state
    return (
        state.awaiting is Awaiting.CHOICE
        and state.pending == (IntentName.FEEDBACK_REPORT,)
        and not state.choices
    )


async def _from_rating(exchange: Exchange, kind: ReportKind) -> Answer:
    """What was said with a low rating goes to those above the unit rated."""
    number = await records.ticket(
        exchange,
        records.TicketKind.REPORT,
        dossier_code=exchange.step.dossier_code,
        unit_code=records.CONTROL_DESK,
    )
    values: dict[str, Value] = {"hotline": exchange.services.policy.hotline, "number": number}
    wording = kind if kind is ReportKind.MONEY_ASKED else ReportKind.SERVICE
    return _recorded(exchange, Say(wording=f"feedback_report.{wording}", values=values), number)


async def _record(exchange: Exchange, kind: ReportKind) -> int:
    meant = await which_office(exchange)
    unit = records.CONTROL_DESK if kind is ReportKind.MONEY_ASKED else meant.unit_code
    code = None if kind is ReportKind.FIELD else meant.dossier_code
    return await records.ticket(exchange, records.TicketKind.REPORT, dossier_code=code, unit_code=unit)


def _recorded(exchange: Exchange, say: Say, number: int) -> Answer:
    """A name or a phone in the next message belongs to this report."""
    return Answer(reply=Reply(says=(say,), report=number), state=exchange.state)


def _told(exchange: Exchange, say: Say) -> Answer:
    return Answer(reply=Reply(says=(say,)), state=exchange.state)


INTENT = Intent(names=(IntentName.FEEDBACK_REPORT,), handle=handle)
