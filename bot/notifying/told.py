"""What kinds of notices share: may a fact be announced, parts of its mark, common paragraphs. Pure."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.notifying.notice import Case, Decision
from bot.notifying.sender import sender
from bot.reply import Say, Value
from knowledge.dossiers.change import ANNOUNCING, Change
from knowledge.dossiers.dossier import Delivery, Dossier, finished, local_day
from vietnam.calendar import VN, fmt_datetime
from vietnam.sms import fold_sms

_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d){2,13}")
UNNAMED = "Cơ quan nhận hồ sơ"
"""Who speaks when the one-stop system gives the unit no name."""
SOMEWHERE = "nơi đã nộp hồ sơ"
"""Where its citizen goes then."""
AHEAD = timedelta(minutes=10)
"""A clock may be that fast before its moments count as not come yet."""
NOT_COME = "thời điểm trong tương lai, đồng hồ của hệ thống một cửa lệch?"


def untold(change: Change, now: datetime, life: timedelta | None, what: str) -> str | None:
    """Why a fact that `change` brought is not announced; None: it may be. `what` opens the clause; `life`
    None: however old it is."""
    if change.source not in ANNOUNCING:
        return f"{what} do nạp tệp, không báo"
    if life is not None and now - change.at >= life:
        return f"{what} từ {fmt_datetime(change.at)}, đã quá {life.days} ngày nên không báo"
    return None


def not_come(now: datetime, at: datetime) -> Decision | None:
    """A fact whose moment lies ahead is told only from then on; None: it can be told now. The contract of the
    feed does not let us refuse an event for its clock."""
    return Decision(why=NOT_COME, look_at=at) if at - now > AHEAD else None


def entered_or_why(
    case: Case, statuses: Collection[int], life: timedelta | None, what: str, why_not: str
) -> Change | Decision:
    """The change by which the dossier came into one of `statuses`, when that may be announced; else the
    decision that says why it is not: `why_not` when the dossier is in none of them. Not before the work has
    ended where it says when."""
    if case.dossier.status_code not in statuses:
        return Decision(why=why_not)
    entered = case.entered()
    begins = since(case, entered)
    silent = untold(replace(entered, at=begins), case.now, life, what)
    if silent:
        return Decision(why=silent)
    return not_come(case.now, begins) or entered


def since(case: Case, entered: Change) -> datetime:
    """From when on the state that `entered` brought can be told: not before its work has ended."""
    return max(entered.at, finished(case.dossier) or entered.at)


def moment(at: datetime) -> str:
    """A moment as a part of a mark: the same however its zone is written."""
    return f"{at.astimezone(VN):%Y%m%dT%H%M%S}"


def digest(*facts: object) -> str:
    """Short and without a slash: a part of a mark that changes with any of the facts."""
    written = "\x1f".join(map(str, facts)).encode()
    return hashlib.blake2s(written, digest_size=6).hexdigest()


def unit_name(dossier: Dossier) -> str:
    return dossier.unit.name or UNNAMED


def say(case: Case, wording: str, **values: Value) -> Say:
    """With the values that every paragraph may use: `code`, `unit`, `sender` (the unit as an SMS has room
    for it), `place` (where to go), `phone` where the unit has one, and
    `call`, the same for an SMS."""
    unit = unit_name(case.dossier)
    common: dict[str, Value] = {
        "code": case.dossier.code,
        "unit": unit,
        "sender": sender(unit),
        "place": case.dossier.unit.name or SOMEWHERE,
    }
    if case.dossier.unit.phone:
        common["phone"] = case.dossier.unit.phone
        common["call"] = to_call(case.dossier.unit.phone)
    return Say(wording=wording, values={**common, **values})


def to_call(phone: str) -> str:
    """The first of the numbers that stand there, without spaces, which phones make a link of."""
    first = _NUMBER.search(phone)
    return re.sub(r"[ .-]", "", first[0]) if first else phone


def about(case: Case) -> tuple[Say, ...]:
    """The procedure by name, unless the name tells what must not be told."""
    name = case.dossier.procedure_name
    return () if case.neutral or not name else (say(case, "notice_part.about", procedure=name),)


def contact(case: Case) -> tuple[Say, ...]:
    return (say(case, "notice_part.contact"),) if case.dossier.unit.phone else ()


def handing_over(case: Case) -> Say:
    """How the result comes. Nobody is asked to come for what the post brings, nor on an unknown word."""
    match case.dossier.result_delivery:
        case Delivery.POST:
            return say(case, "notice_part.post")
        case Delivery.ONLINE:
            return say(case, "notice_part.online")
        case Delivery.DESK | None:
            return say(case, "notice_part.desk")
        case _:
            return say(case, "notice_part.as_agreed")


def reason(dossier: Dossier, *, neutral: bool) -> str | None:
    """The officer's note, unless it may tell what the dossier is about."""
    return None if neutral or not dossier.status_note else clause(dossier.status_note) or None


def clause(text: str) -> str:
    """What an officer wrote, to stand in a sentence of ours: in one line, without its own full stop."""
    return " ".join(text.split()).rstrip(" .;,")


def short(text: str, room: int, otherwise: str) -> str:
    """`text` where its SMS form has room, else words that point to where it stands. Never half a reason."""
    return text if len(fold_sms(text)) <= room else otherwise


def workdays_left(case: Case, day: date) -> int:
    """0 on the day itself, negative after it."""
    return case.calendar.workdays_between(local_day(case.now), day)
