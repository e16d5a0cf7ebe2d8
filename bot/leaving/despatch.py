"""A batch of notices, looked at: which messages leave, what each notice becomes, who has to do what. Pure but
for the chance in new check codes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.errors import WordingError
from bot.leaving.bundle import Bundle, Part
from bot.leaving.feet import with_feet
from bot.leaving.judge import Scene, judge, timing
from bot.leaving.ladder import Rung, rung_time, rungs, untried
from bot.leaving.missed import not_reached
from bot.leaving.moment import tomorrow
from bot.leaving.quiet import closes_at, is_quiet
from bot.leaving.summary import messages
from bot.leaving.waiting import Call, Copy, End, Go, Person, Step, Verdict, Wait, Waiting
from bot.message import ChannelId, Limits
from bot.notifying import reasons
from bot.notifying.calling import call_until
from bot.notifying.notice import Case, Notice, Task
from bot.notifying.state import NoticeState
from bot.notifying.subject import is_phone
from bot.notifying.told import unit_name
from bot.outbox_store import Draft, Kind, State
from bot.parcel import Content, to_json
from bot.wording import Wordings
from vietnam.phone import is_mobile

LEAST = timedelta(minutes=1)
"""What one channel has at least, also when little is left."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What was read around a batch. `copies`: by the notice whose copies they are. `digest`: all that may be
    kept of a subject for longer than the subject itself."""

    kinds: Mapping[str, Notice]
    cases: Mapping[str, Case]
    people: Mapping[str, Person]
    copies: Mapping[int, Sequence[Copy]]
    limits: Mapping[ChannelId, Limits]
    wordings: Wordings
    scene: Scene
    digest: Callable[[str], str]

    def case(self, notice: Waiting) -> Case | None:
        return None if notice.dossier_code is None else self.cases.get(notice.dossier_code)

    def tried(self, notice: Waiting) -> Sequence[Copy]:
        return self.copies.get(notice.message_id, ())


@dataclass(kw_only=True)
class Despatch:
    """What is to be written. `withdrawn`: notices whose waiting copies leave no more."""

    steps: list[Step] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)
    missed: list[tuple[Waiting, str]] = field(default_factory=list)
    """Those that nobody was told of though the law wants it, and what they are about."""


@dataclass(frozen=True, kw_only=True)
class _Leaving:
    """A notice that goes, and the rungs that it has left, this one first."""

    notice: Waiting
    kind: Notice
    left: tuple[Rung, ...]
    part: Part


def despatch(batch: Sequence[Waiting], look: Look, new_code: Callable[[], str]) -> Despatch:
    done = Despatch()
    leaving: dict[int, _Leaving] = {}
    for notice in batch:
        verdict = _verdict(notice, look)
        if isinstance(verdict, _Leaving):
            leaving[notice.id] = verdict
        else:
            _settle(done, notice, verdict, look)
    several = {kind.name: kind.several for kind in look.kinds.values() if kind.several}
    left_today: Counter[str] = Counter()
    parts = [one.part for one in leaving.values()]
    for bundle in messages(parts, several, _room(look)):
        some = [leaving[part.notice_id] for part in bundle.parts]
        if _enough_today(some[0], look, left_today):
            _put_off(done, some, look)
        else:
            _send(done, bundle, some, look, new_code)
    due_at = call_until(look.scene.now, look.scene.calendar, look.scene.rules)
    done.tasks += not_reached(done.missed, look.scene.now, due_at, look.digest)
    return done


def _room(look: Look) -> dict[str, int]:
    """How many further messages each may get today."""
    most = look.scene.rules.most_a_day
    return {subject: most - person.left_today for subject, person in look.people.items()}


def _verdict(notice: Waiting, look: Look) -> Verdict | _Leaving:
    kind = look.kinds.get(notice.kind)
    person, tried, now = look.people[notice.subject], look.tried(notice), look.scene.now
    verdict = judge(notice, kind, look.case(notice), person, tried, look.scene)
    if kind is None or not isinstance(verdict, Go):
        return verdict
    ladder = rungs(person.reach, look.limits, now)
    counted = [copy.rung for copy in tried if not _cut_off(copy, look.scene)]
    left = untried(ladder, counted, notice.copies - len(tried) + len(counted))
    if not left:
        return _unreached(kind, _why_unreached(notice, tried))
    case = look.case(notice)
    part = Part(
        notice_id=notice.id,
        kind=notice.kind,
        subject=notice.subject,
        dossier_code=notice.dossier_code,
        unit=None if case is None else unit_name(case.dossier),
        says=verdict.says,
        labels=verdict.labels,
        way=(left[0].channel, left[0].recipient),
        carrier_id=notice.carrier_id,
        out=notice.state is NoticeState.OUT,
        duty=kind.duty,
        counts=_counts(notice),
        joins=notice.dossier_code is not None and notice.campaign_id is None and kind.asks is None,
    )
    return _Leaving(notice=notice, kind=kind, left=left, part=part)


def _why_unreached(notice: Waiting, tried: Sequence[Copy]) -> str:
    if not tried and is_phone(notice.subject) and not is_mobile(notice.subject):
        return reasons.FIXED_LINE
    return reasons.tried(tried[-1] if tried else None)


def _unreached(kind: Notice, why: str) -> Call | End:
    return Call(why=why) if kind.duty else End(state=NoticeState.DROPPED, why=why)


def _settle(done: Despatch, notice: Waiting, verdict: Verdict, look: Look) -> None:
    """What stays, is called or has ended."""
    scene = look.scene
    match verdict:
        case Wait(until=until, why=why):
            done.steps.append(_step(notice, notice.state, why, until))
            return
        case Call(why=why):
            until = call_until(scene.now, scene.calendar, scene.rules)
            done.steps.append(_step(notice, NoticeState.CALLING, why, until))
        case End() as end:
            ended_at = scene.now if end.at is None else end.at
            done.steps.append(_step(notice, end.state, end.why, None, ended_at, end.channel))
            kind = look.kinds.get(notice.kind)
            if end.state is NoticeState.EXPIRED and kind is not None and kind.duty:
                done.missed.append((notice, kind.about))
        case Go():
            raise AssertionError("what goes is sent")
    if notice.state is NoticeState.OUT:
        done.withdrawn.append(notice.id)


def _counts(notice: Waiting) -> bool:
    """A next rung is no further message."""
    return not (notice.urgent or notice.state is NoticeState.OUT)


def _enough_today(first: _Leaving, look: Look, left_today: Counter[str]) -> bool:
    """Counts the one that leaves."""
    notice = first.notice
    if not _counts(notice):
        return False
    before = look.people[notice.subject].left_today + left_today[notice.subject]
    if before >= look.scene.rules.most_a_day:
        return True
    left_today[notice.subject] += 1
    return False


def _put_off(done: Despatch, some: Sequence[_Leaving], look: Look) -> None:
    scene = look.scene
    for one in some:
        moment = timing(one.notice, one.kind, scene.now)
        until = tomorrow(moment, scene.now, scene.rules, scene.calendar)
        done.steps.append(_step(one.notice, one.notice.state, reasons.ENOUGH_TODAY, until))


def _send(
    done: Despatch, bundle: Bundle, some: Sequence[_Leaving], look: Look, new_code: Callable[[], str]
) -> None:
    carrier = some[0]
    code = carrier.notice.check_code or new_code()
    says = with_feet(bundle.says, carrier.kind, code)
    try:
        wordings = tuple(look.wordings.stamps(says))
    except WordingError:
        for one in some:
            _settle(done, one.notice, _unreached(one.kind, reasons.UNSPEAKABLE), look)
        return
    now, until = look.scene.now, _until(some, look)
    done.drafts.append(
        Draft(
            once_key=f"notice/{carrier.notice.id}/{carrier.notice.copies + 1}",
            channel=carrier.left[0].channel,
            recipient=carrier.left[0].recipient,
            kind=Kind.NOTICE,
            content=to_json(Content(says=says, labels=bundle.labels)),
            wordings=wordings,
            due_at=now,
            expires_at=_last_moment(carrier.notice, until, look.scene),
            notice_id=carrier.notice.id,
            bulk=carrier.notice.campaign_id is not None,
        )
    )
    for one in some:
        leads = one is carrier
        done.steps.append(_out(one.notice, until, now, code if leads else None, carrier.notice.id))
        if one.notice.state is NoticeState.OUT:
            done.withdrawn.append(one.notice.id)


def _until(some: Sequence[_Leaving], look: Look) -> datetime:
    """When this channel's time is up."""
    carrier, now = some[0], look.scene.now
    time = rung_time(
        now,
        min(one.notice.expires_at for one in some),
        within=carrier.kind.receipt_within,
        left=max(len(one.left) for one in some),
        call_time=look.scene.rules.call_within if carrier.kind.duty else timedelta(0),
    )
    return now + max(time, LEAST)


def _last_moment(notice: Waiting, until: datetime, scene: Scene) -> datetime:
    """A copy that its channel does not take in time is not sent when people sleep."""
    return until if notice.urgent else min(until, closes_at(scene.now, scene.rules))


def _cut_off(copy: Copy, scene: Scene) -> bool:
    """It never left because the night began: its channel has not had its turn."""
    return copy.state is State.EXPIRED and is_quiet(copy.at, scene.rules)


def _out(notice: Waiting, until: datetime, now: datetime, code: str | None, carrier_id: int) -> Step:
    return Step(
        id=notice.id,
        state=NoticeState.OUT,
        reason=None,
        next_at=until,
        copies=notice.copies + 1,
        check_code=code or notice.check_code,
        carrier_id=None if carrier_id == notice.id else carrier_id,
        left_at=notice.left_at or now,
    )


def _step(
    notice: Waiting,
    state: NoticeState,
    reason: str | None,
    next_at: datetime | None,
    ended_at: datetime | None = None,
    ended_on: str | None = None,
) -> Step:
    return Step(
        id=notice.id,
        state=state,
        reason=reason,
        next_at=next_at,
        copies=notice.copies,
        check_code=notice.check_code,
        carrier_id=notice.carrier_id,
        left_at=notice.left_at,
        ended_at=ended_at,
        ended_on=ended_on,
    )
