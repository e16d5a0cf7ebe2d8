"""The Notice type: one kind of thing that citizens are told, as a pure decision over a dossier and a moment.

A kind reaches neither store nor outbox. The same decision is asked when a notice is planned, when it is
previewed and once more at the moment when it leaves.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.notifying.rules import Rules
from bot.reply import Say
from knowledge.dossiers.change import Change
from knowledge.dossiers.dossier import Dossier
from nlu.meaning import Awaiting
from vietnam.calendar import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that a kind may look at. `changes` are the dossier's, oldest first, at least one.

    `neutral`: the procedure is sensitive, so neither its name nor that of a paper is written.
    `bereaved`: the dossier is about a death. `silent_since`: the unit's feed has said nothing since then,
    for so long that what only time drives must wait."""

    dossier: Dossier
    changes: tuple[Change, ...]
    now: datetime
    calendar: WorkCalendar
    rules: Rules
    neutral: bool = False
    bereaved: bool = False
    silent_since: datetime | None = None

    def entered(self) -> Change:
        """The change by which the dossier came into the state that it is in."""
        found = self.changes[-1]
        for change in reversed(self.changes):
            if change.status_code != self.dossier.status_code:
                break
            found = change
        return found


class Desk(StrEnum):
    """Who has to do a task."""

    OFFICER = "officer"
    HEAD = "head"
    CONTROL = "control"
    """Looks into complaints about officers; not the unit itself (domain reference §4)."""
    OPERATOR = "operator"


class TaskKind(StrEnum):
    LETTER_OWED = "letter_owed"
    """Finish the dossier, or sign an apology with reason and new date, before `due_at`."""
    LETTER_FLAWED = "letter_flawed"
    """The signed letter cannot be announced: no reason, no new date, or one that is past or a day off."""
    LETTER_MISSED = "letter_missed"
    """The deadline of the letter has passed: a breach, recorded and counted."""
    LATE_AGAIN = "late_again"
    """The second date has passed, or a second letter was signed: for the head of the agency."""
    NO_PHONE = "no_phone"
    WRONG_NUMBER = "wrong_number"
    FEED_SILENT = "feed_silent"
    LOW_RATING = "low_rating"
    NOT_REACHED = "not_reached"
    """Nobody called in time whom no channel had reached."""
    CAMPAIGN_STOPPED = "campaign_stopped"


@dataclass(frozen=True, kw_only=True)
class Task:
    """Work for an officer. `mark` with kind, dossier and desk exists once. `says` name no person."""

    kind: TaskKind
    desk: Desk
    mark: str
    unit_code: str | None
    dossier_code: str | None
    due_at: datetime
    says: tuple[Say, ...]


@dataclass(frozen=True, kw_only=True)
class Due:
    """It is to be told now. `mark` names what is told, made of the facts themselves, so that the same facts
    in a later event are not told again; `<kind>/<code>/<mark>/<recipient>` exists once. `at`: when what is
    told happened. `labels`: options to tap, or to answer by number."""

    mark: str
    says: tuple[Say, ...]
    at: datetime
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`why` is Vietnamese, one clause, for officers: why it is due, or why not. `look_at`: when the answer
    can change though nothing happens; None: only an event can change it. `tasks` are raised by asking, due or
    not."""

    why: str
    due: Due | None = None
    look_at: datetime | None = None
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A file of bot/notices/ defines one as `NOTICE`.

    `about`: what it is, in Vietnamese, for lists and for "is this message real". `decide` None: it is about
    no dossier's state (an answer, a test, a campaign) and brings its words with it. `statuses`: the national
    numbers in which it can be due or ask to be looked at; asked in no other state. `duty`: the law wants it
    told, so it ends on the call list when nothing reaches its citizen; optional ones are dropped. `urgent`:
    exempt from quiet hours and from the number a day. `by_time`: only the clock makes it due, so it waits
    while the feed is silent. `life`: after this it is of no use. `receipt_within`: how long one channel has
    before the next one is tried.
    `several`: a wording for several dossiers of one person in one message, with `{count}` and `{codes}`.
    `asks`: the question that it leaves open in the chat it reaches."""

    name: str
    about: str
    decide: Callable[[Case], Decision] | None
    statuses: frozenset[int] = frozenset()
    duty: bool = True
    urgent: bool = False
    by_time: bool = False
    life: timedelta = timedelta(days=2)
    receipt_within: timedelta = timedelta(hours=2)
    several: str | None = None
    asks: Awaiting | None = None


def load_notices() -> Mapping[str, Notice]:
    """Every `NOTICE` of a module in bot/notices/, by name. The name is the module's."""
    package = importlib.import_module("bot.notices")
    found: dict[str, Notice] = {}
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        notice: Notice = importlib.import_module(f"bot.notices.{module.name}").NOTICE
        if notice.name != module.name:
            raise ValueError(f"bot/notices/{module.name}.py defines a notice named {notice.name}")
        found[notice.name] = notice
    return found
