"""A small province's day: a calm one, and one on which everything goes wrong."""

import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import orjson
import pytest

from knowledge.dossiers.dossier import Dossier, local_day
from knowledge.dossiers.sample_parts import Dice
from nlu.meaning import Context, Entry, IntentName, Meaning, Place
from tests.bot.talk import Script
from vietnam.calendar import load_calendar
from webhooks.simulation.day import events
from webhooks.simulation.faults import parse_faults
from webhooks.simulation.people import citizens
from webhooks.simulation.province import Wanted, simulate
from webhooks.simulation.stock import ground, stock
from webhooks.simulation_words import tables

MONDAY = date(2026, 11, 23)
_RATES = re.compile(r"[1-5]\b|hai long|rat tot")


@dataclass(frozen=True)
class Heard:
    """Understands what the crowd of the simulation says; a trained model would take longer than the day."""

    def understand(self, text: str, context: Context) -> Meaning:
        if text == "TC":
            return Script(intents=(IntentName.NOTICE_UNSUBSCRIBE,)).understand(text, context)
        if _RATES.match(text):
            return Script(intents=(IntentName.FEEDBACK_RATING,)).understand(text, context)
        return Script(intents=(IntentName.DOSSIER_STATUS,)).understand(text, context)


async def load(data_dir: Path, entries: tuple[Entry, ...], places: tuple[Place, ...]) -> Heard:
    return Heard()


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param("", id="calm"),
        pytest.param("all", id="storm"),
    ],
)
async def test_day(database_url: str, data_dir: Path, faults: str) -> None:
    wanted = Wanted(day=MONDAY, scale=0.01, faults=parse_faults(faults))
    found = await simulate(wanted, database_url, data_dir, load)
    assert found.broken == {}, found.examples
    assert found.events >= 60
    assert found.kinds["received"].get("delivered", 0) + found.kinds["received"].get("read", 0) > 0
    assert found.by_day is not None
    assert found.by_day.p50 <= 30
    assert sum(found.answers.values()) >= found.questions
    assert orjson.loads(orjson.dumps(asdict(found)))["events"] == found.events
    assert tables(found)[0].row_count == len(found.kinds)
    if faults:
        assert found.deaths and found.errors and found.refused_by_providers and found.replayed


def made(seed: int) -> list[Dossier]:
    dice = Dice(seed)
    grounds = ground(MONDAY, load_calendar(), dice, 3, citizens(60, dice))
    return events(grounds, stock(grounds, 200), 100)


def test_the_same_seed_is_the_same_day() -> None:
    assert made(7) == made(7)
    assert made(7) != made(8)


def test_events_of_a_day_follow_one_another() -> None:
    found = made(1)
    assert len(found) >= 100
    assert [each.updated_at for each in found] == sorted(each.updated_at for each in found)
    assert {local_day(each.updated_at) for each in found} == {MONDAY}
    for code in {each.code for each in found}:
        sequences = [each.sequence or 0 for each in found if each.code == code]
        assert sequences == sorted(set(sequences))
