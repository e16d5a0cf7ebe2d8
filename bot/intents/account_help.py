"""The portal account, VNeID, one-time codes that do not come, SIM cards in another's name."""

from bot.intent import Answer, Exchange, Intent
from bot.reply import Reply, Say
from bot.topic import topic_of, topics
from nlu.meaning import IntentName

_TOPICS = topics(
    {
        "sim": r"sim|dung ten|chinh chu|so dien thoai|sdt|doi so|so may",
        "code": r"otp|ma xac nhan|ma xac thuc|ma gi|gui ma|nhan ma|khong thay ma",
        "password": r"mat khau|mk|pass|quen ma|passcode",
        "locked": r"khoa|bi chan|vo hieu",
        "vneid": r"vneid|dinh danh|muc 2|muc do 2|quet mat|khuon mat",
    }
)


async def handle(exchange: Exchange) -> Answer:
    about = topic_of(exchange.inbound.text, _TOPICS, default="account")
    says = (
        Say(wording=f"account_help.{about}"),
        Say(wording="account_help.ask", values={"hotline": exchange.services.policy.hotline}),
    )
    return Answer(reply=Reply(says=says), state=exchange.state)


INTENT = Intent(names=(IntentName.ACCOUNT_HELP,), handle=handle)
