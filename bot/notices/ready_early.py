"""The result is there before the promised day, which must be told (Decree 61/2018 art. 20.4)."""

from datetime import timedelta

from bot.notifying import told
from bot.notifying.notice import Case, Decision, Due, Notice
from knowledge.dossiers.dossier import Status, early_workdays, finished, promise

LIFE = timedelta(days=5)


def decide(case: Case) -> Decision:
    """Due from one working day on; less than that is told as `ready`."""
    done = told.entered_or_why(case, {Status.DONE}, LIFE, "kết quả", "hồ sơ không ở trạng thái đã có kết quả")
    if isinstance(done, Decision):
        return done
    days = early_workdays(case.dossier, case.calendar)
    end, promised = finished(case.dossier), promise(case.dossier)
    if days < 1 or end is None or promised is None:
        return Decision(why="kết quả không sớm hơn hẹn")
    says = (
        told.say(case, "ready_early.told", finished=end, days=days, due=promised),
        *told.about(case),
        told.handing_over(case),
        *told.contact(case),
    )
    return Decision(
        why=f"kết quả có sớm {days} ngày làm việc",
        due=Due(mark=told.moment(done.at), says=says, at=told.since(case, done)),
    )


NOTICE = Notice(
    name="ready_early",
    about="có kết quả sớm hơn hẹn",
    decide=decide,
    statuses=frozenset({int(Status.DONE)}),
    life=LIFE,
    several="ready_early.several",
)
