"""The answer to "is this message real?" when it holds a check code: which office sent what, when, to whom;
or a warning. To whom it was sent it tells of the dossier its last four digits, of the number its last three,
and whether the words are ours; others learn that there is such a message, and nothing that a guess confirms.
"""

from datetime import timedelta

from bot.ending import genuine_store
from bot.ending.genuine_store import Sent
from bot.genuine import Pasted, compare
from bot.intent import Answer, Exchange
from bot.lure import lures, without_lures
from bot.notifying import check_code
from bot.reply import Reply, Say
from knowledge.dossiers import store as dossiers
from nlu.meaning import IntentName
from vietnam.phone import mask

MOST_AN_HOUR = 10
"""Messages of one sender about codes; whoever tries codes learns next to nothing in any case."""
MOST_OF_ALL = 120
"""Such messages of all chats together where a chat costs nothing to make."""
FREE_TO_MAKE = frozenset({"webchat"})
LAST_DIGITS = 4


async def answer(exchange: Exchange) -> Answer:
    hotline = exchange.services.policy.hotline
    if await _asks_too_often(exchange):
        return _told(exchange, Say(wording="genuine.too_many", values={"hotline": hotline}))
    code = check_code.find(exchange.inbound.text)
    sent = None if code is None else await _by_code(exchange, code)
    if code is None or sent is None:
        return _told(exchange, Say(wording="genuine.unknown", values={"hotline": hotline}))
    theirs = _is_theirs(exchange, sent)
    # Whoever guesses could have our words confirmed: a stranger hears of baits only, which need none of them.
    reading = compare(exchange.inbound.text, code, sent.texts if theirs else ())
    facts = await _facts(exchange, sent, code, whole=theirs is True)
    return _told(exchange, *facts, *_verdict(exchange, theirs, reading))


async def _asks_too_often(exchange: Exchange) -> bool:
    async def asked(sender: str | None) -> int:
        return await genuine_store.asked(
            exchange.connection,
            exchange.services.province,
            channel=exchange.inbound.channel,
            sender=sender,
            intent=IntentName.OUT_OF_SCOPE,
            since=exchange.now - timedelta(hours=1),
        )

    if await asked(exchange.inbound.sender) >= MOST_AN_HOUR:
        return True
    if exchange.inbound.channel not in FREE_TO_MAKE or exchange.phone is not None:
        return False
    return await asked(None) >= MOST_OF_ALL


async def _by_code(exchange: Exchange, code: str) -> Sent | None:
    return await genuine_store.by_code(exchange.connection, exchange.services.province, code)


async def _facts(exchange: Exchange, sent: Sent, code: str, *, whole: bool) -> tuple[Say, ...]:
    """`whole`: for whom it was sent; others hear neither number nor dossier."""
    services = exchange.services
    kind = services.notices.get(sent.kind)
    says = [
        Say(
            wording="genuine.sent",
            values={
                "check": code,
                "unit": await _unit(exchange, sent),
                "about": kind.about if kind is not None else "tin báo",
                "since": sent.at,
            },
        )
    ]
    if not whole:
        return tuple(says)
    last = tuple(map(_last_digits, sent.dossier_codes))
    if len(last) == 1:
        says.append(Say(wording="genuine.dossier", values={"last": last[0]}))
    elif last:
        says.append(Say(wording="genuine.dossiers", values={"count": len(last), "last": last}))
    if sent.subject.startswith("+"):
        says.append(Say(wording="genuine.to_number", values={"number": mask(sent.subject)}))
    return tuple(says)


def _last_digits(code: str) -> str:
    return "".join(char for char in code if char.isdigit())[-LAST_DIGITS:]


async def _unit(exchange: Exchange, sent: Sent) -> str:
    office = exchange.services.offices.get(sent.unit_code) if sent.unit_code else None
    if office is not None and not lures(office.name):
        return office.name
    connection, province = exchange.connection, exchange.services.province
    code = next(iter(sent.dossier_codes), None)
    found = await dossiers.lookup(connection, province, code) if code is not None else None
    return (without_lures(found).unit.name if found is not None else None) or "Cơ quan giải quyết"


def _is_theirs(exchange: Exchange, sent: Sent) -> bool | None:
    """None: the asker has proven no number, so that it cannot be told."""
    told, inbound = exchange.state.told, exchange.inbound
    own = {exchange.phone, f"{inbound.channel}:{inbound.sender}"}
    if sent.subject in own or (told is not None and told.notice_id == sent.id):
        return True
    return None if exchange.phone is None else False


def _verdict(exchange: Exchange, theirs: bool | None, reading: Pasted) -> tuple[Say, ...]:
    hotline = exchange.services.policy.hotline
    says = []
    if theirs is False:
        says.append(Say(wording="genuine.not_yours"))
    elif theirs is None:
        says.append(Say(wording="genuine.not_compared"))
    if reading is not Pasted.CODE_ONLY:
        says.append(Say(wording=f"genuine.{reading}", values={"hotline": hotline}))
    elif theirs:
        says.append(Say(wording="genuine.never"))
    return tuple(says)


def _told(exchange: Exchange, *says: Say) -> Answer:
    return Answer(reply=Reply(says=says), state=exchange.state)
