"""One question about satisfaction once a dossier has ended well (Decree 61/2018/NĐ-CP art. 27-32; domain
reference §4). Never asked of relatives after a death."""

from datetime import datetime, timedelta

from bot.notifying import told
from bot.notifying.deadlines import at, held
from bot.notifying.notice import Case, Decision, Due, Notice
from knowledge.dossiers.change import ANNOUNCING
from knowledge.dossiers.dossier import Delivery, Status, local_day
from nlu.meaning import Awaiting
from vietnam.calendar import VN, fmt_datetime

LABELS = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")
"""From 1 to 5, so that the number of an option is the rating itself wherever options are numbered."""

LIFE = timedelta(days=5)


def decide(case: Case) -> Decision:
    if why := _not_asked(case):
        return Decision(why=why)
    if silent := held(case):
        return silent
    begins = _begins(case)
    if case.now >= begins + LIFE:
        return Decision(why="đã quá lâu để hỏi")
    look_at = _next_opening(case, begins)
    if look_at > case.now:
        return Decision(why=f"chưa đến giờ hỏi: {fmt_datetime(look_at)}", look_at=look_at)
    due = Due(mark="rating", says=(told.say(case, "survey.ask"),), at=begins, labels=LABELS)
    return Decision(why="hỏi mức độ hài lòng", due=due, look_at=_closing(case))


def _not_asked(case: Case) -> str | None:
    dossier = case.dossier
    by_post = dossier.status_code == Status.DONE and dossier.result_delivery == Delivery.POST
    if dossier.status_code != Status.RETURNED and not by_post:
        return "hồ sơ chưa trả kết quả hoặc không có kết quả"
    if case.bereaved:
        return "hồ sơ về việc tang, không hỏi"
    if case.entered().source not in ANNOUNCING:
        return "kết quả do nạp tệp, không hỏi"
    return None


def _begins(case: Case) -> datetime:
    """Counted from the hand-over, or from the end of the work where the post brings the result."""
    dossier, entered = case.dossier, case.entered().at
    ended = dossier.returned_at if dossier.status_code == Status.RETURNED else dossier.finished_at
    day = case.calendar.add_workdays(local_day(ended or entered), case.rules.survey_after_workdays)
    return at(day, case.rules.survey_from)


def _next_opening(case: Case, begins: datetime) -> datetime:
    """`now` itself within the hours of asking, else when they begin next."""
    now, rules = max(case.now, begins).astimezone(VN), case.rules
    if now < at(now.date(), rules.survey_from):
        return at(now.date(), rules.survey_from)
    if now < at(now.date(), rules.survey_until):
        return now
    return at(now.date() + timedelta(days=1), rules.survey_from)


def _closing(case: Case) -> datetime:
    """From here on the answer is another one until the morning."""
    return at(local_day(case.now), case.rules.survey_until)


NOTICE = Notice(
    name="survey",
    about="hỏi mức độ hài lòng",
    decide=decide,
    statuses=frozenset({Status.DONE, Status.RETURNED}),
    duty=False,
    by_time=True,
    life=LIFE,
    asks=Awaiting.RATING,
)
