"""What happens on a simulated day and when, put on its agenda: events with the faults of their feeds, jumps
of the clock, deaths."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.sample_parts import at
from webhooks.simulation.run import World


def script(world: World, events: Sequence[Dossier]) -> None:
    """Put the day on the agenda: its events with the faults of their feeds, jumps of the clock, deaths."""
    for dossier in events:
        moment = _brought_at(world, dossier)
        _bring(world, dossier, moment, again=False)
        if world.faults.replay:
            _bring(world, dossier, moment, again=True)
            later = replace(dossier, sequence=(dossier.sequence or 0) + 1)
            _bring(world, later, moment + timedelta(minutes=5), again=True)
    for jump in world.faults.jumps:
        _set_skew(world, jump.begins, jump.by)
        if jump.ends is not None:
            _set_skew(world, jump.ends, timedelta(0))
    for number in range(world.faults.kills):
        moment = at(world.day, 7, 30) + timedelta(minutes=world.dice.below(13 * 60))
        world.agenda.put(moment, _doom(world, number))


def _brought_at(world: World, dossier: Dossier) -> datetime:
    """What happens while the feed of its unit is silent comes when that is over."""
    for window in world.faults.silent:
        if window.what == dossier.unit.code and window.holds(dossier.updated_at, world.day):
            return at(world.day, window.ends.hour, window.ends.minute)
    return dossier.updated_at


def _bring(world: World, dossier: Dossier, moment: datetime, *, again: bool) -> None:
    world.agenda.put(moment, lambda: world.waiting.append((dossier, again)))


def _set_skew(world: World, clock: time, by: timedelta) -> None:
    def set_it() -> None:
        world.clock.skew = by

    world.agenda.put(at(world.day, clock.hour, clock.minute), set_it)


def _doom(world: World, number: int) -> Callable[[], None]:
    """A third each: before a provider has a message, after it, at any statement."""
    steps = world.dice.below(60)
    acts: Mapping[int, Callable[[], None]] = {
        0: lambda: world.mortal.doom_at_send("before"),
        1: lambda: world.mortal.doom_at_send("after"),
        2: lambda: world.mortal.doom_in_steps(steps),
    }
    return acts[number % 3]
