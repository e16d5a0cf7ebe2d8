"""Dossiers with their histories, as notices are decided over; nobody in them exists."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.notifying.notice import Case, Due, load_notices
from bot.notifying.rules import load_rules
from knowledge.dossiers.change import Change, ChangeKind, Source
from knowledge.dossiers.dossier import Dossier, promise
from tests.bot.make import SIGNED, dossier
from vietnam.calendar import VN, load_calendar

CALENDAR = load_calendar()
NOTICES = load_notices()
LONG_CODE = "G09.20-20260609-00926371"
"""24 characters, the longest that is planned for (domain reference §8.3)."""
LONG_UNIT = {
    "code": "G09.20",
    "name": "Chi nhánh Văn phòng đăng ký đất đai khu vực Bình Sơn - Trà Bồng - Tây Trà",
    "phone": "0255 000 0012 - 0255 000 0013",
}
LONG_NOTE = "giấy chứng sinh không có dấu của bệnh viện và tờ khai thiếu chữ ký của người yêu cầu"


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of November 2026. The 20th is a Friday, the 24th a holiday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=VN)


def change(
    when: datetime,
    status: int,
    *kinds: ChangeKind,
    source: Source = Source.FEED,
    sequence: int | None = None,
    promised_at: datetime | None = None,
) -> Change:
    return Change(
        at=when,
        kinds=frozenset(kinds or {ChangeKind.STATUS}),
        status_code=status,
        promised_at=promised_at,
        sequence=sequence,
        source=source,
    )


def case(subject: Dossier, *changes: Change, now: datetime | None = None, **changed: Any) -> Case:
    """`now`: a minute after the last change unless given; `changes`: one that brought the present state,
    unless given."""
    history = changes or (change(at(20), subject.status_code),)
    moment = now or history[-1].at.replace(minute=history[-1].at.minute + 1)
    rules = load_rules(moment.date())
    return Case(dossier=subject, changes=history, now=moment, calendar=CALENDAR, rules=rules, **changed)


def due(kind: str, given: Case) -> Due | None:
    decide = NOTICES[kind].decide
    assert decide is not None
    return decide(given).due


def why(kind: str, given: Case) -> str:
    decide = NOTICES[kind].decide
    assert decide is not None
    return decide(given).why


def told(kind: str, given: Case) -> Due:
    found = due(kind, given)
    assert found is not None, why(kind, given)
    return found


def wordings_of(found: Due) -> list[str]:
    return [say.wording for say in found.says]


SUPPLEMENT = {
    "no": "15",
    "deadline": "2026-12-04",
    "items": [
        {"name": "Giấy chứng sinh", "reason": "chưa có bản chính"},
        {"name": "Tờ khai đăng ký khai sinh"},
    ],
}
FEE = {"amount": 1_500_000, "deadline": "2026-11-30", "paid": False, "refund_due": False}


def lives() -> list[Case]:
    """Every state in which something is told, in its longest usual form, in its shortest and in neutral
    words. For what only time drives: some working days after the state began."""
    events: list[dict[str, Any]] = [
        {"status": 2, "received_at": "2026-11-20T08:59:00+07:00"},
        {"status": 2, "received_at": "2026-11-20T08:59:00+07:00", "due_at": None},
        {"status": 5, "supplement": SUPPLEMENT},
        {"status": 5, "supplement": {**SUPPLEMENT, "items": []}},
        {"status": 5},
        {"status": 6, "fee": FEE},
        {"status": 6},
        *(
            {"status": 9, "result_delivery": way, "finished_at": finished}
            for way in ("desk", "post", "online", "drone")
            for finished in ("2026-11-20T08:00:00+07:00", "2026-11-27T08:00:00+07:00")
        ),
        {"status": 3, "status_note": LONG_NOTE},
        {"status": 3, "status_note": "đất đang có tranh chấp, chưa hòa giải"},
        {"status": 3},
        {"status": 7, "fee": {**FEE, "refund_due": True}},
        {"status": 8, "status_note": LONG_NOTE, "fee": {**FEE, "refund_due": True}},
        {"status": 8, "status_note": "không nộp bổ sung trong thời hạn"},
        {"status": 10, "returned_at": "2026-11-20T09:00:00+07:00", "result_delivery": "desk"},
        {"status": 4, "apology": SIGNED},
    ]
    return [
        case(given, *_history(given), now=now, **how)
        for event in events
        for given in _longest_and_shortest(event)
        for now in _moments(given)
        for how in ({}, {"neutral": True})
    ]


def _history(given: Dossier) -> tuple[Change, Change]:
    """Registered, or with a letter in work, and ten days later as it is."""
    before = 4 if given.apology else 1
    brings = ChangeKind.APOLOGY if given.apology else ChangeKind.STATUS
    return (
        change(at(10), before, ChangeKind.NEW, promised_at=given.due_at),
        change(at(20), given.status_code, brings, promised_at=promise(given)),
    )


def _longest_and_shortest(event: dict[str, Any]) -> tuple[Dossier, Dossier]:
    long = dossier(**{"unit": LONG_UNIT, **event})
    bare = dossier(**{"unit": {"code": "H48.12"}, "procedure_name": None, **event})
    return replace(long, code=LONG_CODE), bare


def _moments(given: Dossier) -> tuple[datetime, ...]:
    """A minute later, some working days later, and once the last promise has passed."""
    promised = promise(given)
    after = () if promised is None else (promised.replace(day=promised.day + 1, hour=10),)
    return (at(20, 9, 1), at(23, 10), at(27, 9), at(30, 10), *after)
