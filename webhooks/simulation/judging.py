"""The invariants of a simulated day, each judged from the network's log and the ledger. The tables say only
which message told which notice, and how a notice ended."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from bot.notifying.rules import Rules
from bot.notifying.state import ENDS, NoticeState
from vietnam.calendar import VN, WorkCalendar
from webhooks.simulation.facts import BY_TIME, HOLDS_IN, Fact
from webhooks.simulation.faults import Faults
from webhooks.simulation.ledger import Ledger
from webhooks.simulation.network import Handed
from webhooks.simulation.people import TELEGRAM, Citizen
from webhooks.simulation.store import Row

AT_ONCE = timedelta(seconds=10)
"""A tick: within it nobody can know what comes first."""
REACHED = frozenset({NoticeState.DELIVERED, NoticeState.READ})


class Broken(StrEnum):
    """What must not happen."""

    LOST = "lost"
    UNREADABLE = "unreadable_end"
    NOT_ARRIVED = "reached_without_message"
    TWICE = "twice"
    FALSE = "false"
    QUIET = "in_quiet_hours"
    TOO_MANY = "too_many_a_day"
    REFUSED = "to_who_refused"
    SILENT = "by_time_while_silent"
    WRONG_PERSON = "to_another_person"
    NO_END = "without_end"
    UNANSWERED = "citizen_unanswered"


class Double(StrEnum):
    """Windows in which a second copy may arise, which are named and counted."""

    LADDER = "ladder_time_up"
    """No receipt within the channel's time, so the next channel was tried, as the rules want it."""
    UNHEARD = "answer_not_heard"
    """The provider took it and nobody heard (a death, a time-out)."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All that a day is judged by. `notice_of`: the notice of a message, by its reference."""

    rows: Sequence[Row]
    log: Sequence[Handed]
    notice_of: Mapping[int, int]
    facts: Sequence[Fact]
    ledger: Ledger
    people: Mapping[str, Citizen]
    faults: Faults
    rules: Rules
    calendar: WorkCalendar
    urgent: frozenset[str]
    day: date
    since: datetime
    ended: datetime


@dataclass(kw_only=True)
class Verdict:
    """`broken` and `doubles`: each with what shows it (numbers of dossiers and notices, never a person)."""

    broken: dict[Broken, list[str]] = field(default_factory=lambda: defaultdict(list))
    doubles: dict[Double, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(kw_only=True)
class Trial:
    evidence: Evidence
    verdict: Verdict = field(default_factory=Verdict)
    by_id: dict[int, Row] = field(init=False)
    told_in: dict[int, list[Row]] = field(init=False)
    copies: dict[int, list[Handed]] = field(init=False)

    def __post_init__(self) -> None:
        e = self.evidence
        self.by_id = {row.id: row for row in e.rows}
        self.told_in = defaultdict(list)
        for row in e.rows:
            self.told_in[row.carrier_id or row.id].append(row)
        self.copies = defaultdict(list)
        for handed in e.log:
            if handed.reference in e.notice_of:
                self.copies[e.notice_of[handed.reference]].append(handed)

    def run(self) -> Verdict:
        self._none_lost()
        self._ends()
        self._none_twice()
        self._each_message()
        self._not_too_many()
        return self.verdict

    def _none_lost(self) -> None:
        planned: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.evidence.rows:
            planned[row.code or "", row.subject].append(row)
        for fact in self.evidence.facts:
            for subject in fact.subjects:
                rows = [row for row in planned[fact.code, subject] if _is_about(row, fact)]
                if why := self._lost(fact, rows, subject):
                    self._broken(Broken.LOST, f"{'/'.join(sorted(fact.kinds))} {fact.code}: {why}")

    def _lost(self, fact: Fact, rows: Sequence[Row], subject: str) -> str | None:
        """Why nobody can say what became of this fact."""
        over = fact.over_at is not None
        if not rows:
            at_once = fact.over_at is not None and fact.over_at <= fact.taken_at + 2 * AT_ONCE
            return None if at_once or (over and self._was_down(fact)) else "never planned"
        if any(row.state in REACHED or row.state not in ENDS for row in rows):
            return None
        row = rows[-1]
        if row.state is NoticeState.DROPPED and not over and not self._may_refuse(subject):
            return f"dropped though it holds: {row.reason}"
        return None

    def _was_down(self, fact: Fact) -> bool:
        """The engine could not look at it before it was over: its database was away."""
        windows = self.evidence.faults.away
        return any(window.holds(fact.taken_at, self.evidence.day) for window in windows)

    def _may_refuse(self, subject: str) -> bool:
        """By a message, before the day, or to the officer who called."""
        citizen = self.evidence.people.get(subject)
        return citizen is None or citizen.refuses or subject in self.evidence.ledger.refused_at or not subject

    def _ends(self) -> None:
        for row in self.evidence.rows:
            passing = {NoticeState.DROPPED, NoticeState.EXPIRED, NoticeState.CALLING}
            if row.state in passing and not row.reason:
                self._broken(Broken.UNREADABLE, f"{row.kind} #{row.id} {row.state}")
            if row.state in REACHED and not self._arrived(row):
                self._broken(Broken.NOT_ARRIVED, f"{row.kind} #{row.id}")

    def _arrived(self, row: Row) -> bool:
        copies = [*self.copies.get(row.id, ()), *self.copies.get(row.carrier_id or 0, ())]
        return any(copy.arrived_at is not None or copy.channel == TELEGRAM for copy in copies)

    def _none_twice(self) -> None:
        told: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in self.evidence.rows:
            if row.left_at is not None and row.code is not None:
                told[row.kind, row.code, row.subject].append(row)
        for (kind, code, _), rows in told.items():
            if len(rows) > max(1, self._how_often(kind, code)):
                self._broken(Broken.TWICE, f"{kind} {code}: {len(rows)} notices")
        for copies in self.copies.values():
            for first, second in pairwise(copies):
                self._second(first, second)

    def _how_often(self, kind: str, code: str) -> int:
        """How many facts of this kind the dossier had, before the day too."""
        steps = [each for each in self.evidence.ledger.taken.get(code, ()) if not each.again]
        slips = {
            (each.dossier.status_code, each.dossier.supplement, each.dossier.updated_at) for each in steps
        }
        return sum(status in HOLDS_IN[kind] for status, _, _ in slips) if kind in HOLDS_IN else 1

    def _second(self, first: Handed, second: Handed) -> None:
        """A message to somebody who had one for the same notice."""
        if first.arrived_at is None:
            return
        if not first.unsure and first.told_at is not None and first.told_at + AT_ONCE <= second.at:
            self._broken(Broken.TWICE, f"#{self.evidence.notice_of[second.reference]} after its receipt")
        else:
            self.verdict.doubles[Double.UNHEARD if first.unsure else Double.LADDER] += 1

    def _each_message(self) -> None:
        for handed in self.evidence.log:
            number = self.evidence.notice_of.get(handed.reference)
            if number is None or handed.at < self.evidence.since:
                continue
            for row in self.told_in.get(number, []):
                self._one_message(handed, row)
            self._moment(handed, self.by_id[number])

    def _one_message(self, handed: Handed, row: Row) -> None:
        e = self.evidence
        if row.left_at is None:
            return
        known = e.ledger.state_at(row.code or "", handed.at)
        states = HOLDS_IN.get(row.kind)
        if known is not None and states is not None and known.status_code not in states:
            self._broken(
                Broken.FALSE, f"{row.kind} {row.code} #{row.id}: {known.status_code} on {handed.channel}"
            )
        citizen = e.people.get(handed.recipient)
        if citizen is None or citizen.phone != row.subject:
            self._broken(Broken.WRONG_PERSON, f"{row.kind} #{row.id}")
        if row.kind in BY_TIME and self._silent(row, handed.at):
            self._broken(Broken.SILENT, f"{row.kind} {row.code} #{row.id}")

    def _moment(self, handed: Handed, row: Row) -> None:
        local, rules = handed.machine_at.astimezone(VN).time(), self.evidence.rules
        if row.kind not in self.evidence.urgent and not rules.quiet_until <= local < rules.quiet_from:
            self._broken(Broken.QUIET, f"{row.kind} #{row.id} {local:%H:%M:%S} on {handed.channel}")
        citizen = self.evidence.people.get(handed.recipient)
        since = None if citizen is None else self.evidence.ledger.refused_at.get(citizen.phone)
        if (since is not None and handed.at > since) or (citizen is not None and citizen.refuses):
            self._broken(Broken.REFUSED, f"{row.kind} #{row.id} on {handed.channel}")

    def _silent(self, row: Row, moment: datetime) -> bool:
        """By the faults: its unit had said nothing for the hours that the rules name, and had not yet been
        heard again."""
        for window in self.evidence.faults.silent:
            day, unit = self.evidence.day, row.unit
            if window.what == unit:
                begins = _at(day, window.begins)
                from_ = self.evidence.calendar.add_working_hours(
                    begins, self.evidence.rules.feed_silent_hours
                )
                if from_ + timedelta(minutes=20) <= moment < _at(day, window.ends):
                    return True
        return False

    def _not_too_many(self) -> None:
        counted: dict[tuple[str, date], set[int]] = defaultdict(set)
        for number, copies in self.copies.items():
            row, first = self.by_id[number], copies[0]
            if row.kind not in self.evidence.urgent:
                counted[row.subject, first.machine_at.astimezone(VN).date()].add(number)
        for numbers in counted.values():
            if len(numbers) > self.evidence.rules.most_a_day:
                self._broken(Broken.TOO_MANY, f"#{min(numbers)}: {len(numbers)}")

    def _broken(self, what: Broken, example: str) -> None:
        self.verdict.broken[what].append(example)


def _is_about(row: Row, fact: Fact) -> bool:
    return row.kind in fact.kinds and row.event_at >= fact.at - timedelta(seconds=1)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=VN)
