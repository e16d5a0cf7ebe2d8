from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.dossiers.aliases import is_dossier_code
from knowledge.dossiers.change import Applied, Source
from knowledge.dossiers.dossier import Status, is_open, is_overdue, local_day, promise
from knowledge.dossiers.event import read_event, to_event
from knowledge.dossiers.sample import SIZE, generate, load_sample
from knowledge.dossiers.sample_demo import demo
from knowledge.dossiers.store import apply, by_phone, everything, lookup, only_samples
from knowledge.offices.office import OfficeKind
from knowledge.offices.sample import sample_offices
from tests.knowledge.dossiers.make import PROVINCE, dossier
from vietnam.calendar import load_calendar
from vietnam.phone import parse_phone

CALENDAR = load_calendar()
DAYS = ["2026-11-22T00:10:00", "2026-11-23T23:50:00", "2026-02-20T09:00:00", "2025-05-01T12:00:00"]


@pytest.mark.parametrize("day", DAYS)
def test_the_sample_holds_on_any_day(day: str) -> None:
    now = datetime.fromisoformat(day + "+07:00")
    sample = generate(now, CALENDAR, 51)
    assert len(sample) == len({given.code for given in sample}) == SIZE
    assert {given.status_code for given in sample} >= set(Status)
    assert sum(is_overdue(given, now) and is_open(given) for given in sample) in range(10, 100)
    again = [given for given in sample if promise(given) != given.due_at and is_overdue(given, now)]
    assert len(again) in range(1, 40)
    for given in sample:
        assert is_dossier_code(given.code)
        moments = [given.received_at, given.finished_at, given.returned_at, given.updated_at]
        assert all(local_day(moment) < local_day(now) for moment in moments if moment)
        assert moments == sorted(moments, key=lambda moment: moment or now) or None in moments
        promised = promise(given)
        assert promised is None or CALENDAR.is_workday(local_day(promised))
        for person in (given.applicant, *given.authorised):
            assert person.phone and parse_phone(person.phone) == person.phone
        assert read_event(to_event(given), 1) == given


def test_the_same_all_day_and_for_the_seed() -> None:
    morning = datetime.fromisoformat("2026-11-23T06:00:00+07:00")
    evening = morning + timedelta(hours=15)
    assert generate(morning, CALENDAR, 51) == generate(evening, CALENDAR, 51)
    assert generate(morning, CALENDAR, 51) != generate(morning, CALENDAR, 52)
    assert demo(morning, CALENDAR) == demo(evening, CALENDAR)


async def test_loading_on_another_day_replaces_the_old_sample_only(engine: AsyncEngine) -> None:
    first, second = (datetime.fromisoformat(f"{day}+07:00") for day in DAYS[:2])
    async with engine.begin() as conn:
        assert await load_sample(conn, PROVINCE, first, CALENDAR) == Applied(taken=SIZE)
        assert await only_samples(conn, PROVINCE)
        await apply(conn, PROVINCE, [dossier()], Source.FEED)
        assert await load_sample(conn, PROVINCE, second, CALENDAR) == Applied(taken=SIZE)
        kept = [found async for found in everything(conn, PROVINCE)]
        assert len(kept) == SIZE + 1 and dossier() in kept
        for case in demo(second, CALENDAR):
            assert await lookup(conn, PROVINCE, case.code) == case.dossier
            assert case.dossier in await by_phone(conn, PROVINCE, case.phone, second - timedelta(days=365))
            assert len(case.last4) == 4 and not case.phone.endswith(case.last4)


def test_sample_offices() -> None:
    offices = sample_offices()
    teams = [office for office in offices if office.kind is OfficeKind.COMMUNITY_TEAM]
    assert (len(offices), len(teams)) == (20, 3)
    assert all(office.phone and parse_phone(office.phone) for office in offices)
