"""Work on the dossier has ended without a result: its citizen withdrew it, or the office stopped (Mẫu 05)."""

from datetime import timedelta

from bot.notifying import told
from bot.notifying.notice import Case, Decision, Due, Notice
from bot.reply import Say
from knowledge.dossiers.dossier import Status

LIFE = timedelta(days=5)
_ENDS = frozenset({Status.WITHDRAWN, Status.STOPPED})
_ASKED = "rút hồ sơ"
_ROOM = 44
"""Characters of a reason that an SMS has room for beside the longest sender and number."""


def decide(case: Case) -> Decision:
    """Due for each end; the two have words of their own."""
    ended = told.entered_or_why(case, _ENDS, LIFE, "việc dừng giải quyết", "hồ sơ không bị rút hoặc dừng")
    if isinstance(ended, Decision):
        return ended
    withdrawn = case.dossier.status_code == Status.WITHDRAWN
    return Decision(
        why="hồ sơ đã rút theo đề nghị" if withdrawn else "cơ quan đã dừng giải quyết hồ sơ",
        due=Due(
            mark=told.moment(ended.at),
            says=_withdrawn(case) if withdrawn else _stopped(case),
            at=told.since(case, ended),
        ),
    )


def _withdrawn(case: Case) -> tuple[Say, ...]:
    return (
        told.say(case, "stopped.withdrawn", asked=_ASKED),
        *told.about(case),
        told.say(case, "stopped.not_mine"),
        *_refund(case),
        *told.contact(case),
    )


def _stopped(case: Case) -> tuple[Say, ...]:
    note = told.reason(case.dossier, neutral=case.neutral)
    if note is None:
        because = told.say(case, "stopped.on_notice")
    else:
        short = told.short(note, _ROOM, "xem thông báo")
        because = told.say(case, "stopped.because", note=note, short=short)
    return (
        told.say(case, "stopped.told"),
        *told.about(case),
        because,
        *_refund(case),
        *told.contact(case),
        told.say(case, "notice_part.complain"),
    )


def _refund(case: Case) -> tuple[Say, ...]:
    """Only that the office has noted it: whether money comes back follows from the fee's own rule."""
    fee = case.dossier.fee
    return (told.say(case, "stopped.refund"),) if fee is not None and fee.refund_due else ()


NOTICE = Notice(
    name="stopped",
    about="dừng giải quyết hoặc rút hồ sơ",
    decide=decide,
    statuses=frozenset(map(int, _ENDS)),
    life=LIFE,
)
