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
    seen = opened.view
    if delay_view.is_delayed(seen):
        stamp = delay_view.stamp(seen)
        if exchange.state.told_late == stamp:
            return opened.answer(delay_view.nothing_new(seen), _WAYS_ON, told_late=stamp)
        says = (*delay_view.delay(seen), *dossier_view.as_of(seen), seen.say("dossier_status.contact"))
        return opened.answer(says, _WAYS_ON, told_late=stamp)
    return opened.answer((*_not_late(seen), *dossier_view.status(seen)))


def _not_late(seen: View) -> tuple[Say, ...]:
    """Why it does not count as late; nothing where the state alone says it, or where the unit's data end
    before the promised day."""
    as_promised = delay_view.standing(seen).dossier
    if is_overdue(as_promised, seen.now):
        return ()
    match group(seen.dossier):
        case StatusGroup.PAUSED:
            return (seen.say("dossier_overdue.paused"),)
        case StatusGroup.NOT_ACCEPTED_YET:
            return (seen.say("dossier_overdue.not_started"),)
        case StatusGroup.IN_PROGRESS if promise(as_promised) is not None:
            return (seen.say("dossier_overdue.not_late"),)
        case _:
            return ()


_WAYS_ON = (
    Choice(label="Gặp cán bộ", intent=IntentName.HANDOFF),
    Choice(label="Gửi phản ánh", intent=IntentName.FEEDBACK_REPORT),
)

INTENT = Intent(names=(IntentName.DOSSIER_OVERDUE,), handle=handle)
