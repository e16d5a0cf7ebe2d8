"""A feed that fell silent: held back, told to the operator, taken up again."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.planning import feeds
from bot.planning.feeds import CATCH_UP
from bot.planning.plan import plan
from knowledge.dossiers.change import Source
from tests.bot.make import PHONE, dossier
from tests.bot.planning.planning import LATE, NOW, PROVINCE, Desks
from vietnam.calendar import VN

UNIT = "H48.12"
OTHER_UNIT = {"code": "H48.13", "name": "UBND xã Bình Minh"}
EVENING = datetime(2026, 11, 10, 16, 0, tzinfo=VN)
MORNING = datetime(2026, 11, 11, 8, 0, tzinfo=VN)


@pytest.fixture
def desks(engine: AsyncEngine) -> Desks:
    return Desks(engine, kinds=(LATE,))


async def silent_since(desks: Desks, unit: str = UNIT) -> datetime | None:
    async with desks.engine.connect() as connection:
        return await feeds.silent_since(connection, PROVINCE, unit)


@pytest.mark.parametrize(
    ("heard", "now", "silent"),
    [
        pytest.param(NOW, NOW + timedelta(hours=3), False, id="three hours, two of them lunch"),
        pytest.param(NOW, NOW.replace(hour=14, minute=59), False, id="just below four working hours"),
        pytest.param(NOW, NOW.replace(hour=15), True, id="four working hours"),
        pytest.param(EVENING, MORNING, False, id="a night is not silence"),
        pytest.param(EVENING, MORNING.replace(hour=10), True, id="one hour before, three after it"),
    ],
)
async def test_when_it_counts_as_silent(desks: Desks, heard: datetime, now: datetime, silent: bool) -> None:
    desks.clock.now = heard
    await desks.feed(dossier())
    desks.clock.now = now
    assert await feeds.sweep(desks.office) == int(silent)
    assert await silent_since(desks) == (heard if silent else None)


async def test_a_unit_without_work_may_be_silent(desks: Desks) -> None:
    await desks.feed(dossier(status=10))
    desks.clock.pass_time(days=3)
    assert await feeds.sweep(desks.office) == 0


async def test_the_operator_is_told_once_a_silence(desks: Desks) -> None:
    for sequence in (12, 13):
        await desks.feed(dossier(sequence=sequence, updated_at=desks.clock.now.isoformat()))
        desks.clock.pass_time(days=1)
        await feeds.sweep(desks.office)
        await feeds.sweep(desks.office)
        assert await silent_since(desks) is not None
    first, second = await desks.rows("SELECT kind, desk, unit_code, dossier_code FROM tasks ORDER BY id")
    assert first == second == ("feed_silent", "operator", UNIT, None)


async def test_what_the_clock_drives_waits_until_the_feed_has_caught_up(desks: Desks) -> None:
    here = dossier(due_at="2026-11-11T08:00:00+07:00")
    there = dossier(code="H48.13-261102-0001", unit=OTHER_UNIT, due_at="2026-11-11T08:00:00+07:00")
    await desks.feed(here, there)
    await plan(desks.office)
    desks.clock.now = MORNING
    await desks.feed(dossier(code="H48.13-261102-0002", unit=OTHER_UNIT, status=10))
    desks.clock.now = MORNING.replace(hour=10)
    await feeds.sweep(desks.office)
    await plan(desks.office)
    assert await desks.rows("SELECT unit_code, kind, subject FROM notices") == [("H48.13", "late", PHONE)]
    assert await desks.tasks() == [
        ("letter_owed", "officer", "open"),
        ("letter_owed", "officer", "lapsed"),
        ("feed_silent", "operator", "open"),
    ]
    await desks.feed(dossier(code="H48.12-261102-0003", status=10))
    assert await silent_since(desks) is None
    await plan(desks.office)
    assert len(await desks.notices()) == 1
    desks.clock.now += CATCH_UP
    await plan(desks.office)
    assert len(await desks.notices()) == 2


async def test_what_the_feed_brings_late_is_not_told_late(desks: Desks) -> None:
    await desks.feed(dossier(due_at="2026-11-11T08:00:00+07:00"))
    await plan(desks.office)
    desks.clock.now = MORNING.replace(hour=10)
    await feeds.sweep(desks.office)
    await plan(desks.office)
    await desks.feed(dossier(code="H48.12-261102-0003", status=10))
    desks.clock.pass_time(minutes=5)
    done: dict[str, Any] = {"status": 9, "finished_at": "2026-11-10T15:00:00+07:00"}
    await desks.feed(dossier(sequence=13, updated_at="2026-11-10T15:00:00+07:00", **done))
    desks.clock.pass_time(hours=1)
    await plan(desks.office)
    assert await desks.notices() == []


async def test_an_import_is_no_sign_of_life(desks: Desks) -> None:
    await desks.feed(dossier())
    desks.clock.pass_time(days=1)
    await feeds.sweep(desks.office)
    await desks.feed(dossier(sequence=13, updated_at="2026-11-11T08:00:00+07:00"), source=Source.IMPORT)
    assert await silent_since(desks) == NOW
