"""The result is there, on the promised day or after it: where and how it is collected."""

from datetime import timedelta

from bot.notifying import told
from bot.notifying.notice import Case, Decision, Due, Notice
from bot.reply import Say
from knowledge.dossiers.dossier import Status, early_workdays, finished

LIFE = timedelta(days=5)


def decide(case: Case) -> Decision:
    """Due for each time that the dossier is finished; `ready_early` tells of what is finished early."""
    done = told.entered_or_why(case, {Status.DONE}, LIFE, "kết quả", "hồ sơ không ở trạng thái đã có kết quả")
    if isinstance(done, Decision):
        return done
    if early_workdays(case.dossier, case.calendar) >= 1:
        return Decision(why="kết quả có sớm, báo bằng tin sớm hẹn")
    says = (
        _told(case),
        *told.about(case),
        told.handing_over(case),
        *told.contact(case),
    )
    return Decision(
        why="hồ sơ đã có kết quả", due=Due(mark=told.moment(done.at), says=says, at=told.since(case, done))
    )


def _told(case: Case) -> Say:
    """With the day of the result, where it is known (Decree 224/2026 art. 15.1.g)."""
    end = finished(case.dossier)
    return told.say(case, "ready.told_undated") if end is None else told.say(case, "ready.told", finished=end)


NOTICE = Notice(
    name="ready",
    about="có kết quả",
    decide=decide,
    statuses=frozenset({int(Status.DONE)}),
    life=LIFE,
    several="ready.several",
)
