"""Papers are missing: each of them, why, by when and where (Mẫu 02; Decree 61/2018 art. 19.4)."""

from datetime import date, timedelta

from bot.notifying import told
from bot.notifying.notice import Case, Decision, Due, Notice
from bot.reply import Say
from knowledge.dossiers.change import Change, ChangeKind
from knowledge.dossiers.dossier import Status, Supplement, local_day

LIFE = timedelta(days=5)
_BRINGS = frozenset({ChangeKind.NEW, ChangeKind.STATUS, ChangeKind.SUPPLEMENT})


def decide(case: Case) -> Decision:
    """Due for each slip; told anew when its papers or its deadline change."""
    if case.dossier.status_code != Status.SUPPLEMENT_NEEDED:
        return Decision(why="hồ sơ không chờ bổ sung giấy tờ")
    asked_by = _asked_by(case)
    if silent := told.untold(asked_by, case.now, LIFE, "yêu cầu bổ sung"):
        return Decision(why=silent)
    if early := told.not_come(case.now, asked_by.at):
        return early
    deadline = _deadline(case, asked_by)
    if deadline is not None and deadline < local_day(case.now):
        return Decision(why="đã quá hạn bổ sung")
    slip = case.dossier.supplement or Supplement()
    says = (
        _what(case, slip),
        *told.about(case),
        *_until(case, deadline),
        told.say(case, "supplement.where" if case.dossier.unit.phone else "supplement.where_no_phone"),
        *_slip(case, slip),
    )
    mark = f"{told.moment(case.entered().at)}-{told.digest(slip.no, slip.deadline, slip.items)}"
    return Decision(why="cơ quan đề nghị bổ sung giấy tờ", due=Due(mark=mark, says=says, at=asked_by.at))


def _asked_by(case: Case) -> Change:
    """The newest change of this stay that brought the slip or another one."""
    found = case.entered()
    for change in reversed(case.changes):
        if change is found or change.kinds & _BRINGS:
            return change
    return found


def _deadline(case: Case, asked_by: Change) -> date | None:
    """One that had passed when the papers were asked for is a mistake of whoever wrote it: not told."""
    slip = case.dossier.supplement
    if slip is None or slip.deadline is None or slip.deadline < local_day(asked_by.at):
        return None
    return slip.deadline


def _what(case: Case, slip: Supplement) -> Say:
    if case.neutral or not slip.items:
        if slip.no is None:
            return told.say(case, "supplement.unspecified")
        return told.say(case, "supplement.on_slip", no=slip.no)
    papers = [(told.clause(item.name), told.clause(item.reason or "")) for item in slip.items]
    items = tuple(f"{name} (lý do: {reason})" if reason else name for name, reason in papers)
    short = tuple(name for name, _ in papers)
    return told.say(case, "supplement.items", count=len(items), items=items, short=short)


def _slip(case: Case, slip: Supplement) -> tuple[Say, ...]:
    """Its number, where the words before have not named it."""
    if slip.no is None or case.neutral or not slip.items:
        return ()
    return (told.say(case, "supplement.slip", no=slip.no),)


def _until(case: Case, deadline: date | None) -> tuple[Say, ...]:
    if deadline is None:
        return ()
    days = told.workdays_left(case, deadline)
    if days > 0:
        return (told.say(case, "supplement.deadline_left", deadline=deadline, days=days),)
    return (told.say(case, "supplement.deadline", deadline=deadline),)


NOTICE = Notice(
    name="supplement",
    about="đề nghị bổ sung giấy tờ",
    decide=decide,
    statuses=frozenset({int(Status.SUPPLEMENT_NEEDED)}),
    life=LIFE,
)
