"""A result at the desk that nobody has collected is recalled, twice by default (our own rule, rules.toml)."""

from datetime import datetime, time, timedelta

from bot.notifying import told
from bot.notifying.deadlines import at, held, not_running
from bot.notifying.notice import Case, Decision, Due, Notice
from knowledge.dossiers.change import ANNOUNCING
from knowledge.dossiers.dossier import Delivery, Status, local_day
from vietnam.calendar import fmt_date, fmt_datetime

MORNING = time(9)
LIFE = timedelta(days=5)


def decide(case: Case) -> Decision:
    if why := _not_waiting(case):
        return Decision(why=why)
    entered = case.entered()
    if entered.source not in ANNOUNCING:
        return Decision(why="có kết quả do nạp tệp, không báo")
    if silent := held(case):
        return silent
    moments = _moments(case)
    coming = next((moment for moment in moments if moment > case.now), None)
    reached = [moment for moment in moments if moment <= case.now]
    if not reached:
        why = "không đặt lần nhắc nào" if coming is None else f"chưa đến lúc nhắc: {fmt_datetime(coming)}"
        return Decision(why=why, look_at=coming)
    if case.now >= reached[-1] + LIFE:
        return Decision(why=f"lần nhắc ngày {fmt_date(reached[-1])} đã qua", look_at=coming)
    over = reached[-1] + LIFE
    look_at = over if coming is None else min(coming, over)
    return Decision(
        why=f"chưa đến nhận, nhắc lần {len(reached)}",
        due=_due(case, len(reached), reached[-1]),
        look_at=look_at,
    )


def _not_waiting(case: Case) -> str | None:
    dossier = case.dossier
    if dossier.status_code != Status.DONE:
        return (
            "đã trả kết quả"
            if dossier.status_code == Status.RETURNED
            else not_running(dossier) or "chưa có kết quả"
        )
    if dossier.returned_at is not None:
        return "đã trả kết quả"
    if dossier.result_delivery not in {None, Delivery.DESK}:
        return "kết quả không trả tại quầy"
    return None


def _moments(case: Case) -> list[datetime]:
    """When it is recalled, counted from the day on which its citizen was told."""
    day = local_day(told.since(case, case.entered()))
    return [
        at(case.calendar.add_workdays(day, days), MORNING) for days in sorted(case.rules.collect_reminders)
    ]


def _due(case: Case, number: int, moment: datetime) -> Due:
    entered = case.entered()
    ready = local_day(told.since(case, entered))
    says = (
        told.say(case, "collect_reminder.waiting", ready=ready),
        *told.about(case),
        told.handing_over(case),
        *told.contact(case),
    )
    return Due(mark=f"{number} {local_day(entered.at).isoformat()}", says=says, at=moment)


NOTICE = Notice(
    name="collect_reminder",
    about="nhắc nhận kết quả",
    decide=decide,
    statuses=frozenset({Status.DONE}),
    duty=False,
    by_time=True,
    life=LIFE,
    several="collect_reminder.several",
)
