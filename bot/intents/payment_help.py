"""Paying online, receipts, refunds."""

from bot import proving
from bot.dossier_view import payment
from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from bot.topic import topic_of, topics
from bot.view import view
from knowledge.dossiers.dossier import Dossier, Status
from nlu.meaning import IntentName

_TOPICS = topics(
    {
        "refund": r"hoan tien|hoan lai|hoan phi|tra lai|lay lai|tra tien lai|rut lai tien|doi lai tien",
        "receipt": r"bien lai|hoa don|chung tu|bien nhan",
        "trouble": r"tru tien|bi tru|loi|hai lan|2 lan|chua thanh toan|chua ghi nhan|nham|sai|khong duoc",
    }
)


async def handle(exchange: Exchange) -> Answer:
    about = topic_of(exchange.inbound.text, _TOPICS, default="how")
    values = {"hotline": exchange.services.policy.hotline}
    says = [Say(wording=f"payment_help.{about}", values={**values})]
    dossier = await proving.already_open(exchange)
    if dossier is not None:
        says = [*_of_dossier(exchange, dossier, about), *says]
    says.append(Say(wording="payment_help.safely"))
    return Answer(reply=Reply(says=tuple(says)), state=exchange.state)


def _of_dossier(exchange: Exchange, dossier: Dossier, about: str) -> tuple[Say, ...]:
    """What the record of the dossier in hand says of money; a refund is never promised."""
    seen = view(dossier, exchange.services, exchange.now)
    if about == "refund":
        due = dossier.fee is not None and dossier.fee.refund_due
        return (seen.say("payment_help.refund_due"),) if due else ()
    return payment(seen)[:-1] if dossier.status is Status.PAYMENT_NEEDED else ()


INTENT = Intent(names=(IntentName.PAYMENT_HELP,), handle=handle)
