"""A dossier that is late, or that its citizen believes to be late."""

from bot import delay_view, dossier_view, proving
from bot.intent import Answer, Exchange, Intent
from bot.reply import Choice, Say
from bot.view import View
from knowledge.dossiers.dossier import StatusGroup, group, is_overdue, promise
from nlu.meaning import IntentName


async def handle(exchange: Exchange) -> Answer:
    opened = await proving.open_dossier(exchange)
    if isinstance(opened, Answer):
        return opened
    dossier, seen = opened.dossier, opened.view
    running = group(dossier) in {StatusGroup.IN_PROGRESS, StatusGroup.UPDATING}
    if running and (is_overdue(dossier, exchange.now) or delay_view.is_announced(dossier)):
        return opened.answer((*delay_view.delay(seen), seen.say("dossier_status.contact")), _WAYS_ON)
    return opened.answer((*_not_late(seen), *dossier_view.status(seen)))


def _not_late(seen: View) -> tuple[Say, ...]:
    """Why it does not count as late; nothing where the state alone says it."""
    match group(seen.dossier):
        case StatusGroup.PAUSED:
            return (seen.say("dossier_overdue.paused"),)
        case StatusGroup.NOT_ACCEPTED_YET:
            return (seen.say("dossier_overdue.not_started"),)
        case StatusGroup.IN_PROGRESS if promise(seen.dossier) is not None:
            return (seen.say("dossier_overdue.not_late"),)
        case _:
            return ()


_WAYS_ON = (
    Choice(label="Gặp cán bộ", intent=IntentName.HANDOFF),
    Choice(label="Gửi phản ánh", intent=IntentName.FEEDBACK_REPORT),
)

INTENT = Intent(names=(IntentName.DOSSIER_OVERDUE,), handle=handle)
