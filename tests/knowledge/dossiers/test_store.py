import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.engine import create_engine
from knowledge.dossiers import store_take
from knowledge.dossiers.change import Applied, ChangeKind, Source
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.store import (
    MOST_CHANGES,
    apply,
    by_phone,
    everything,
    forget_samples,
    history,
    in_unit,
    lookup,
    only_samples,
    open_promised_before,
    with_history,
)
from tests.knowledge.dossiers.make import PROVINCE, dossier

DAY = timedelta(days=1)


async def take(engine: AsyncEngine, *given: Dossier, source: Source = Source.FEED) -> Applied:
    async with engine.begin() as conn:
        return await apply(conn, PROVINCE, given, source)


def at(day: int) -> str:
    return f"2026-11-{day:02d}T08:00:00+07:00"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param({"sequence": 13, "status": 9}, Applied(taken=1), id="newer sequence"),
        pytest.param(
            {"sequence": 13, "status": 9, "updated_at": at(1)}, Applied(taken=1), id="sequence beats time"
        ),
        pytest.param({"sequence": 11, "status": 9, "updated_at": at(28)}, Applied(stale=1), id="older"),
        pytest.param({}, Applied(unchanged=1), id="the same once more"),
        pytest.param({"due_at": "2026-11-09T10:00:00Z"}, Applied(unchanged=1), id="the same, other zone"),
        pytest.param({"status": 9}, Applied(conflicts=(0,)), id="same sequence, other content"),
        pytest.param({"sequence": None, "updated_at": at(11)}, Applied(taken=1), id="time decides, newer"),
        pytest.param({"sequence": None, "updated_at": at(9)}, Applied(stale=1), id="time decides, older"),
        pytest.param({"sequence": None}, Applied(conflicts=(0,)), id="same time, one has a sequence"),
    ],
)
async def test_order_against_what_is_known(
    engine: AsyncEngine, second: dict[str, Any], expected: Applied
) -> None:
    await take(engine, dossier())
    assert await take(engine, dossier(**second)) == expected
    async with engine.connect() as conn:
        kept = await lookup(conn, PROVINCE, "h48.12-261102-0007")
    assert kept == (dossier(**second) if expected.taken else dossier())


async def test_several_events_of_one_number_in_one_batch_are_taken_in_their_order(
    engine: AsyncEngine,
) -> None:
    first, second = dossier(sequence=1, status=2), dossier(sequence=2, status=4)
    other = dossier(sequence=2, status=9)
    assert await take(engine, first, second, dossier(8), other, first, second) == Applied(
        taken=3, unchanged=2, conflicts=(3,)
    )
    async with engine.connect() as conn:
        assert await lookup(conn, PROVINCE, second.code) == second
        assert [change.status_code for change in await history(conn, PROVINCE, second.code)] == [2, 4]


async def test_history_says_what_changed_when(engine: AsyncEngine) -> None:
    bare: dict[str, Any] = {"apology": None, "supplement": None, "fee": None}
    steps: list[tuple[dict[str, Any], set[ChangeKind]]] = [
        ({**bare, "status": 2}, {ChangeKind.NEW}),
        ({**bare, "status": 4}, {ChangeKind.STATUS}),
        ({**bare, "due_at": at(12)}, {ChangeKind.DUE}),
        ({**bare, "due_at": at(12)}, set()),
        ({**bare, "due_at": at(12), "apology": {"signed_on": "2026-11-06"}}, {ChangeKind.APOLOGY}),
        (
            {**bare, "status": 5, "supplement": {"no": "1"}},
            {ChangeKind.STATUS, ChangeKind.DUE, ChangeKind.APOLOGY, ChangeKind.SUPPLEMENT},
        ),
        ({**bare, "status": 5, "supplement": {"no": "1"}, "status_note": "x"}, {ChangeKind.OTHER}),
    ]
    for number, (fields, _) in enumerate(steps):
        await take(engine, dossier(**fields, sequence=number, updated_at=at(number + 1)))
    async with engine.connect() as conn:
        changes = await history(conn, PROVINCE, dossier().code)
    assert [change.kinds for change in changes] == [kinds for _, kinds in steps]
    assert changes[0].at == datetime.fromisoformat(at(1))
    assert {change.source for change in changes} == {Source.FEED}


async def test_bulk_and_small_path_do_the_same(engine: AsyncEngine) -> None:
    async def run(province: str, batches: Sequence[Sequence[Dossier]]) -> list[Any]:
        outcomes: list[Any] = []
        async with engine.begin() as conn:
            for batch in batches:
                outcomes.append(await apply(conn, province, batch, Source.IMPORT))
            outcomes.append([kept async for kept in everything(conn, province)])
            outcomes.append(await history(conn, province, dossier(3).code))
        return outcomes

    some = [dossier(n, authorised=[], note="'\\\t\n\"Ơ") for n in range(store_take._BULK_FROM)]
    newer = [dossier(n, sequence=13, status=9) for n in range(store_take._BULK_FROM)]
    whole = await run("51", [[*some, *newer], some])
    parts = await run("52", [some[:150], some[150:], newer[:150], newer[150:], some])
    assert (whole[0].taken, whole[1]) == (2 * len(some), Applied(unchanged=len(some)))
    assert whole[2:] == parts[5:]
    assert whole[2] == newer


async def test_two_that_write_the_same_new_dossier_at_once(engine: AsyncEngine) -> None:
    """The loser of the race waits for the winner's commit and then judges by order."""
    older, newer = dossier(sequence=1, status=2), dossier(sequence=2, status=4)
    async with engine.connect() as winner, engine.connect() as loser:
        await apply(winner, PROVINCE, [newer], Source.FEED)
        waiting = asyncio.create_task(apply(loser, PROVINCE, [older], Source.FEED))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        await winner.commit()
        assert await waiting == Applied(stale=1)
        await loser.commit()
    async with engine.connect() as conn:
        assert await lookup(conn, PROVINCE, newer.code) == newer
        assert len(await history(conn, PROVINCE, newer.code)) == 1


async def test_nothing_is_left_when_the_transaction_fails(engine: AsyncEngine) -> None:
    async with engine.connect() as conn:
        await apply(conn, PROVINCE, [dossier(n) for n in range(store_take._BULK_FROM)], Source.IMPORT)
        await conn.rollback()
        assert [kept async for kept in everything(conn, PROVINCE)] == []


async def test_every_permutation_by_sequence_ends_in_the_same_state(engine: AsyncEngine) -> None:
    events = [dossier(sequence=n, status=n + 1, updated_at=at(20 - n)) for n in range(4)]
    for number, order in enumerate(permutations(events)):
        province = str(number)
        async with engine.begin() as conn:
            for step in order:
                await apply(conn, province, [step], Source.FEED)
            assert await lookup(conn, province, events[-1].code) == events[-1]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_split_and_order_ends_in_the_same_state(data: st.DataObject, database_url: str) -> None:
    """Replays, other dossiers in between, batches of any size; ordered by sequence or by time alone."""
    by_time = data.draw(st.booleans())
    events = [
        dossier(n % 2, sequence=None if by_time else n, status=1 + n, updated_at=at(1 + n)) for n in range(6)
    ]
    order = data.draw(st.permutations([*events, *events[:3]]))
    cut = data.draw(st.integers(0, len(order)))

    async def run() -> list[Dossier]:
        engine = create_engine(database_url)
        async with engine.connect() as conn:  # rolled back: each example starts empty
            for batch in (order[:cut], order[cut:]):
                applied = await apply(conn, PROVINCE, batch, Source.FEED)
                assert applied.taken + applied.unchanged + applied.stale == len(batch)
            kept = [found async for found in everything(conn, PROVINCE)]
        await engine.dispose()
        return kept

    assert asyncio.run(run()) == events[4:]


async def test_by_phone_of_owner_or_authorised_since_a_day(engine: AsyncEngine) -> None:
    mine, helped = "+84905000001", "+84905000002"
    own = dossier(1, applicant={"phone": mine}, authorised=[])
    other = dossier(2, applicant={"phone": helped}, authorised=[{"phone": mine}])
    old = dossier(3, applicant={"phone": mine}, received_at="2025-01-02T08:00:00+07:00")
    registered = dossier(4, applicant={"phone": mine}, received_at=None, updated_at=at(15))
    await take(engine, own, other, old, registered, dossier(5))
    since = datetime.fromisoformat(at(1)) - 300 * DAY

    async def codes(conn: AsyncConnection, phone: str) -> list[str]:
        return [found.code for found in await by_phone(conn, PROVINCE, phone, since)]

    async with engine.connect() as conn:
        assert await codes(conn, mine) == [registered.code, other.code, own.code]
        assert await codes(conn, helped) == [other.code]
        assert await codes(conn, "+84905000003") == []
        assert await by_phone(conn, "52", mine, since) == []
        assert await lookup(conn, "52", own.code) is None


async def test_open_ones_by_promise_and_a_units_by_state(engine: AsyncEngine) -> None:
    late = dossier(1, apology=None, due_at=at(9))
    paused = dossier(2, apology=None, due_at=at(8), status=5)
    done = dossier(3, apology=None, due_at=at(7), status=9)
    excused = dossier(4, due_at=at(9))
    await take(engine, late, paused, done, excused)
    async with engine.connect() as conn:
        before = datetime.fromisoformat(at(20))
        assert await open_promised_before(conn, PROVINCE, before) == [paused, late]
        assert await in_unit(conn, PROVINCE, "H48.12", [4], 10) == [late, excused]
        assert await in_unit(conn, PROVINCE, "H48.12", [4, 5, 9], 2) == [done, paused]


async def test_samples_are_forgotten_as_a_whole_and_real_ones_stay(engine: AsyncEngine) -> None:
    await take(engine, dossier(1), dossier(2), source=Source.SAMPLE)
    async with engine.begin() as conn:
        assert await only_samples(conn, PROVINCE)
    await take(engine, dossier(2, sequence=13), dossier(3))
    async with engine.begin() as conn:
        assert not await only_samples(conn, PROVINCE)
        await forget_samples(conn, PROVINCE)
        left = [kept.code async for kept in everything(conn, PROVINCE)]
    assert left == [dossier(2).code, dossier(3).code]


async def test_of_very_many_changes_the_first_and_the_newest_are_read(engine: AsyncEngine) -> None:
    async with engine.begin() as conn:
        await apply(conn, PROVINCE, [dossier(sequence=1)], Source.FEED)
        flood = """
            INSERT INTO dossier_changes (province, code, at, kinds, status, sequence, source, digest)
            SELECT province, code, at, '{other}', status, 1 + n, source, ''
            FROM dossier_changes, generate_series(1, 5000) AS n
        """
        await conn.execute(text(flood))
        ((_, changes),) = (await with_history(conn, PROVINCE, [dossier().code])).values()
    assert len(changes) == MOST_CHANGES
    assert [change.sequence for change in changes] == [1, *range(5001 - MOST_CHANGES + 2, 5002)]
    assert ChangeKind.NEW in changes[0].kinds
