"""Outcomes against the date on the receipt, counted in the database, dossier by dossier."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.figures.punctuality import By, Outcome, Tally, lines, on_time_share
from bot.figures.punctuality_store import tallies
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier, early_workdays, is_overdue
from tests.bot.figures.make import NOW, at, ended, keep, running, scope
from tests.bot.make import SIGNED
from vietnam.calendar import load_calendar

CALENDAR = load_calendar()
ON_20 = "2026-11-20T17:00:00+07:00"
SECOND = {**SIGNED, "new_due_at": "2026-11-25T17:00:00+07:00"}


async def outcomes(engine: AsyncEngine, **changed: object) -> Counter[Outcome]:
    total: Counter[Outcome] = Counter()
    async with engine.connect() as connection:
        for tally in await tallies(connection, scope(**changed), CALENDAR):
            total.update(tally.counts)
    return +total


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        pytest.param(ended(1, at(19, 16)), Outcome.EARLY, id="the working day before"),
        pytest.param(ended(1, at(20, 8)), Outcome.ON_TIME, id="the same day, earlier"),
        pytest.param(ended(1, at(20, 17)), Outcome.ON_TIME, id="to the second"),
        pytest.param(ended(1, at(20, 17, 1)), Outcome.LATE, id="a minute after"),
        pytest.param(ended(1, at(21), "2026-11-22T17:00:00+07:00"), Outcome.ON_TIME, id="days off between"),
        pytest.param(ended(1, at(20, 9), "2029-11-20T17:00:00+07:00"), Outcome.EARLY, id="promise far away"),
        pytest.param(ended(1, at(24, 9), apology=SECOND), Outcome.SECOND_DATE, id="second date kept"),
        pytest.param(ended(1, at(26, 8), apology=SECOND), Outcome.LATE, id="second date missed too"),
        pytest.param(ended(1, at(19, 9), apology=SECOND), Outcome.EARLY, id="letter was not needed"),
        pytest.param(ended(1, at(20), None), Outcome.UNMEASURED, id="no receipt with a date"),
        pytest.param(
            ended(1, at(20), finished_at=None, returned_at=None), Outcome.UNMEASURED, id="no moment of ending"
        ),
        pytest.param(
            ended(1, at(19), status=10, returned_at="2026-11-25T09:00:00+07:00"),
            Outcome.EARLY,
            id="the work counts, not the hand-over",
        ),
        pytest.param(ended(1, at(25), status=3), Outcome.REFUSED, id="refused"),
        pytest.param(ended(1, at(25), status=7), Outcome.WITHDRAWN, id="withdrawn"),
        pytest.param(ended(1, at(25), status=8), Outcome.STOPPED, id="stopped"),
        pytest.param(running(1, "2026-11-27T17:00:00+07:00"), Outcome.RUNNING, id="running"),
        pytest.param(running(1, "2026-11-25T17:00:00+07:00"), Outcome.OVERDUE, id="running late"),
        pytest.param(
            running(1, "2026-11-25T17:00:00+07:00", apology=SIGNED), Outcome.PUT_OFF, id="new date ahead"
        ),
        pytest.param(running(1, ON_20, apology=SECOND), Outcome.OVERDUE, id="new date passed"),
        pytest.param(running(1, ON_20, status=5), Outcome.PAUSED, id="paper is missing"),
        pytest.param(running(1, ON_20, status=6), Outcome.PAUSED, id="fee is due"),
        pytest.param(running(1, ON_20, status=1), Outcome.WAITING, id="not accepted"),
        pytest.param(running(1, ON_20, status=77), Outcome.OVERDUE, id="unknown number"),
    ],
)
async def test_outcome(engine: AsyncEngine, given: Dossier, outcome: Outcome) -> None:
    await keep(engine, given)
    assert await outcomes(engine) == {outcome: 1}


async def test_agrees_with_the_rules_of_a_dossier(engine: AsyncEngine) -> None:
    """Where no letter put the date off, SQL and dossier.py must say the same, whatever the day."""
    made = [ended(day * 24 + hour, at(day, hour)) for day in range(1, 26) for hour in (8, 17, 20)]
    await keep(engine, *made)
    late = sum(is_overdue(each, NOW) for each in made)
    early = sum(early_workdays(each, CALENDAR) > 0 for each in made)
    on_time = len(made) - late - early
    assert min(late, early, on_time) > 0
    assert await outcomes(engine) == {Outcome.LATE: late, Outcome.EARLY: early, Outcome.ON_TIME: on_time}


async def test_a_month_is_its_ends_and_open_ones_are_now(engine: AsyncEngine) -> None:
    october = ended(1, at(1).replace(month=10, day=31, hour=23), ON_20)
    await keep(engine, october, ended(2, at(1, 0)), running(3, "2026-12-01T17:00:00+07:00"))
    assert await outcomes(engine) == {Outcome.EARLY: 1, Outcome.RUNNING: 1}
    assert await outcomes(engine, now=NOW.replace(year=2027)) == {Outcome.EARLY: 1}


async def test_samples_and_other_units_stay_out(engine: AsyncEngine) -> None:
    other = ended(3, at(19), code="H48.14-261102-0003", unit={"code": "H48.14", "name": "UBND xã Khác"})
    await keep(engine, ended(1, at(19)), other)
    await keep(engine, ended(2, at(19)), source=Source.SAMPLE)
    assert await outcomes(engine) == {Outcome.EARLY: 2}
    assert await outcomes(engine, samples=True) == {Outcome.EARLY: 3}
    assert await outcomes(engine, unit="H48.14") == {Outcome.EARLY: 1}
    assert await outcomes(engine, province="79") == {}


TALLY = st.builds(
    Tally,
    unit=st.sampled_from(["A", "B"]),
    unit_name=st.just("n"),
    procedure=st.sampled_from(["1", "2", ""]),
    procedure_name=st.just("p"),
    counts=st.dictionaries(st.sampled_from(list(Outcome)), st.integers(0, 9)),
)


@given(st.lists(TALLY, max_size=8), st.sampled_from(By))
def test_lines_lose_nobody(given_tallies: list[Tally], by: By) -> None:
    counted = sum(sum(line.counts.values()) for line in lines(given_tallies, by))
    assert counted == sum(sum(tally.counts.values()) for tally in given_tallies)


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param({Outcome.PAUSED: 4, Outcome.UNMEASURED: 2}, None, id="nothing that can be measured"),
        pytest.param({Outcome.EARLY: 1, Outcome.ON_TIME: 1, Outcome.LATE: 2}, 0.5, id="half"),
        pytest.param({Outcome.SECOND_DATE: 1}, 0.0, id="a second date does not make it on time"),
    ],
)
def test_on_time_share(counts: dict[Outcome, int], share: float | None) -> None:
    assert on_time_share(counts) == share
