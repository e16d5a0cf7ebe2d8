"""The report as a whole: what the office reads, what everybody may read."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.figures.punctuality import By, Outcome, Tally
from bot.figures.rating import Marks, Rated
from bot.figures.report import count, internal, public
from bot.figures.sheet import HIDDEN, TOTAL, Sheet
from bot.figures.sheets import public_look_ups, public_punctuality, public_ratings, public_steps, ratings
from bot.figures.suppression import LEAST
from bot.figures.telling import LookUps, Step
from tests.bot.figures.make import at, ended, keep, put_notice, running, scope
from vietnam.calendar import load_calendar


async def test_the_whole_report(engine: AsyncEngine) -> None:
    await keep(engine, *(ended(serial, at(19)) for serial in range(1, 21)))
    late = [ended(serial, at(21)) for serial in range(21, 23)]
    await keep(engine, *late, running(30, "2026-12-01T17:00:00Z"))
    async with engine.begin() as connection:
        await put_notice(connection, 1)
        figures = await count(connection, scope(), load_calendar(), apology_days_before=1)
    sheets = {sheet.name: sheet for sheet in internal(figures, By.UNIT)}
    assert set(sheets) == {
        "punctuality_by_unit", "ratings_by_unit", "apologies", "look_ups", "speed", "steps", "endings", "sms",
    }  # fmt: skip
    punctual = sheets["punctuality_by_unit"]
    unit, total = (dict(zip(punctual.columns, row, strict=True)) for row in punctual.rows)
    assert (unit["unit"], unit["name"], total["unit"]) == ("H48.12", "UBND xã Bình Sơn", TOTAL)
    shown_counts = [unit[name] for name in ("early", "late", "running", "sum", "on_time_share")]
    assert shown_counts == [20, 2, 1, 23, 0.9091]
    shown = {sheet.name: sheet for sheet in public(figures, By.UNIT)}
    assert "endings" not in shown
    (published, *_) = shown["punctuality_by_unit"].rows
    assert 2 not in published
    with pytest.raises(ValueError, match="not published"):
        public(figures, By.BOTH)


def test_every_outcome_is_published_once() -> None:
    given_tally = tally("A", "1", **{outcome.value: 10 for outcome in Outcome})
    (row, _) = public_punctuality([given_tally], By.UNIT).rows
    assert row[2:] == (20, 20, 30, 20, 40, 130, 0.5)


def tally(unit: str, procedure: str, **counts: int) -> Tally:
    outcomes = {Outcome(name): n for name, n in counts.items()}
    return Tally(unit=unit, unit_name="", procedure=procedure, procedure_name="", counts=outcomes)


def numbers(sheet: Sheet) -> Sequence[int]:
    return [value for row in sheet.rows for value in row if isinstance(value, int)]


TALLIES = st.lists(
    st.builds(
        tally,
        st.sampled_from("ABC"),
        st.sampled_from("12"),
        early=st.integers(0, 30),
        late=st.integers(0, 6),
        paused=st.integers(0, 3),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda each: (each.unit, each.procedure),
)


@given(TALLIES)
def test_two_cuts_of_the_same_dossiers_hide_the_same_sums(tallies: list[Tally]) -> None:
    by_unit, by_procedure = (public_punctuality(tallies, by) for by in (By.UNIT, By.PROCEDURE))
    assert not [n for n in (*numbers(by_unit), *numbers(by_procedure)) if 0 < n < LEAST]
    last = [sheet.rows[-1][2:-1] for sheet in (by_unit, by_procedure)]
    assert last[0] == last[1]


MARKS = st.builds(
    lambda n, asked: Marks(n=n, total=n * 4, satisfied=n - n // 3, asked=asked + n, answered=n),
    st.integers(0, 30),
    st.integers(0, 30),
)
RATED = st.lists(
    st.builds(Rated, unit=st.sampled_from("ABC"), procedure=st.sampled_from("12"), marks=MARKS), max_size=6
)


@given(RATED)
def test_public_ratings_hold_no_small_count(given_ratings: list[Rated]) -> None:
    for by in (By.UNIT, By.PROCEDURE):
        assert not [n for n in numbers(public_ratings(given_ratings, by)) if 0 < n < LEAST]


def test_ratings_for_the_office() -> None:
    marks = Marks(n=4, total=13, satisfied=2, asked=5, answered=4)
    sheet = ratings([Rated(unit="A", procedure="1", marks=marks)], By.BOTH)
    assert sheet.rows == (
        ("A", "1", 4, 3.25, 0.5, 0.15, 0.85, 5, 0.8),
        (TOTAL, "", 4, 3.25, 0.5, 0.15, 0.85, 5, 0.8),
    )
    assert ratings([], By.UNIT).rows == ()


@pytest.mark.parametrize(
    ("avoidable", "row"),
    [
        pytest.param(0, (50, 0, 200, 0.0), id="none"),
        pytest.param(4, (50, HIDDEN, 200, HIDDEN), id="few"),
        pytest.param(5, (50, 5, 200, 2.5), id="enough"),
    ],
)
def test_public_look_ups(avoidable: int, row: tuple[object, ...]) -> None:
    figures = LookUps(questions=50, avoidable=avoidable, changes=200)
    assert public_look_ups(figures).rows == (row,)


def test_public_steps_are_shares_of_many() -> None:
    few = [Step(rung=1, on="zalo_oa", n=98), Step(rung=2, on="call", n=1)]
    assert public_steps(few).rows == ()
    many = [Step(rung=1, on="zalo_oa", n=199), Step(rung=2, on="call", n=1)]
    assert public_steps(many).rows == ((1, "zalo_oa", 0.99), (2, "call", 0.01))
