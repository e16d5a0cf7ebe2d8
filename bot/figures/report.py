"""The report of a month: all figures of a scope, as tables. Publicly nothing that points at anybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.figures import sheets
from bot.figures.apology_store import apologies
from bot.figures.lookups_store import look_ups
from bot.figures.punctuality import By, Tally
from bot.figures.punctuality_store import take_your_time, tallies
from bot.figures.rating import Rated
from bot.figures.rating_store import rated
from bot.figures.scope import Scope
from bot.figures.sheet import Sheet
from bot.figures.telling import Apologies, Ending, LookUps, Speed, Step, Texts
from bot.figures.telling_store import endings, speeds, steps, texts
from vietnam.calendar import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All that was counted."""

    tallies: Sequence[Tally]
    speeds: Sequence[Speed]
    steps: Sequence[Step]
    endings: Sequence[Ending]
    look_ups: LookUps
    apologies: Sequence[Apologies]
    rated: Sequence[Rated]
    texts: Texts


async def count(
    connection: AsyncConnection, scope: Scope, calendar: WorkCalendar, *, apology_days_before: int
) -> Figures:
    """In the caller's transaction, which sees one moment if it is repeatable. Takes as long as it takes."""
    await take_your_time(connection)
    return Figures(
        tallies=await tallies(connection, scope, calendar),
        speeds=await speeds(connection, scope),
        steps=await steps(connection, scope),
        endings=await endings(connection, scope),
        look_ups=await look_ups(connection, scope),
        apologies=await apologies(connection, scope, apology_days_before),
        rated=await rated(connection, scope),
        texts=await texts(connection, scope),
    )


def internal(figures: Figures, by: By) -> list[Sheet]:
    """For the office itself."""
    return [
        sheets.punctuality(figures.tallies, by),
        sheets.ratings(figures.rated, by),
        sheets.apologies(figures.apologies),
        sheets.look_ups(figures.look_ups),
        sheets.speeds(figures.speeds),
        sheets.steps(figures.steps),
        sheets.endings(figures.endings),
        sheets.texts(figures.texts),
    ]


def public(figures: Figures, by: By) -> list[Sheet]:
    """For everybody; of a whole province only, since parts can be subtracted from it. `by` BOTH is not
    published: its cells are too small to be of use."""
    if by is By.BOTH:
        raise ValueError("unit and procedure together are not published")
    return [
        sheets.public_punctuality(figures.tallies, by),
        sheets.public_ratings(figures.rated, by),
        sheets.public_apologies(figures.apologies),
        sheets.public_look_ups(figures.look_ups),
        sheets.public_speeds(figures.speeds),
        sheets.public_steps(figures.steps),
        sheets.texts(figures.texts),
    ]
