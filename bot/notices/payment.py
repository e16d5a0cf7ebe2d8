"""Money is due: how much and by when where that is known, and never to a person's account."""

from datetime import date, timedelta

from bot.notifying import told
from bot.notifying.notice import Case, Decision, Due, Notice
from bot.reply import Say
from knowledge.dossiers.change import ANNOUNCING, Change
from knowledge.dossiers.dossier import Fee, Status, local_day

LIFE = timedelta(days=5)


def decide(case: Case) -> Decision:
    """Due for each demand; told anew when the amount or the deadline changes while it is unpaid."""
    fee = case.dossier.fee or Fee()
    if case.dossier.status_code == Status.PAYMENT_NEEDED and fee.paid:
        return Decision(why="khoản phải nộp đã được nộp")
    entered = told.entered_or_why(
        case, {Status.PAYMENT_NEEDED}, None, "yêu cầu nộp tiền", "hồ sơ không chờ nộp tiền"
    )
    if isinstance(entered, Decision):
        return entered
    asked = _asked_by(case, entered)
    if silent := told.untold(asked, case.now, LIFE, "yêu cầu nộp tiền"):
        return Decision(why=silent)
    if early := told.not_come(case.now, asked.at):
        return early
    deadline = _deadline(fee, asked)
    if deadline is not None and deadline < local_day(case.now):
        return Decision(why="đã quá hạn nộp tiền")
    says = (
        _amount(case, fee),
        *told.about(case),
        *_until(case, deadline),
        told.say(case, "payment.where" if case.dossier.unit.phone else "payment.where_no_phone"),
        told.say(case, "payment.safely"),
    )
    mark = f"{told.moment(entered.at)}-{told.digest(fee.amount, fee.deadline)}"
    return Decision(why="hồ sơ có khoản phải nộp", due=Due(mark=mark, says=says, at=asked.at))


def _asked_by(case: Case, entered: Change) -> Change:
    """The newest change of this stay that may have brought the amount or the deadline. Fees have no kind of
    change of their own; one that left them alone gives the same mark, so nothing is told twice."""
    for change in reversed(case.changes):
        if change is entered or (change.kinds and change.source in ANNOUNCING):
            return change
    return entered


def _deadline(fee: Fee, asked: Change) -> date | None:
    """One that had passed when the money was asked for is a mistake of whoever wrote it: not told."""
    return None if fee.deadline is None or fee.deadline < local_day(asked.at) else fee.deadline


def _amount(case: Case, fee: Fee) -> Say:
    """Systems write 0 for an amount that they do not know."""
    if not fee.amount:
        return told.say(case, "payment.unknown")
    return told.say(case, "payment.amount", amount=fee.amount)


def _until(case: Case, deadline: date | None) -> tuple[Say, ...]:
    if deadline is None:
        return ()
    days = told.workdays_left(case, deadline)
    if days > 0:
        return (told.say(case, "payment.deadline_left", deadline=deadline, days=days),)
    return (told.say(case, "payment.deadline", deadline=deadline),)


NOTICE = Notice(
    name="payment",
    about="khoản phải nộp",
    decide=decide,
    statuses=frozenset({int(Status.PAYMENT_NEEDED)}),
    life=LIFE,
)
