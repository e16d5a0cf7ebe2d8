"""When a planned notice leaves, and when it does not: looked at again, quiet hours, number a day, bundles."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.ending.stop_store import stop
from bot.leaving.release import release
from bot.message import ReceiptState
from bot.notifying import reasons
from bot.notifying.check_code import find
from bot.notifying.notice import Case, Decision, Notice
from bot.planning.plan import plan
from tests.bot.leaving.releasing import EXTRA, OA, READY, URGENT, WORK, Street, event, in_state, kind
from tests.bot.planning.planning import PROVINCE


@pytest.fixture
def street(engine: AsyncEngine) -> Street:
    return Street(engine=engine)


async def test_it_leaves_at_once_by_day(street: Street) -> None:
    await street.fed(event(at=street.clock()))
    await street.step()
    (message,) = street.sms.taken
    assert message.recipient == "+84905000001"
    assert "H48.12-261102-0001" in message.text
    ((state, code, left_at),) = await street.rows("SELECT state, check_code, left_at FROM notices")
    assert (state, left_at) == ("out", street.clock())
    assert find(message.text) == code
    await street.receipt(ReceiptState.DELIVERED, message)
    assert await street.notices() == [("delivered", None)]


async def test_finished_before_it_left(street: Street) -> None:
    await street.fed(event(status=4, at=street.clock()))
    street.clock.pass_time(minutes=1)
    street = street.having(WORK)
    await street.fed(event(status=9, at=street.clock()))
    await street.step()
    assert street.sms.taken == []
    assert await street.notices() == [("dropped", "hồ sơ đã xong")]


async def test_changed_before_it_left(street: Street) -> None:
    await street.fed(event(at=street.clock()))
    street.clock.pass_time(minutes=1)
    await street.fed(event(at=street.clock(), status_note="nhận tại xã"))
    await street.step()
    assert len(street.sms.taken) == 1
    assert await street.notices() == [("dropped", reasons.CHANGED), ("out", None)]


async def test_another_person_is_to_be_told(street: Street) -> None:
    await street.fed(event(at=street.clock()))
    await street.rows("DELETE FROM watches")
    street.clock.pass_time(minutes=1)
    await street.fed(event(at=street.clock(), phone="+84905000002"))
    await street.step()
    assert [message.recipient for message in street.sms.taken] == ["+84905000002"]
    assert await street.notices() == [("dropped", reasons.OTHER_PERSON), ("out", None)]


async def test_the_same_event_again_tells_nothing_again(street: Street) -> None:
    told = event(at=street.clock())
    for _ in range(3):
        await street.fed(told)
        await street.step()
    assert len(street.sms.taken) == 1


async def test_two_releasers_at_once(street: Street) -> None:
    for number in range(40):
        await street.fed(event(number, at=street.clock(), phone=f"+849050000{number:02}"))
    await asyncio.gather(*(release(street.office, 10) for _ in range(8)))
    await street.step()
    assert sorted(message.recipient for message in street.sms.taken) == sorted(
        f"+849050000{number:02}" for number in range(40)
    )


@pytest.mark.parametrize(
    ("planned", "leaves"),
    [
        pytest.param("2026-11-04T20:29", "2026-11-04T20:29", id="the last minute"),
        pytest.param("2026-11-04T20:30", "2026-11-05T07:30", id="the evening"),
        pytest.param("2026-11-05T00:00", "2026-11-05T07:30", id="midnight"),
        pytest.param("2026-11-30T23:00", "2026-12-01T07:30", id="the month ends"),
        pytest.param(
            "2027-02-05T21:00", "2027-02-06T07:30", id="the eve of Tết: what the law wants told goes"
        ),
    ],
)
async def test_quiet_hours(street: Street, planned: str, leaves: str) -> None:
    street.clock.now = datetime.fromisoformat(f"{planned}+07:00")
    await street.fed(event(at=street.clock()))
    await street.step()
    morning = datetime.fromisoformat(f"{leaves}+07:00")
    if morning == street.clock():
        assert len(street.sms.taken) == 1
        return
    assert await street.notices() == [("planned", reasons.QUIET)]
    turn = await street.next_at()
    assert morning <= turn < morning + timedelta(minutes=30)
    street.clock.now = turn - timedelta(seconds=1)
    await street.step()
    assert street.sms.taken == []
    await street.passes(seconds=1)
    assert len(street.sms.taken) == 1


async def test_optional_ones_wait_for_a_working_day(engine: AsyncEngine) -> None:
    street = Street(engine=engine, kinds=(kind("extra", 9, duty=False, life=timedelta(days=9)),))
    await street.until("2026-02-15T21:00")
    await street.fed(event(at=street.clock()))
    await street.step()
    assert (await street.next_at()).date().isoformat() == "2026-02-23"


async def test_urgent_ones_never_wait(engine: AsyncEngine) -> None:
    street = Street(engine=engine, kinds=(URGENT,))
    await street.until("2026-11-05T02:00")
    for number in range(5):
        await street.fed(event(number, at=street.clock()))
    await street.step()
    assert len(street.sms.taken) == 5


async def test_three_a_day(engine: AsyncEngine) -> None:
    street = Street(engine=engine, kinds=(kind("told", 9, life=timedelta(days=3)),))
    for number in range(5):
        await street.fed(event(number, at=street.clock()))
        await street.step()
    assert len(street.sms.taken) == 3
    assert (await street.notices())[3:] == [("planned", reasons.ENOUGH_TODAY)] * 2
    await street.until("2026-11-10T20:00")
    assert len(street.sms.taken) == 3
    await street.until("2026-11-11T08:00")
    assert len(street.sms.taken) == 5


async def test_three_ready_dossiers_are_one_message(street: Street) -> None:
    await street.fed(*(event(number, at=street.clock()) for number in range(3)))
    await street.step()
    (message,) = street.sms.taken
    assert message.text.startswith("3 ho so: H48.12-261102-0000; H48.12-261102-0001; H48.12-261102-0002.")
    await street.receipt(ReceiptState.DELIVERED, message)
    assert await street.notices() == [("delivered", None)] * 3
    codes = await street.rows("SELECT check_code IS NOT NULL, carrier_id IS NULL FROM notices ORDER BY id")
    assert codes == [(True, True), (False, False), (False, False)]


async def test_a_bundle_takes_its_next_rung_without_what_has_changed(street: Street) -> None:
    await street.chat(OA)
    await street.says(given=True)
    await street.fed(*(event(number, at=street.clock()) for number in range(3)))
    await street.step()
    assert len(street.oa.taken) == 1
    street.clock.pass_time(minutes=1)
    await street.fed(event(0, at=street.clock(), status=10))
    await street.passes(hours=2)
    (message,) = street.sms.taken
    assert message.text.startswith("2 ho so: H48.12-261102-0001; H48.12-261102-0002.")
    states = await street.rows("SELECT state FROM notices ORDER BY id")
    assert states == [("dropped",), ("out",), ("out",)]


@pytest.mark.parametrize(
    ("purpose", "kinds", "states"),
    [
        pytest.param("notices", (READY, EXTRA), ["calling", "dropped"], id="all of them"),
        pytest.param("extras", (READY, EXTRA), ["out", "dropped"], id="those that no law demands"),
    ],
)
async def test_refused_between_plan_and_leaving(
    engine: AsyncEngine, purpose: str, kinds: tuple[Notice, ...], states: list[str]
) -> None:
    street = Street(engine=engine, kinds=kinds)
    await street.fed(event(at=street.clock()))
    await street.says(given=False, purpose=purpose)
    await street.passes(minutes=31)
    found = dict(await street.rows("SELECT kind, state FROM notices"))
    assert [found["ready"], found["extra"]] == states


async def test_refused_while_a_bundle_waits_for_its_channel(street: Street) -> None:
    await street.fed(*(event(number, at=street.clock()) for number in range(2)))
    while await release(street.office):
        pass
    await street.says(given=False)
    async with street.engine.begin() as connection:
        assert await stop(connection, PROVINCE, ["+84905000001"], street.clock()) == 1
    await street.step()
    assert street.sms.taken == []
    assert await street.notices() == [("calling", reasons.REFUSED)] * 2


async def test_wanted_again(street: Street) -> None:
    await street.says(given=False)
    await street.says(given=True)
    await street.fed(event(at=street.clock()))
    await street.step()
    assert len(street.sms.taken) == 1


async def test_a_wrong_number_is_called(street: Street) -> None:
    await street.fed(event(at=street.clock()))
    await street.rows("INSERT INTO wrong_numbers VALUES (:p, '+84905000001', now())", p=PROVINCE)
    await street.step()
    assert street.sms.taken == []
    assert await street.notices() == [("calling", reasons.WRONG_NUMBER)]


async def test_too_late_to_be_of_use(street: Street) -> None:
    street.clock.now = datetime.fromisoformat("2026-11-04T21:00+07:00")
    await street.fed(event(at=street.clock()))
    await street.step()
    await street.until("2026-11-08T09:00")
    assert street.sms.taken == []
    assert await street.notices() == [("expired", f"{reasons.EXPIRED} ({reasons.QUIET})")]
    assert await street.rows("SELECT kind, desk FROM tasks") == [("not_reached", "head")]


async def test_a_feed_that_fell_silent_holds_what_time_drives(engine: AsyncEngine) -> None:
    street = Street(engine=engine, kinds=(kind("clock", 9, by_time=True),))
    await street.fed(event(at=street.clock()))
    await street.rows("DELETE FROM unit_feeds")
    await street.rows("INSERT INTO unit_feeds VALUES (:p, 'H48.12', :at, :at)", p=PROVINCE, at=street.clock())
    await street.step()
    assert street.sms.taken == []
    assert await street.notices() == [("planned", reasons.SILENT)]


async def test_a_kind_that_breaks_stops_nobody_else(street: Street) -> None:
    await street.fed(event(1, at=street.clock()))
    await street.fed(event(2, at=street.clock(), phone="+84905000002", status_note="vỡ"))

    def breaks(case: Case) -> Decision:
        if case.dossier.status_note:
            raise RuntimeError(case.dossier.applicant.name)
        return in_state(case)

    await street.having(kind("ready", 9, decide=breaks)).step()
    assert [message.recipient for message in street.sms.taken] == ["+84905000001"]
    assert await street.notices() == [("out", None), ("planned", reasons.UNSPEAKABLE)]


async def test_planning_again_brings_nothing_back(street: Street) -> None:
    await street.fed(event(at=street.clock()))
    await street.step()
    await street.rows(
        "INSERT INTO watches VALUES (:p, 'H48.12-261102-0001', :at)", p=PROVINCE, at=street.clock()
    )
    await plan(street.office)
    await street.step()
    assert len(street.sms.taken) == 1
