"""What all kinds together say of one dossier: notices and tasks to write down, when to look again. Pure."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.notifying.calling import call_until
from bot.notifying.notice import Case, Decision, Desk, Due, Notice, Task, TaskKind
from bot.notifying.state import NoticeState
from bot.planning.recipients import phones
from bot.reply import Say

log = logging.getLogger(__name__)

NO_PHONE = "không có số điện thoại trong hồ sơ"
AFTER_ERROR = timedelta(hours=1)
WHILE_SILENT = timedelta(days=1)
"""The unit's next event brings what was held back; this is in case it never comes."""
SOONEST = timedelta(minutes=1)
"""A kind that asks to be asked at a moment that has passed must not keep a planner busy for ever."""

ByStatus = Mapping[int, tuple[Notice, ...]]


@dataclass(frozen=True, kw_only=True)
class NewNotice:
    """A notice to write down once. `key_subject`: what stands for the subject in its key, where that is not
    the subject itself."""

    kind: str
    subject: str
    mark: str
    dossier_code: str
    unit_code: str
    state: NoticeState
    reason: str | None
    event_at: datetime
    next_at: datetime | None
    expires_at: datetime
    key_subject: str | None = None

    @property
    def once_key(self) -> str:
        return f"{self.kind}/{self.dossier_code}/{self.mark}/{self.key_subject or self.subject}"


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """`look_at` None: only an event changes it. `complete`: every kind was asked and answered for good, so
    that tasks which none raised are over."""

    code: str
    notices: tuple[NewNotice, ...] = ()
    tasks: tuple[Task, ...] = ()
    look_at: datetime | None = None
    failed: int = 0
    complete: bool = True


def by_status(kinds: Iterable[Notice]) -> ByStatus:
    found: dict[int, list[Notice]] = {}
    for kind in kinds:
        if kind.decide is not None:
            for status in kind.statuses:
                found.setdefault(status, []).append(kind)
    return {status: tuple(several) for status, several in found.items()}


def outlook(case: Case, kinds: ByStatus) -> Outlook:
    """A kind that fails is told of in the log by its name, and asked again later; the others go on."""
    notices: list[NewNotice] = []
    tasks: list[Task] = []
    looks: list[datetime] = []
    failed, complete = 0, case.silent_since is None
    for kind in kinds.get(case.dossier.status_code, ()):
        if kind.by_time and case.silent_since is not None:
            looks.append(case.now + WHILE_SILENT)
            continue
        decision = _decided(kind, case)
        if decision is None:
            looks.append(case.now + AFTER_ERROR)
            failed, complete = failed + 1, False
            continue
        tasks += decision.tasks
        if decision.look_at is not None:
            looks.append(max(decision.look_at, case.now + SOONEST))
        if decision.due is not None:
            told, calls = _told(kind, decision.due, case)
            notices += told
            tasks += calls
    return Outlook(
        code=case.dossier.code,
        notices=tuple(notices),
        tasks=tuple(tasks),
        look_at=min(looks, default=None),
        failed=failed,
        complete=complete,
    )


def _decided(kind: Notice, case: Case) -> Decision | None:
    try:
        return kind.decide(case) if kind.decide is not None else None
    except Exception as error:
        log.error("the notice %s failed to decide: %s", kind.name, type(error).__name__)
        return None


def _told(kind: Notice, due: Due, case: Case) -> tuple[list[NewNotice], list[Task]]:
    """One notice for each recipient. Nobody to write to: straight to the call list, if the law wants it."""
    told = phones(case.dossier)
    if told:
        expires_at = (case.now if kind.by_time else due.at) + kind.life
        state = NoticeState.PLANNED
        return [_planned(kind, due, case, phone, state, case.now, expires_at) for phone in told], []
    until = call_until(case.now, case.calendar, case.rules)
    if not kind.duty:
        return [_planned(kind, due, case, "", NoticeState.DROPPED, None, until)], []
    return [_planned(kind, due, case, "", NoticeState.CALLING, until, until)], [_no_phone(case, until)]


def _planned(
    kind: Notice,
    due: Due,
    case: Case,
    subject: str,
    state: NoticeState,
    next_at: datetime | None,
    expires_at: datetime,
) -> NewNotice:
    return NewNotice(
        kind=kind.name,
        subject=subject,
        mark=due.mark,
        dossier_code=case.dossier.code,
        unit_code=case.dossier.unit.code,
        state=state,
        reason=None if subject else NO_PHONE,
        event_at=due.at,
        next_at=next_at,
        expires_at=expires_at,
    )


def _no_phone(case: Case, until: datetime) -> Task:
    """Once a dossier, whatever there is to tell."""
    dossier = case.dossier
    return Task(
        kind=TaskKind.NO_PHONE,
        desk=Desk.OFFICER,
        mark="no_phone",
        unit_code=dossier.unit.code,
        dossier_code=dossier.code,
        due_at=until,
        says=(Say(wording="task.no_phone", values={"code": dossier.code}),),
    )
