"""What a signed apology promises, what is wrong with it, and how often a date was put off. Pure.

Source: Decree 61/2018/NĐ-CP art. 19.9: reason, new date, put off once at most.
"""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from bot.notifying.notice import Case
from knowledge.dossiers.change import ANNOUNCING, Change, ChangeKind
from knowledge.dossiers.dossier import Apology, local_day

_CARRIES = frozenset({ChangeKind.NEW, ChangeKind.APOLOGY})
_NO_REASON = "chưa ghi lý do"
_PASSED = "ngày hẹn mới đã qua"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A signed letter that may be announced."""

    apology: Apology
    reason: str
    signed_on: date
    old_due_at: datetime
    new_due_at: datetime
    came: Change


def signed(case: Case) -> Apology | None:
    apology = case.dossier.apology
    return apology if apology is not None and apology.is_signed else None


def old_due_at(case: Case) -> datetime | None:
    """The date on the receipt. Where the one-stop system writes the new date over it (as art. 19.9 lets the
    desk do), the date that was promised before the first letter, from the history."""
    due_at, letter = case.dossier.due_at, signed(case)
    if letter is None or due_at is None or due_at != letter.new_due_at:
        return due_at
    before: datetime | None = None
    for last, change in pairwise(case.changes):
        if ChangeKind.APOLOGY in change.kinds and change.promised_at != last.promised_at:
            before = before or last.promised_at
        elif ChangeKind.DUE in change.kinds:
            before = None
    return before or due_at


def came(case: Case) -> Change:
    """The change that brought the letter as it is now."""
    return next((each for each in reversed(case.changes) if each.kinds & _CARRIES), case.changes[0])


def flaws(case: Case, letter: Apology) -> tuple[str, ...]:
    """Why a signed letter cannot be announced, in words for officers. The date is judged as of the day on
    which the letter came: one that passes later was right when it was announced."""
    found = [] if letter.reason and letter.reason.strip() else [_NO_REASON]
    if letter.new_due_at is None:
        return (*found, "chưa ghi ngày hẹn mới")
    if letter.new_due_at < _first_given(case, letter.new_due_at).at:
        found.append(_PASSED)
    if not case.calendar.is_workday(local_day(letter.new_due_at)):
        found.append("ngày hẹn mới là ngày nghỉ")
    old = old_due_at(case)
    if old is not None and letter.new_due_at <= old:
        found.append("ngày hẹn mới không sau ngày hẹn cũ")
    return tuple(found)


def gives_date(case: Case, letter: Apology) -> bool:
    """Whether its new date can be told to whoever asks: one whose reason is not recorded can, and one that
    had passed before we were given it, as a date that was not kept."""
    return letter.new_due_at is not None and not set(flaws(case, letter)) - {_NO_REASON, _PASSED}


def new_dates(case: Case) -> tuple[datetime, ...]:
    """The dates that letters put in place of the promised one, oldest first; those that could never have
    been announced do not count."""
    old = old_due_at(case)
    found: dict[datetime, None] = {}
    for place, change in enumerate(case.changes):
        if old is not None and _puts_off(case, place) and _may_stand(case, change, old):
            assert change.promised_at is not None
            found[change.promised_at] = None
    return tuple(found)


def announceable(case: Case) -> Letter | None:
    """The signed letter, unless it is flawed or puts the date off once too often."""
    letter, old = signed(case), old_due_at(case)
    if letter is None or old is None or flaws(case, letter) or puts_off_again(case):
        return None
    assert letter.signed_on and letter.reason and letter.new_due_at
    return Letter(
        apology=letter,
        reason=letter.reason.strip().rstrip(". "),
        signed_on=letter.signed_on,
        old_due_at=old,
        new_due_at=letter.new_due_at,
        came=came(case),
    )


def puts_off_again(case: Case) -> bool:
    """The letter in hand gives a date beyond those that the law allows."""
    letter, dates = signed(case), new_dates(case)
    return letter is not None and letter.new_due_at in dates[case.rules.most_reappointments :]


def last_promise(case: Case) -> datetime | None:
    """The newest date by a letter that the law allows; None: none was given."""
    return next(reversed(new_dates(case)[: case.rules.most_reappointments]), None)


def was_told(case: Case, date: datetime) -> bool:
    """Whether a letter with this date could be announced: not when it came by a silent import only, nor while
    it gives no reason."""
    letter = signed(case)
    if letter is not None and letter.new_due_at == date and _NO_REASON in flaws(case, letter):
        return False
    gave = [each for each in case.changes if each.promised_at == date and each.kinds & _CARRIES]
    return any(each.source in ANNOUNCING for each in gave)


def _first_given(case: Case, date: datetime) -> Change:
    return next((each for each in case.changes if each.promised_at == date), came(case))


def _puts_off(case: Case, place: int) -> bool:
    """Whether the promise of this change came by a letter. Of the first event that we saw, it did when it
    gives another date than the receipt, which no later event has changed."""
    change = case.changes[place]
    if place == 0:
        later = case.changes[1:]
        return signed(case) is not None and not any(ChangeKind.DUE in each.kinds for each in later)
    before = case.changes[place - 1].promised_at
    return ChangeKind.APOLOGY in change.kinds and change.promised_at != before


def _may_stand(case: Case, change: Change, old: datetime) -> bool:
    date = change.promised_at
    return date is not None and date > old and date >= change.at and case.calendar.is_workday(local_day(date))
