"""Cases for kinds that the clock drives: a dossier's events one after the other, and the moment of asking."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from bot.message import Limits
from bot.notifying.notice import Case, Decision, Desk, TaskKind
from bot.notifying.rules import Rules, load_rules
from bot.reply import Say, Value
from bot.wording import Wordings, Words
from bot.wording_file import load_entries
from knowledge.dossiers.change import Change, ChangeKind, Source
from knowledge.dossiers.dossier import Dossier, promise
from tests.bot.make import SIGNED, dossier
from vietnam.calendar import VN, load_calendar

CALENDAR = load_calendar()
RULES = load_rules(date(2026, 11, 20))
WORDINGS = Wordings(load_entries())
CHAT, SMS = Limits(length=4000), Limits(length=480, plain=True)
FOOT = Say(wording="notice_foot.check", values={"check": "K7MQ4XP"})


def when(text: str) -> datetime:
    """ "25/11 07:00" of 2026, in Vietnam's time; seconds may follow."""
    clock = "%d/%m/%Y %H:%M:%S" if text.count(":") == 2 else "%d/%m/%Y %H:%M"
    return datetime.strptime(f"{text[:5]}/2026{text[5:]}", clock).replace(tzinfo=VN)


def letter(**changed: Any) -> dict[str, Any]:
    """Signed on 26/11, from 27/11 to 02/12; `changed` replaces or, with None, takes away."""
    return {**SIGNED, "signed_on": "2026-11-26", **changed}


def event(moment: str, **changed: Any) -> Dossier:
    return dossier(updated_at=when(moment).isoformat(), **changed)


def case(
    now: str | datetime, *events: Dossier, source: Source = Source.FEED, rules: Rules = RULES, **more: Any
) -> Case:
    """`events` oldest first; without any, one that came on 10/11, in work and due on 27/11."""
    given = events or (dossier(),)
    return Case(
        dossier=given[-1],
        changes=tuple(_changes(given, source)),
        now=when(now) if isinstance(now, str) else now,
        calendar=CALENDAR,
        rules=rules,
        **more,
    )


def with_sources(given: Case, *sources: Source) -> Case:
    changes = zip(given.changes, sources, strict=True)
    return replace(given, changes=tuple(replace(change, source=source) for change, source in changes))


def render(decision: Decision, limits: Limits, foot: bool = True) -> Words:
    assert decision.due is not None, decision.why
    says = (*decision.due.says, FOOT) if foot else decision.due.says
    return WORDINGS.render(says, decision.due.labels, limits)


def dates_said(decision: Decision) -> set[date]:
    says = [
        *(decision.due.says if decision.due else ()),
        *(say for task in decision.tasks for say in task.says),
    ]
    return {_day(value) for say in says for value in say.values.values() if isinstance(value, date)}


def _day(value: Value) -> date:
    assert isinstance(value, date)
    return value.astimezone(VN).date() if isinstance(value, datetime) else value


def _changes(events: tuple[Dossier, ...], source: Source) -> Iterator[Change]:
    yield _change(events[0], frozenset({ChangeKind.NEW}), source)
    for before, after in pairwise(events):
        differs = {
            ChangeKind.STATUS: before.status_code != after.status_code,
            ChangeKind.DUE: before.due_at != after.due_at,
            ChangeKind.APOLOGY: before.apology != after.apology,
        }
        yield _change(after, frozenset(kind for kind, differs in differs.items() if differs), source)


def _change(each: Dossier, kinds: frozenset[ChangeKind], source: Source) -> Change:
    return Change(
        at=each.updated_at,
        kinds=kinds,
        status_code=each.status_code,
        promised_at=promise(each),
        sequence=each.sequence,
        source=source,
    )


CAME = "26/11 10:00"


def signed(moment: str = CAME, **changed: Any) -> tuple[Any, Any]:
    """First without a letter, then with one that came at `moment`."""
    return dossier(), event(moment, apology=letter(**changed))


def kinds(decision: Decision) -> list[tuple[TaskKind, Desk]]:
    return [(task.kind, task.desk) for task in decision.tasks]


OWED = [(TaskKind.LETTER_OWED, Desk.OFFICER), (TaskKind.LETTER_OWED, Desk.HEAD)]
OWED_BY_HEAD = OWED[1:]
MISSED = [(TaskKind.LETTER_MISSED, Desk.HEAD)]
FLAWED = [(TaskKind.LETTER_FLAWED, Desk.OFFICER)]
