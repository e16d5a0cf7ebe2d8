"""What becomes of a notice when a worker looks at it: goes, waits, is called, ends. Pure."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.leaving.moment import Timing, may_leave
from bot.leaving.quiet import leaves_at
from bot.leaving.waiting import Call, Copy, End, Go, Person, Verdict, Wait, Waiting
from bot.notifying import reasons
from bot.notifying.notice import Case, Decision, Notice
from bot.notifying.rules import Rules
from bot.notifying.state import NoticeState
from bot.notifying.subject import is_phone
from bot.outbox_store import State
from bot.parcel import from_json
from bot.planning.forgotten_store import SIGN
from bot.planning.recipients import phones
from vietnam.calendar import WorkCalendar

log = logging.getLogger(__name__)

WHILE_SILENT = timedelta(minutes=15)
AFTER_ERROR = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What surrounds one notice. `final`: channels (names) whose acceptance is the last that is heard."""

    now: datetime
    rules: Rules
    calendar: WorkCalendar
    final: frozenset[str]


def judge(
    notice: Waiting, kind: Notice | None, case: Case | None, person: Person, copies: Sequence[Copy], at: Scene
) -> Verdict:
    """The dossier is looked at again with the decision that planned the notice: what is not true any more
    is not sent, and not sent once more."""
    if notice.state is NoticeState.CALLING:
        return End(state=NoticeState.EXPIRED, why=reasons.NO_CALL)
    if kind is None:
        return _dropped(reasons.NO_KIND)
    return (
        _arrived(copies, at)
        or _too_old(notice, kind, copies, at)
        or _not_wanted(notice, kind, person)
        or _decided(notice, kind, case, person, at)
    )


def timing(notice: Waiting, kind: Notice, now: datetime) -> Timing:
    """What comes after a first copy waits for quiet hours only; a campaign has a pace of its own."""
    begun = notice.state is NoticeState.OUT or notice.campaign_id is not None
    return Timing(
        person=notice.subject,
        since=now if begun else notice.planned_at,
        expires_at=notice.expires_at,
        urgent=notice.urgent,
        optional=not kind.duty and not begun,
    )


def _arrived(copies: Sequence[Copy], at: Scene) -> End | None:
    for copy in reversed(copies):
        if copy.state is State.READ:
            return End(state=NoticeState.READ, why=None, at=copy.at, channel=copy.channel)
        accepted = copy.state is State.SENT and copy.channel in at.final and not copy.unheard
        if accepted or copy.state is State.DELIVERED:
            return End(state=NoticeState.DELIVERED, why=None, at=copy.at, channel=copy.channel)
    return None


def _too_old(notice: Waiting, kind: Notice, copies: Sequence[Copy], at: Scene) -> Verdict | None:
    if at.now < notice.expires_at:
        return None
    if notice.state is NoticeState.PLANNED:
        why = f"{reasons.EXPIRED} ({notice.reason})" if notice.reason else reasons.EXPIRED
        return End(state=NoticeState.EXPIRED, why=why)
    if kind.duty:
        return Call(why=reasons.tried(copies[-1] if copies else None))
    return End(state=NoticeState.EXPIRED, why=reasons.NO_RECEIPT)


def _not_wanted(notice: Waiting, kind: Notice, person: Person) -> Verdict | None:
    why = None
    if not notice.subject:
        why = reasons.NO_SUBJECT
    elif person.wrong_number:
        why = reasons.WRONG_NUMBER
    elif person.refuses_all:
        why = reasons.REFUSED
    elif person.refuses_extras and not kind.duty and not notice.urgent:
        return _dropped(reasons.REFUSED_EXTRAS)
    if why is None:
        return None
    return Call(why=why) if kind.duty else _dropped(why)


def _decided(notice: Waiting, kind: Notice, case: Case | None, person: Person, at: Scene) -> Verdict:
    go = _with_own_words(notice) if kind.decide is None else _looked_at_again(notice, kind, case, at)
    if not isinstance(go, Go):
        return go
    moment = timing(notice, kind, at.now)
    until = may_leave(moment, at.now, at.rules, at.calendar)
    if until <= at.now:
        return go
    allowed = leaves_at(at.now, at.rules, at.calendar, urgent=moment.urgent, optional=moment.optional)
    return Wait(until=until, why=reasons.QUIET if allowed > at.now else reasons.TURN)


def _with_own_words(notice: Waiting) -> Verdict:
    if notice.content is None:
        return _dropped(reasons.NO_WORDS)
    content = from_json(dict(notice.content))
    return Go(says=content.says, labels=content.labels)


def _looked_at_again(notice: Waiting, kind: Notice, case: Case | None, at: Scene) -> Verdict:
    if case is None:
        return _dropped(reasons.NO_DOSSIER)
    if kind.by_time and case.silent_since is not None:
        return Wait(until=at.now + WHILE_SILENT, why=reasons.SILENT)
    decision = _ask(kind, case)
    if decision is None:
        return Wait(until=at.now + AFTER_ERROR, why=reasons.UNSPEAKABLE)
    due = decision.due
    if due is None or case.dossier.status_code not in kind.statuses:
        return _dropped(decision.why)
    if not _says(notice, f"{kind.name}/{notice.dossier_code}/{due.mark}/"):
        return _dropped(reasons.CHANGED)
    if is_phone(notice.subject) and notice.subject not in phones(case.dossier):
        return _dropped(reasons.OTHER_PERSON)
    return Go(says=due.says, labels=due.labels)


def _says(notice: Waiting, facts: str) -> bool:
    """Whether it was planned for these facts; its key ends in its subject, or in a digest of that."""
    return notice.once_key == facts + notice.subject or (
        notice.once_key.startswith(facts + SIGN) and "/" not in notice.once_key[len(facts) :]
    )


def _ask(kind: Notice, case: Case) -> Decision | None:
    """One dossier that a kind cannot take must not keep the notices of all others from leaving."""
    try:
        return kind.decide(case) if kind.decide is not None else None
    except Exception as error:
        log.error("the notice %s failed to decide: %s", kind.name, type(error).__name__)
        return None


def _dropped(why: str) -> End:
    return End(state=NoticeState.DROPPED, why=why)
