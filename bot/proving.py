"""Asking for proof: which dossier, whose it is, whose phone this is (contract "Who may see what").

For a number that does not exist the same is asked, in the same words, as for one that is not proven."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot import access, dossier_view, one_time_code
from bot.access import Outcome
from bot.intent import Answer, Exchange
from bot.intent_groups import CHANGES
from bot.one_time_code import Checked
from bot.own_words import asks_for_all_own, names_own
from bot.planning import feeds_store
from bot.reply import Choice, Reply, Say
from bot.view import View, view
from knowledge.dossiers import store as dossiers
from knowledge.dossiers.change import Change
from knowledge.dossiers.dossier import Dossier, StatusGroup, group, is_open, is_overdue
from nlu.meaning import Awaiting, EntityName, IntentName
from vietnam.phone import is_mobile, mask

MOST_LISTED, MOST_OF_ALL = 4, 8
"""Own dossiers offered as options, late ones first, then those still open; whoever has more types the
number. Who asks for all of them gets as many as an SMS holds."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A dossier that may be shown, at level 1 or 2, and the state with the proofs gained."""

    dossier: Dossier
    level: int
    exchange: Exchange
    silent_since: datetime | None = None
    changes: tuple[Change, ...] = ()

    @property
    def view(self) -> View:
        return view(self.dossier, self.exchange.services, self.exchange.now, self.silent_since, self.changes)

    def answer(
        self, says: tuple[Say, ...], choices: tuple[Choice, ...] = (), *, told_late: str | None = None
    ) -> Answer:
        """The reply about this dossier, which is the topic from here on; options only where nothing else
        of the message waits to be answered."""
        alone = self.exchange.alone
        reply = Reply(
            says=says,
            choices=choices if alone else (),
            awaiting=Awaiting.CHOICE if choices and alone else None,
            about_dossier=self.dossier.code,
            told_late=told_late,
        )
        return Answer(reply=reply, state=self.exchange.state)


async def open_dossier(exchange: Exchange, *, level: int = 1) -> Opened | Answer:
    """The dossier that is asked about, or the question that has to be answered before it may be shown."""
    settled = await settle_code(exchange)
    if isinstance(settled, Answer):
        return settled
    exchange = settled
    code = exchange.step.dossier_code
    if code is None:
        return await _without_code(exchange, level)
    if level == 2 and exchange.phone is None:
        return await ask_for_phone(exchange)
    proof = access.offered_proof(exchange) if level == 1 else None
    seen = await access.open_dossier(exchange, code, proof)
    exchange = replace(exchange, state=seen.state)
    if seen.dossier is not None and seen.level >= level:
        return await _opened(exchange, seen.dossier, seen.level)
    if level == 2:
        return await _not_own(exchange)
    return await _refusal(exchange, code, seen)


async def _opened(exchange: Exchange, dossier: Dossier, level: int) -> Opened:
    """With what is known of the unit's feed and of earlier letters, where that can matter."""
    connection, province = exchange.connection, exchange.services.province
    opened = Opened(dossier=dossier, level=level, exchange=exchange)
    if not is_open(dossier):
        return opened
    silent = await feeds_store.silent_since(connection, province, dossier.unit.code)
    signed = dossier.apology is not None and dossier.apology.is_signed
    changes = await dossiers.history(connection, province, dossier.code) if signed else ()
    return replace(opened, silent_since=silent, changes=tuple(changes))


async def already_open(exchange: Exchange) -> Dossier | None:
    """The dossier of the talk when nothing more needs to be proven; it asks for nothing."""
    code = exchange.step.dossier_code
    if code is None or (code not in exchange.state.proven and exchange.phone is None):
        return None
    seen = await access.open_dossier(exchange, code, None)
    return seen.dossier if seen.level >= 1 else None


async def others_beside(opened: Opened) -> tuple[Say, ...]:
    """Where "my dossier" was asked for, and a notice told which: how to see the other own ones."""
    exchange, told = opened.exchange, opened.exchange.state.told
    chosen = told is not None and told.fresh and told.dossier_code == opened.dossier.code
    named = exchange.first(EntityName.DOSSIER_CODE) is not None or not names_own(exchange.inbound.text)
    if not chosen or named or exchange.phone is None:
        return ()
    own = await access.own_dossiers(exchange, exchange.phone)
    count = sum(each.code != opened.dossier.code for each in own)
    return (Say(wording="after_notice.others", values={"count": count}),) if count else ()


async def settle_code(exchange: Exchange) -> Exchange | Answer:
    """Check the one-time code where one was sent and the message holds six digits; the exchange with the
    phone proven, or what to say instead."""
    state = exchange.state
    sent_to = state.code_sent_to
    if state.awaiting is not Awaiting.PROOF or sent_to is None:
        return exchange
    if one_time_code.code_in(exchange) is None:
        return exchange
    checked, proven = await one_time_code.check(exchange)
    if checked is Checked.RIGHT:
        return replace(exchange, state=proven)
    if checked is Checked.WRONG:
        return _ask_proof(exchange, Say(wording="one_time_code.wrong"), code_sent_to=sent_to)
    return _ask_proof(exchange, Say(wording="one_time_code.used_up"), ask_phone=True)


async def ask_for_phone(exchange: Exchange) -> Answer:
    """The way to level 2: share the phone of the account, or get a one-time code by SMS. Whether the
    number stands on a dossier cannot be told from the answer."""
    policy = exchange.services.policy
    hotline = policy.hotline
    if exchange.inbound.channel in policy.vouching:
        return _closed(exchange, Say(wording="proving.other_phone", values={"hotline": hotline}))
    if policy.text_channel is None:
        say = Say(wording="proving.share_phone", values={"hotline": hotline})
        return _ask_proof(exchange, say, ask_phone=True)
    phone = access.phone_in(exchange)
    if phone is None:
        return _ask_proof(exchange, Say(wording="proving.ask_phone"), ask_phone=True)
    if not is_mobile(phone):
        return _ask_proof(exchange, Say(wording="proving.need_mobile"), ask_phone=True)
    return await _send_code(exchange, phone)


def name_is_not_enough(exchange: Exchange) -> Answer:
    """Why a name or a commune opens nothing, and what does."""
    return _ask_code(exchange, Say(wording="proving.name_only"))


def without_phone(exchange: Exchange) -> Answer:
    """The number on the dossier is gone: what else opens it here, and what only the office can do."""
    owner_only = exchange.step.intent in CHANGES
    wording = "proving.no_phone_at_all" if owner_only else "proving.no_phone"
    return _ask_proof(exchange, Say(wording=wording, values={"hotline": exchange.services.policy.hotline}))


async def send_code_again(exchange: Exchange) -> Answer:
    """ "Không nhận được mã": a new one to the same number, within the limits; the old one is void."""
    phone = exchange.state.code_sent_to
    return await ask_for_phone(exchange) if phone is None else await _send_code(exchange, phone)


async def _send_code(exchange: Exchange, phone: str) -> Answer:
    hotline = exchange.services.policy.hotline
    issued = await one_time_code.issue(exchange, phone)
    if issued.too_many:
        return _closed(exchange, Say(wording="one_time_code.too_many", values={"hotline": hotline}))
    answer = _ask_proof(
        exchange,
        Say(wording="one_time_code.sent", values={"phone": mask(phone)}),
        code_sent_to=phone,
    )
    return replace(answer, reply=replace(answer.reply, code_by_text=issued.by_text))


async def _without_code(exchange: Exchange, level: int) -> Opened | Answer:
    phone = exchange.phone
    if phone is None:
        if access.phone_in(exchange) is not None:
            return await ask_for_phone(exchange)
        return _ask_code(exchange, Say(wording="proving.ask_code"))
    own = await access.own_dossiers(exchange, phone)
    fitting = _fitting(exchange, own) or own
    if not fitting:
        return _ask_code(exchange, Say(wording="proving.none_own"))
    if len(fitting) == 1:
        return await _opened(exchange, fitting[0], 2)
    return _which(exchange, fitting)


def _fitting(exchange: Exchange, own: list[Dossier]) -> list[Dossier]:
    """Those of several own dossiers that the question can be about."""
    match exchange.step.intent:
        case IntentName.DOSSIER_OVERDUE:
            return [dossier for dossier in own if is_overdue(dossier, exchange.now)]
        case IntentName.DOSSIER_SUPPLEMENT:
            return [d for d in own if group(d) in {StatusGroup.PAUSED, StatusGroup.REFUSED}]
        case IntentName.DOSSIER_RESULT:
            return [dossier for dossier in own if group(dossier) is StatusGroup.READY]
        case IntentName.DOSSIER_WITHDRAW:
            return [dossier for dossier in own if is_open(dossier)]
        case _:
            return own


def _which(exchange: Exchange, own: list[Dossier]) -> Answer:
    listed = sorted(own, key=lambda d: (not is_overdue(d, exchange.now), not is_open(d)))
    listed = listed[: MOST_OF_ALL if asks_for_all_own(exchange.inbound.text) else MOST_LISTED]
    choices = tuple(
        Choice(label=f"{d.code} ({dossier_view.GROUP_LABELS[group(d)]})", dossier_code=d.code) for d in listed
    )
    wording = "proving.which" if len(listed) == len(own) else "proving.which_of_many"
    reply = Reply(
        says=(Say(wording=wording, values={"count": len(own)}),),
        choices=choices,
        awaiting=Awaiting.CHOICE,
        pending=(exchange.step.intent,),
    )
    return Answer(reply=reply, state=exchange.state)


async def _refusal(exchange: Exchange, code: str, seen: access.Access) -> Answer:
    match seen.outcome:
        case Outcome.DOOR_SHUT:
            say = Say(wording="proving.door_shut", values={"hotline": exchange.services.policy.hotline})
            return _ask_proof(exchange, say)
        case Outcome.LEVEL_TWO_ONLY:
            return await ask_for_phone(exchange)
        case Outcome.WRONG_PROOF:
            return _ask_proof(exchange, Say(wording="proving.wrong"), ask_phone=True)
        case Outcome.COARSE if seen.dossier is not None:
            opened = await _opened(exchange, seen.dossier, seen.level)
            says = (*dossier_view.coarse(opened.view), Say(wording="proving.ask_for_more"))
            return _ask_proof(exchange, *says, ask_phone=True)
        case _:
            again = exchange.state.awaiting is Awaiting.PROOF and exchange.state.dossier_code == code
            wording = "proving.ask_again" if again else "proving.ask"
            return _ask_proof(exchange, Say(wording=wording), ask_phone=True)


async def _not_own(exchange: Exchange) -> Answer:
    """The proven phone does not stand on that dossier, or there is no such dossier: one answer for both."""
    other = access.phone_in(exchange)
    if other is not None and other != exchange.phone:
        return await ask_for_phone(exchange)
    values = {"code": exchange.step.dossier_code or "", "hotline": exchange.services.policy.hotline}
    return _closed(exchange, Say(wording="proving.not_own", values={**values}))


def _ask_proof(
    exchange: Exchange, *says: Say, ask_phone: bool = False, code_sent_to: str | None = None
) -> Answer:
    reply = Reply(
        says=says,
        awaiting=Awaiting.PROOF,
        pending=(exchange.step.intent,),
        about_dossier=exchange.step.dossier_code,
        ask_phone=ask_phone and exchange.inbound.channel not in exchange.services.policy.vouching,
        code_sent_to=code_sent_to,
    )
    return Answer(reply=reply, state=exchange.state)


def _ask_code(exchange: Exchange, say: Say) -> Answer:
    reply = Reply(says=(say,), awaiting=Awaiting.CODE, pending=(exchange.step.intent,))
    return Answer(reply=reply, state=exchange.state)


def _closed(exchange: Exchange, say: Say) -> Answer:
    return Answer(reply=Reply(says=(say,)), state=exchange.state)
