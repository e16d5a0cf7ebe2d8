"""The written apology before a promised day that will not be kept (Decree 61/2018/NĐ-CP art. 19.9; domain
reference §1.4, §8.2). Reason and new date come from the signed letter or are not said at all."""

from datetime import datetime, timedelta

from bot.lure import lures
from bot.notifying import told
from bot.notifying.deadlines import (
    RUNNING,
    SECOND,
    closing_of_next_workday,
    held,
    letter_deadline,
    letter_task_at,
    not_running,
    of_old,
)
from bot.notifying.letters import Letter, announceable, came, flaws, old_due_at, puts_off_again, signed
from bot.notifying.notice import Case, Decision, Desk, Due, Notice, Task, TaskKind
from bot.notifying.sender import sender
from bot.reply import Say
from knowledge.dossiers.change import ANNOUNCING
from knowledge.dossiers.dossier import Apology, local_day
from vietnam.calendar import fmt_date, fmt_datetime
from vietnam.sms import fold_sms

SMS_ROOM = 160 - len(" Ma tin K7MQ4XP.")
"""What one segment leaves for the notice itself."""
SMS_OWN = len(": Xin loi Ong/Ba vi cham ho so . Ly do: . Hen tra lai: 02/12/2026.")
"""The words of the SMS form without sender, code and reason."""


def decide(case: Case) -> Decision:
    if closed := not_running(case.dossier):
        return Decision(why=closed)
    due_at = old_due_at(case)
    if due_at is None:
        return Decision(why="hồ sơ không có ngày hẹn trả")
    apology = signed(case)
    if apology is None:
        return _without_letter(case, due_at)
    if letter := announceable(case):
        return _announced(case, letter)
    if puts_off_again(case):
        return _put_off_again(case, apology)
    return _flawed(case, apology, due_at)


def _without_letter(case: Case, due_at: datetime) -> Decision:
    """Nobody is told anything: officers are warned while there is time, the breach is recorded after it."""
    if silent := held(case):
        return silent
    deadline, task_at = _deadline(case, due_at), letter_task_at(due_at, case.calendar, case.rules)
    if of_old(case, due_at):
        return Decision(why=f"ngày hẹn {fmt_date(due_at)} đã qua từ trước khi nối dữ liệu, không giao việc")
    if case.now > deadline:
        missed = _task(case, TaskKind.LETTER_MISSED, Desk.HEAD, _day(due_at), due_at, due=due_at)
        return Decision(why=f"đã quá hạn xin lỗi {fmt_datetime(deadline)}, chưa có văn bản", tasks=(missed,))
    if deadline >= due_at:
        return Decision(why="thời hạn ngắn hơn hạn xin lỗi, chưa quá ngày hẹn", look_at=deadline + SECOND)
    if case.now < task_at:
        return Decision(why=f"chưa đến lúc nhắc cán bộ: {fmt_datetime(task_at)}", look_at=task_at)
    owed = tuple(
        _task(case, TaskKind.LETTER_OWED, desk, _day(due_at), deadline, due=due_at, deadline=deadline)
        for desk in (Desk.OFFICER, Desk.HEAD)
    )
    why = f"chưa có văn bản xin lỗi đã ký; hạn gửi {fmt_datetime(deadline)}"
    return Decision(why=why, look_at=deadline + SECOND, tasks=owed)


def _deadline(case: Case, due_at: datetime) -> datetime:
    """A promise so short that the deadline lay before the dossier was taken in can only be broken by its own
    passing (same-day procedures)."""
    deadline = letter_deadline(due_at, case.calendar, case.rules)
    begun = case.dossier.received_at or case.changes[0].at
    return deadline if deadline > begun else due_at


def _announced(case: Case, letter: Letter) -> Decision:
    """A letter that comes after its deadline is told all the same, at once."""
    if case.now > letter.new_due_at:
        return Decision(why=f"ngày hẹn lại {fmt_date(letter.new_due_at)} đã qua")
    if letter.came.source not in ANNOUNCING:
        return Decision(why="văn bản xin lỗi do nạp tệp, không báo")
    if early := told.not_come(case.now, letter.came.at):
        return early
    number = (letter.apology.no or "-").replace("/", "-")
    mark = f"{number} {_day(letter.new_due_at)} {_day(letter.old_due_at)}"
    due = Due(mark=mark, says=_says(case, letter), at=letter.came.at)
    return Decision(why="có văn bản xin lỗi đã ký", due=due, look_at=letter.new_due_at + SECOND)


def _put_off_again(case: Case, apology: Apology) -> Decision:
    assert apology.new_due_at is not None
    mark = f"letter {_day(apology.new_due_at)}"
    due_at = closing_of_next_workday(came(case).at, case.calendar)
    task = _task(
        case, TaskKind.LATE_AGAIN, Desk.HEAD, mark, due_at, "task.second_letter", new_due=apology.new_due_at
    )
    return Decision(why="hẹn lại quá số lần cho phép, chờ người đứng đầu", tasks=(task,))


def _flawed(case: Case, apology: Apology, due_at: datetime) -> Decision:
    """Neither reason nor date are made up. A letter is still owed: time goes on as without one."""
    wrong, deadline = flaws(case, apology), _deadline(case, due_at)
    mark = told.digest(_day(due_at), apology.no, *wrong)
    task = _task(case, TaskKind.LETTER_FLAWED, Desk.OFFICER, mark, max(deadline, came(case).at), flaws=wrong)
    without = _without_letter(case, due_at)
    why = f"văn bản xin lỗi chưa báo được: {', '.join(wrong)}"
    others = (each for each in without.tasks if not _is_owed_by_officer(each))
    return Decision(why=why, look_at=without.look_at, tasks=(task, *others))


def _is_owed_by_officer(task: Task) -> bool:
    """One letter is one piece of work: who has to mend it need not be told that it is owed."""
    return task.kind is TaskKind.LETTER_OWED and task.desk is Desk.OFFICER


def _says(case: Case, letter: Letter) -> tuple[Say, ...]:
    """All of domain reference §8.2: who, dossier, old date, reason, new date, letter, phone, complaint."""
    return (
        told.say(case, "overdue_apology.sorry", due=letter.old_due_at),
        _reason(case, letter),
        told.say(case, "overdue_apology.new_date", new_due=letter.new_due_at),
        *told.contact(case),
        _letter(case, letter),
        told.say(case, "overdue_apology.complain"),
    )


def _reason(case: Case, letter: Letter) -> Say:
    """In an SMS a reason stands whole or not at all: then the letter is named, if it fits by number."""
    if case.neutral or lures(letter.reason):
        return told.say(case, "overdue_apology.reason_in_letter")
    taken = len(fold_sms(sender(told.unit_name(case.dossier)))) + len(case.dossier.code) + SMS_OWN
    ways = (letter.reason, f"xem văn bản số {letter.apology.no}") if letter.apology.no else (letter.reason,)
    short = next((way for way in ways if taken + len(fold_sms(way)) <= SMS_ROOM), "xem văn bản xin lỗi")
    return told.say(case, "overdue_apology.reason", reason=letter.reason, short=short)


def _letter(case: Case, letter: Letter) -> Say:
    no, signer, signed_on = letter.apology.no, letter.apology.signer, letter.signed_on
    if no and signer:
        return told.say(case, "overdue_apology.letter", no=no, signer=signer, signed=signed_on)
    if no:
        return told.say(case, "overdue_apology.letter_no", no=no, signed=signed_on)
    if signer:
        return told.say(case, "overdue_apology.letter_signer", signer=signer, signed=signed_on)
    return told.say(case, "overdue_apology.letter_day", signed=signed_on)


def _task(
    case: Case,
    kind: TaskKind,
    desk: Desk,
    mark: str,
    due_at: datetime,
    wording: str | None = None,
    **values: str | datetime | tuple[str, ...],
) -> Task:
    return Task(
        kind=kind,
        desk=desk,
        mark=mark,
        unit_code=case.dossier.unit.code,
        dossier_code=case.dossier.code,
        due_at=due_at,
        says=(told.say(case, wording or f"task.{kind}", **values),),
    )


def _day(moment: datetime) -> str:
    return local_day(moment).isoformat()


NOTICE = Notice(
    name="overdue_apology",
    about="xin lỗi vì chậm và ngày hẹn lại",
    decide=decide,
    statuses=RUNNING,
    life=timedelta(days=30),  # the new date ends it sooner: it is decided again when it leaves
)
