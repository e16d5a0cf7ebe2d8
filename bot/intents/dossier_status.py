"""Where a dossier stands; what was told of its delay a moment ago is not told again."""

from bot import delay_view, dossier_view, proving
from bot.intent import Answer, Exchange, Intent
from nlu.meaning import IntentName


async def handle(exchange: Exchange) -> Answer:
    opened = await proving.open_dossier(exchange)
    if isinstance(opened, Answer):
        return opened
    seen = opened.view
    others = await proving.others_beside(opened)
    if not delay_view.is_delayed(seen):
        return opened.answer((*dossier_view.status(seen), *others))
    stamp = delay_view.stamp(seen)
    known = exchange.state.told_late == stamp
    says = delay_view.nothing_new(seen) if known else dossier_view.status(seen)
    return opened.answer((*says, *others), told_late=stamp)


INTENT = Intent(names=(IntentName.DOSSIER_STATUS,), handle=handle)
