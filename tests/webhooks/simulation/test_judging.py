"""Each invariant of a simulated day is broken on purpose: the judge sees it, and nothing else."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.message import ChannelId
from bot.notifying.rules import load_rules
from bot.notifying.state import NoticeState
from tests.bot.make import dossier
from vietnam.calendar import VN, load_calendar
from webhooks.simulation.facts import Fact
from webhooks.simulation.faults import parse_faults
from webhooks.simulation.judging import Broken, Double, Evidence, Trial
from webhooks.simulation.ledger import Ledger
from webhooks.simulation.network import Handed
from webhooks.simulation.people import Citizen
from webhooks.simulation.store import Row

DAY = date(2026, 11, 23)
PHONE, CODE = "+84900000001", "H48.12-261102-0007"
SMS = ChannelId("sms_http")


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"{DAY}T{clock}+07:00")


def row(**more: Any) -> Row:
    given = Row(
        id=1, kind="ready", subject=PHONE, code=CODE, unit="H48.12", state=NoticeState.DELIVERED, reason=None,
        event_at=at("09:00"), planned_at=at("09:00"), left_at=at("09:00"), ended_at=at("09:01"),
        carrier_id=None, copies=1,
    )  # fmt: skip
    return replace(given, **more)


def message(**more: Any) -> Handed:
    moment = more.pop("at", at("09:00:10"))
    given = Handed(
        channel=SMS, recipient=PHONE, reference=10, text="", at=moment, machine_at=moment, provider_id="p",
        arrived_at=moment + timedelta(seconds=3), told_at=moment + timedelta(seconds=8),
    )  # fmt: skip
    return replace(given, **more)


@dataclass(kw_only=True)
class Told:
    """A day on which one result was told, once and rightly; a case changes what it needs."""

    rows: list[Row] = field(default_factory=lambda: [row()])
    log: list[Handed] = field(default_factory=lambda: [message()])
    status: int = 9
    refused: datetime | None = None
    faults: str = ""
    over_at: datetime | None = None

    def evidence(self) -> Evidence:
        ledger = Ledger()
        event = dossier(code=CODE, status=self.status, updated_at=at("09:00").isoformat())
        ledger.take(at("09:00"), event, again=False)
        if self.refused is not None:
            ledger.refused_at[PHONE] = self.refused
        fact = Fact(
            code=CODE, unit="H48.12", kinds=frozenset({"ready"}), at=at("09:00"), taken_at=at("09:00"),
            over_at=self.over_at, subjects=(PHONE,),
        )  # fmt: skip
        return Evidence(
            rows=self.rows,
            log=self.log,
            notice_of={10: 1, 11: 1, 12: 2, 13: 3, 14: 4},
            facts=[fact],
            ledger=ledger,
            people={PHONE: Citizen(phone=PHONE, sender="s1")},
            faults=parse_faults(self.faults),
            rules=load_rules(DAY),
            calendar=load_calendar(),
            urgent=frozenset(),
            day=DAY,
            since=datetime.combine(DAY, datetime.min.time(), tzinfo=VN),
            ended=at("23:00"),
        )


DROPPED = row(state=NoticeState.DROPPED, reason="x", left_at=None)
LATE = row(id=2, kind="late_again", code=None, event_at=at("08:00"))
FOUR = [row(id=n, kind="campaign", code=None, carrier_id=None) for n in (2, 3, 4)]


@pytest.mark.parametrize(
    ("day", "broken"),
    [
        pytest.param(Told(), set(), id="all is well"),
        pytest.param(Told(rows=[], log=[]), {Broken.LOST}, id="never planned"),
        pytest.param(
            Told(rows=[DROPPED], log=[]),
            {Broken.LOST},
            id="dropped though it holds",
        ),
        pytest.param(
            Told(rows=[DROPPED], log=[], over_at=at("09:30")),
            set(),
            id="dropped when it held no longer",
        ),
        pytest.param(
            Told(rows=[row(state=NoticeState.CALLING)]), {Broken.UNREADABLE}, id="called for no reason"
        ),
        pytest.param(Told(log=[]), {Broken.NOT_ARRIVED}, id="reached without a message"),
        pytest.param(
            Told(log=[message(), message(reference=11, at=at("09:10"))]),
            {Broken.TWICE},
            id="after its receipt",
        ),
        pytest.param(
            Told(rows=[row(), row(id=2)], log=[message(), message(reference=12)]),
            {Broken.TWICE},
            id="two notices of one fact",
        ),
        pytest.param(Told(status=4), {Broken.FALSE}, id="the result was taken back before"),
        pytest.param(Told(log=[message(at=at("20:31"))]), {Broken.QUIET}, id="in quiet hours"),
        pytest.param(Told(refused=at("08:59")), {Broken.REFUSED}, id="who had refused"),
        pytest.param(Told(refused=at("09:01")), set(), id="who refused afterwards"),
        pytest.param(
            Told(log=[message(recipient="+84900000002")]), {Broken.WRONG_PERSON}, id="to another person"
        ),
        pytest.param(
            Told(
                rows=[row(), LATE],
                log=[message(), message(reference=12, at=at("16:00"))],
                faults="feed-silent=H48.12@09:00-17:00",
            ),
            {Broken.SILENT},
            id="by the clock while the feed is silent",
        ),
        pytest.param(
            Told(rows=[row(), *FOUR], log=[message(reference=n) for n in (10, 12, 13, 14)]),
            {Broken.TOO_MANY},
            id="a fourth message of a day",
        ),
    ],
)  # fmt: skip
def test_broken(day: Told, broken: set[Broken]) -> None:
    found = Trial(evidence=day.evidence()).run().broken
    assert {name for name, examples in found.items() if examples} == broken


@pytest.mark.parametrize(
    ("first", "double"),
    [
        pytest.param(message(told_at=None), Double.LADDER, id="no receipt in time"),
        pytest.param(message(unsure=True), Double.UNHEARD, id="its sender died"),
    ],
)
def test_second_copies_are_counted_by_their_window(first: Handed, double: Double) -> None:
    day = Told(log=[first, message(reference=11, at=at("11:10"))])
    verdict = Trial(evidence=day.evidence()).run()
    assert verdict.doubles == {double: 1}
    assert not verdict.broken
