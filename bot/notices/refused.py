"""The dossier was not accepted: the reason and what can be done next (Mẫu 03; Decree 61/2018 art. 19.8)."""

from datetime import timedelta

from bot.notifying import told
from bot.notifying.notice import Case, Decision, Due, Notice
from bot.reply import Say
from knowledge.dossiers.dossier import Status

LIFE = timedelta(days=5)
_ROOM = 45
"""Characters of a reason that an SMS has room for beside the longest sender and number."""


def decide(case: Case) -> Decision:
    """Due for each refusal; a reason that is written later is told when its citizen asks."""
    refused = told.entered_or_why(
        case, {Status.REFUSED}, LIFE, "việc từ chối", "hồ sơ không ở trạng thái không được tiếp nhận"
    )
    if isinstance(refused, Decision):
        return refused
    says = (
        told.say(case, "refused.told"),
        *told.about(case),
        _reason(case),
        told.say(case, "refused.next"),
        *told.contact(case),
        told.say(case, "notice_part.complain"),
    )
    due = Due(mark=told.moment(refused.at), says=says, at=told.since(case, refused))
    return Decision(why="hồ sơ không được tiếp nhận", due=due)


def _reason(case: Case) -> Say:
    note = told.reason(case.dossier, neutral=case.neutral)
    if note is None:
        return told.say(case, "refused.on_slip")
    return told.say(case, "refused.because", note=note, short=told.short(note, _ROOM, "xem phiếu từ chối"))


NOTICE = Notice(
    name="refused",
    about="không tiếp nhận hồ sơ và lý do",
    decide=decide,
    statuses=frozenset({int(Status.REFUSED)}),
    life=LIFE,
)
