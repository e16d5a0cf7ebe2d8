"""The second date has passed too: its citizen is told so once, with no third date; the head must answer
(domain reference §8.2)."""

from datetime import datetime, timedelta

from bot.notifying import told
from bot.notifying.deadlines import (
    RUNNING,
    SECOND,
    closing_of_next_workday,
    held,
    next_morning,
    not_running,
    of_old,
)
from bot.notifying.letters import last_promise, was_told
from bot.notifying.notice import Case, Decision, Desk, Due, Notice, Task, TaskKind
from knowledge.dossiers.dossier import local_day
from vietnam.calendar import fmt_date, fmt_datetime


def decide(case: Case) -> Decision:
    if closed := not_running(case.dossier):
        return Decision(why=closed)
    promised = last_promise(case)
    if promised is None:
        return Decision(why="chưa hẹn lại lần nào")
    if silent := held(case):
        return silent
    if case.now <= promised:
        why = f"chưa quá ngày hẹn lại {fmt_date(promised)}"
        return Decision(why=why, look_at=promised + SECOND)
    return _passed_by(case, promised)


def _passed_by(case: Case, promised: datetime) -> Decision:
    if of_old(case, promised):
        why = f"ngày hẹn lại {fmt_date(promised)} đã qua từ trước khi nối dữ liệu"
        return Decision(why=f"{why}, không giao việc")
    tasks, morning = (_task(case, promised),), next_morning(promised, case.calendar)
    if case.now < morning:
        return Decision(
            why=f"đã quá ngày hẹn lại, báo lúc {fmt_datetime(morning)}", look_at=morning, tasks=tasks
        )
    if not was_told(case, promised):
        return Decision(why="lần hẹn lại chưa từng được báo cho người dân", tasks=tasks)
    says = (
        told.say(case, "late_again.passed", new_due=promised),
        told.say(case, "late_again.head"),
        *told.contact(case),
        told.say(case, "late_again.complain"),
    )
    due = Due(mark=local_day(promised).isoformat(), says=says, at=promised)
    return Decision(why=f"đã quá ngày hẹn lại {fmt_date(promised)}", due=due, tasks=tasks)


def _task(case: Case, promised: datetime) -> Task:
    return Task(
        kind=TaskKind.LATE_AGAIN,
        desk=Desk.HEAD,
        mark=f"passed {local_day(promised).isoformat()}",
        unit_code=case.dossier.unit.code,
        dossier_code=case.dossier.code,
        due_at=closing_of_next_workday(promised, case.calendar),
        says=(told.say(case, "task.late_again", new_due=promised),),
    )


NOTICE = Notice(
    name="late_again",
    about="quá lần hẹn lại",
    decide=decide,
    statuses=RUNNING,
    by_time=True,
    life=timedelta(days=5),
)
