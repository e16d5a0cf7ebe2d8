"""A notice on its ladder: late and doubled receipts, refusing channels, the call list; always an end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.ending.calls import CallOutcome, NotOnTheList, calls, record_call
from bot.ending.ends_store import count_overdue, overdue_notices
from bot.errors import SendError
from bot.message import ReceiptState
from bot.notifying import reasons
from bot.notifying.state import NoticeState
from tests.bot.leaving.releasing import EXTRA, OA, READY, SMS, TELEGRAM, URGENT, WORK, Street, event
from tests.bot.planning.planning import PROVINCE

GONE = SendError("the account is closed", retry=False)
AWAY = SendError("away", retry=True)


@pytest.fixture
async def street(engine: AsyncEngine) -> Street:
    """Somebody who agreed to notices in a Zalo chat."""
    street = Street(engine=engine)
    await street.chat(OA)
    await street.says(given=True)
    return street


async def told(street: Street) -> None:
    await street.fed(event(at=street.clock()))
    await street.step()


async def test_zalo_then_sms_then_the_call_list(street: Street) -> None:
    await told(street)
    assert (len(street.oa.taken), len(street.sms.taken)) == (1, 0)
    await street.passes(minutes=119)
    assert len(street.sms.taken) == 0
    await street.passes(minutes=1)
    assert (len(street.oa.taken), len(street.sms.taken)) == (1, 1)
    await street.passes(hours=2)
    assert await street.notices() == [("calling", "tin qua SMS đã gửi nhưng không có báo nhận")]
    assert (await street.next_at()).isoformat() == "2026-11-12T17:00:00+07:00"
    keys = await street.rows("SELECT once_key, state FROM outbox ORDER BY id")
    assert [state for _, state in keys] == ["sent", "sent"]
    assert len({key for key, _ in keys}) == 2


async def test_a_refused_channel_is_left_at_once(street: Street) -> None:
    street.oa.fails = GONE
    await told(street)
    assert len(street.sms.taken) == 1
    await street.receipt(ReceiptState.DELIVERED, street.sms.taken[0])
    assert await street.rows("SELECT state, ended_on FROM notices") == [("delivered", "sms_http")]


async def test_what_waits_for_a_retry_is_withdrawn(street: Street) -> None:
    street.oa.fails = AWAY
    await told(street)
    assert await street.rows("SELECT state FROM outbox") == [("queued",)]
    await street.passes(hours=2)
    street.oa.fails = None
    await street.passes(hours=1)
    assert (len(street.oa.taken), len(street.sms.taken)) == (0, 1)
    assert await street.rows("SELECT state FROM outbox ORDER BY id") == [("expired",), ("sent",)]


async def test_receipts_doubled_and_late(street: Street) -> None:
    await told(street)
    await street.passes(hours=2)
    (first,) = street.oa.taken
    for state in (ReceiptState.DELIVERED, ReceiptState.READ, ReceiptState.DELIVERED, ReceiptState.READ):
        await street.receipt(state, first)
    assert await street.rows("SELECT state, ended_on FROM notices") == [("read", "zalo_oa")]
    await street.passes(days=1)
    assert (len(street.oa.taken), len(street.sms.taken)) == (1, 1)


async def test_a_receipt_takes_it_off_the_call_list(street: Street) -> None:
    await told(street)
    await street.passes(hours=2)
    await street.passes(hours=2)
    assert [state for state, _ in await street.notices()] == ["calling"]
    await street.receipt(ReceiptState.DELIVERED, street.sms.taken[0])
    assert await street.notices() == [("delivered", None)]


async def test_acceptance_ends_it_where_nothing_more_is_heard(engine: AsyncEngine) -> None:
    street = Street(engine=engine)
    await street.chat(TELEGRAM)
    await street.says(given=True, channel="telegram")
    await told(street)
    assert await street.rows("SELECT state, ended_on FROM notices") == [("delivered", "telegram")]


async def test_the_next_rung_waits_for_the_morning(street: Street) -> None:
    await street.until("2026-11-10T20:00")
    await told(street)
    await street.until("2026-11-10T22:00")
    assert await street.notices() == [("out", reasons.QUIET)]
    await street.until("2026-11-11T08:00")
    assert len(street.sms.taken) == 1


async def test_no_further_copy_of_what_is_not_true_any_more(street: Street) -> None:
    street = street.having(WORK)
    await street.fed(event(at=street.clock(), status=4))
    await street.step()
    street.clock.pass_time(minutes=5)
    await street.fed(event(at=street.clock(), status=9))
    await street.passes(hours=2)
    assert (len(street.oa.taken), len(street.sms.taken)) == (1, 0)
    assert await street.notices() == [("dropped", "hồ sơ đã xong")]


async def test_refused_after_the_first_copy(street: Street) -> None:
    await told(street)
    await street.says(given=False)
    await street.passes(hours=2)
    assert street.sms.taken == []
    assert await street.notices() == [("calling", reasons.REFUSED)]


async def test_optional_ones_are_dropped_when_nothing_reaches(engine: AsyncEngine) -> None:
    street = Street(engine=engine, kinds=(EXTRA,))
    street.sms.fails = GONE
    await street.fed(event(at=street.clock()))
    await street.passes(minutes=31)
    assert await street.notices() == [("dropped", "tin qua SMS không gửi được")]


async def test_nobody_calls(engine: AsyncEngine) -> None:
    street = Street(engine=engine)
    street.sms.fails = GONE
    await told(street)
    assert [state for state, _ in await street.notices()] == ["calling"]
    await street.until("2026-11-12T16:59")
    assert [state for state, _ in await street.notices()] == ["calling"]
    await street.until("2026-11-12T17:00")
    assert await street.notices() == [("expired", reasons.NO_CALL)]
    assert await street.rows("SELECT kind, desk, unit_code FROM tasks") == [("not_reached", "head", "H48.12")]


@pytest.mark.parametrize(
    ("outcome", "state", "reason"),
    [
        pytest.param(CallOutcome.REACHED, "called", "đã báo qua điện thoại (Lê Thử)", id="reached"),
        pytest.param(CallOutcome.TOLD_IN_PERSON, "called", "đã báo trực tiếp (Lê Thử)", id="in person"),
        pytest.param(
            CallOutcome.REFUSED, "dropped", "người nhận không muốn nghe báo tin này (Lê Thử)", id="refused"
        ),
        pytest.param(
            CallOutcome.WRONG_NUMBER, "dropped", f"{reasons.WRONG_NUMBER} (Lê Thử)", id="wrong number"
        ),
        pytest.param(
            CallOutcome.NO_ANSWER,
            "calling",
            "tin qua SMS không gửi được; đã gọi 2 lần, lần cuối 09:00 10/11/2026",
            id="no answer",
        ),
    ],
)
async def test_how_a_call_went(engine: AsyncEngine, outcome: CallOutcome, state: str, reason: str) -> None:
    street = Street(engine=engine)
    street.sms.fails = GONE
    await told(street)
    async with engine.begin() as connection:
        (call,) = await calls(connection, PROVINCE, "H48.12")
        assert await calls(connection, PROVINCE, "H48.99") == []
        await record_call(
            connection, PROVINCE, call.notice_id, CallOutcome.NO_ANSWER, "Lê Thử", street.clock()
        )
        after = await record_call(connection, PROVINCE, call.notice_id, outcome, " Lê  Thử", street.clock())
    assert (after.value, await street.notices()) == (state, [(state, reason)])
    wrong = await street.rows("SELECT phone FROM wrong_numbers")
    tasks = await street.rows("SELECT kind FROM tasks")
    is_wrong = outcome is CallOutcome.WRONG_NUMBER
    assert (wrong, tasks) == (([("+84905000001",)], [("wrong_number",)]) if is_wrong else ([], []))
    if after is not NoticeState.CALLING:
        with pytest.raises(NotOnTheList):
            async with engine.begin() as connection:
                await record_call(
                    connection, PROVINCE, call.notice_id, CallOutcome.REACHED, "Lê Thử", street.clock()
                )


async def test_a_call_closes_the_task_to_find_a_way(engine: AsyncEngine) -> None:
    """The last one of the dossier does: until then somebody is left to be called."""
    street = Street(engine=engine).having(READY, URGENT)
    named = event(at=street.clock())
    unknown = replace(named, applicant=replace(named.applicant, phone=None))
    await street.fed(unknown)
    opened = "SELECT state, outcome, done_by FROM tasks WHERE kind = 'no_phone'"
    first, last = await _to_call(engine)
    for call, kept in ((first, ("open", None, None)), (last, ("done", "told_in_person", "Lê Thử"))):
        async with engine.begin() as connection:
            await record_call(
                connection, PROVINCE, call, CallOutcome.TOLD_IN_PERSON, "Lê  Thử", street.clock()
            )
        assert await street.rows(opened) == [kept]


async def _to_call(engine: AsyncEngine) -> list[int]:
    async with engine.connect() as connection:
        return [call.notice_id for call in await calls(connection, PROVINCE)]


async def test_why_a_fixed_line_is_called(engine: AsyncEngine) -> None:
    street = Street(engine=engine).having(READY)
    await street.fed(event(phone="+842363888999", at=street.clock()))
    await street.step()
    assert await street.notices() == [("calling", reasons.FIXED_LINE)]


@pytest.mark.parametrize("dead", [(), (SMS,), (OA,), (OA, SMS)], ids=str)
async def test_none_is_left_without_an_end(street: Street, dead: tuple[str, ...]) -> None:
    street.oa.fails = GONE if OA in dead else None
    street.sms.fails = GONE if SMS in dead else None
    await street.fed(*(event(number, at=street.clock()) for number in range(4)))
    looks = "SELECT min(next_at) FROM notices"
    while (await street.rows(looks))[0][0] is not None:
        ((street.clock.now,),) = await street.rows(looks)
        await street.step()
        async with street.engine.connect() as connection:
            assert await overdue_notices(connection, PROVINCE, street.clock()) == []
    assert {state for state, _ in await street.notices()} == {"expired"}


@pytest.mark.parametrize(
    ("forged", "values"),
    [
        pytest.param("state = 'out', next_at = NULL", {}, id="nobody will look at it"),
        pytest.param("state = 'planned', next_at = :at", {"at": timedelta(hours=-1)}, id="nobody looks"),
        pytest.param("state = 'calling', next_at = :at", {"at": timedelta(hours=-1)}, id="nobody calls"),
    ],
)
async def test_the_checker_finds_a_stuck_one(
    street: Street, forged: str, values: dict[str, timedelta]
) -> None:
    await told(street)
    at = {name: street.clock() + away for name, away in values.items()}
    await street.rows(f"UPDATE notices SET {forged}", **at)
    async with street.engine.connect() as connection:
        (found,) = await overdue_notices(connection, PROVINCE, street.clock())
        assert await count_overdue(connection, PROVINCE, street.clock()) == 1
    assert found.kind == "ready"


async def test_a_channel_that_is_away_in_the_evening_sends_in_the_morning(engine: AsyncEngine) -> None:
    """Nobody is woken, and the channel has its turn when the hours open."""
    street = Street(engine=engine)
    street.sms.fails = AWAY
    street.clock.pass_time(hours=11, minutes=28)
    await told(street)
    for _ in range(4):
        await street.passes(minutes=10)
    street.sms.fails = None
    await street.passes(minutes=30)
    assert (street.sms.taken, [state for state, _ in await street.notices()]) == ([], ["out"])
    await street.until("2026-11-11T08:01")
    assert len(street.sms.taken) == 1
    assert [state for state, _ in await street.notices()] == ["out"]
