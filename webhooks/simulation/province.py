"""A simulated province set up, lived through and summed up."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import cast

from pydantic import SecretStr

from bot.ending.ends_store import overdue_notices
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.sample_parts import Dice, at
from vietnam.calendar import load_calendar
from webhooks.channel import S
from webhooks.house import House
from webhooks.known import LoadUnderstanding
from webhooks.settings import Settings
from webhooks.simulation import store
from webhooks.simulation.clock import VirtualClock
from webhooks.simulation.day import events
from webhooks.simulation.facts import facts
from webhooks.simulation.faults import Faults
from webhooks.simulation.judging import Broken, Evidence, Trial
from webhooks.simulation.outcome import Outcome, outcome
from webhooks.simulation.people import citizens
from webhooks.simulation.run import World
from webhooks.simulation.script import script
from webhooks.simulation.stock import Ground, ground, stock
from webhooks.training import load_trained
from webhooks.wiring import open_house

EVENTS = 6000
"""Of a province's day at scale 1; the others in proportion."""
STOCK = 20_000
UNITS = 96
LOOK_UPS = 400
FEWEST_UNITS = 3
AFTERWARDS = timedelta(hours=11)
"""Into the next day: what waited for the morning has left, and no feed counts as silent yet."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be simulated."""

    day: date
    scale: float
    faults: Faults
    seed: int = 1


async def simulate(
    wanted: Wanted, database_url: str, data_dir: Path, load_understanding: LoadUnderstanding = load_trained
) -> Outcome:
    """On a database that is nobody's: it is filled. `data_dir` holds the trained model."""
    started = perf_counter()
    random.seed(wanted.seed)  # of the waits between tries
    clock = VirtualClock(true=at(wanted.day, 0))
    async with _open(database_url, data_dir, clock, load_understanding) as house:
        world, made = _world(wanted, house, clock)
        stocked = stock(made, max(100, round(STOCK * wanted.scale)))
        await _eve(world, made, stocked)
        began = at(wanted.day, 0)
        await world.run(began)
        happening = events(made, stocked, max(60, round(EVENTS * wanted.scale)))
        world.network.faulty = world.crowd.awake = True
        script(world, happening)
        _ask(world, began, [*stocked, *happening], wanted.scale)
        await world.run(began + timedelta(days=1) + AFTERWARDS)
        evidence = await _evidence(world, began)
        verdict = Trial(evidence=evidence).run()
        await _without_end(world, verdict.broken)
        return await outcome(world, evidence, verdict, perf_counter() - started)


def _nothing(kind: type[S], /) -> S:
    return cast(S, kind.model_construct())


@asynccontextmanager
async def _open(
    url: str, data_dir: Path, clock: VirtualClock, load_understanding: LoadUnderstanding
) -> AsyncIterator[House]:
    """No channel is configured, and nothing is live: no provider can be reached."""
    settings = Settings(database_url=SecretStr(url), data_dir=data_dir, live=False)
    async with open_house(settings, clock, read=_nothing, load_understanding=load_understanding) as house:
        yield house


def _world(wanted: Wanted, house: House, clock: VirtualClock) -> tuple[World, Ground]:
    """A few dossiers to a person, so that some have several on one day."""
    dice, calendar = Dice(wanted.seed), load_calendar()
    people = citizens(max(60, round(STOCK * wanted.scale * 0.8)), dice)
    units = max(FEWEST_UNITS, round(UNITS * wanted.scale))
    made = ground(wanted.day, calendar, dice, units, people)
    world = World(
        house=house,
        clock=clock,
        calendar=calendar,
        day=wanted.day,
        faults=wanted.faults,
        dice=dice,
        people=people,
    )
    return world, made


async def _eve(world: World, made: Ground, stocked: list[Dossier]) -> None:
    """The stock comes in by the feed on the working day before, and what it gives to tell is told then."""
    eve = made.on(-1, 16, 30)
    world.clock.true = eve
    base = world.house.base
    async with base.engine.begin() as connection:
        await store.settle_people(connection, base.province, world.people, eve)
    world.waiting += [(dossier, False) for dossier in stocked]


def _ask(world: World, began: datetime, dossiers: list[Dossier], scale: float) -> None:
    world.crowd.in_the_evening(began, dossiers, max(20, round(LOOK_UPS * scale)))


async def _evidence(world: World, began: datetime) -> Evidence:
    base = world.house.base
    async with base.engine.connect() as connection:
        rows = await store.read_notices(connection, base.province)
        notice_of = await store.copies_by_reference(connection, base.province)
    return Evidence(
        rows=rows,
        log=world.network.log,
        notice_of=notice_of,
        facts=facts(world.ledger, began),
        ledger=world.ledger,
        people=world.crowd.people,
        faults=world.faults,
        rules=world.notices.rules(world.day),
        calendar=world.calendar,
        urgent=frozenset(kind.name for kind in world.notices.kinds.values() if kind.urgent),
        day=world.day,
        since=began,
        ended=world.clock.true,
    )


async def _without_end(world: World, broken: dict[Broken, list[str]]) -> None:
    base = world.house.base
    async with base.engine.connect() as connection:
        for each in await overdue_notices(connection, base.province, world.clock()):
            broken[Broken.NO_END].append(f"{each.kind} #{each.notice_id} {each.state}")
    broken[Broken.UNANSWERED] += [said.wants for _, said, answered in world.ledger.said if not answered]
