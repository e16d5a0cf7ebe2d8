"""Notices of campaigns are released apart from all others, and only while their campaign runs."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.campaigns import orders
from bot.copies import deliver_notices
from bot.errors import SendError
from bot.leaving.release import hold_stopped, release
from bot.notifying import reasons
from bot.parcel import Content, to_json
from bot.reply import Say
from db.tables.bot_notices import campaigns, notices
from tests.bot.leaving.releasing import Street, kind
from tests.bot.planning.planning import PROVINCE

CAMPAIGN = replace(kind("campaign", duty=False), decide=None)
SAYS = Say(wording="told.one", values={"code": "chung", "status": 1})


async def a_campaign(street: Street, *, state: str = "running", urgent: bool = False) -> None:
    """With one notice, due now."""
    now = street.clock()
    campaign = {
        "province": PROVINCE, "name": "bão", "chat": "…", "state": state, "urgent": urgent, "rate": 60,
        "created_by": "A", "created_at": now, "ends_at": now + timedelta(days=2),
    }  # fmt: skip
    async with street.engine.begin() as connection:
        made = await connection.execute(insert(campaigns).values(campaign).returning(campaigns.c.id))
        number = made.scalar_one()
        notice = {
            "province": PROVINCE, "once_key": f"campaign/{number}", "kind": "campaign", "campaign_id": number,
            "subject": "+84905000001", "content": to_json(Content(says=(SAYS,))), "state": "planned",
            "event_at": now, "planned_at": now, "next_at": now, "expires_at": now + timedelta(days=2),
        }  # fmt: skip
        await connection.execute(insert(notices).values(notice))


async def go(street: Street) -> int:
    released = await release(street.office, campaigns=True)
    await deliver_notices(street.office.post)
    return released


@pytest.fixture
def street(engine: AsyncEngine) -> Street:
    return Street(engine=engine, kinds=(CAMPAIGN,))


async def test_it_leaves_with_its_own_words(street: Street) -> None:
    await a_campaign(street)
    assert await release(street.office) == 0
    assert await go(street) == 1
    (message,) = street.sms.taken
    assert message.text.startswith("Ho so chung: 1. Ma tin ")
    assert message.text.endswith("Tu choi: TC KS")


@pytest.mark.parametrize("state", ["draft", "stopped", "done"])
async def test_it_stays_while_its_campaign_does_not_run(street: Street, state: str) -> None:
    await a_campaign(street, state=state)
    assert await go(street) == 0
    assert await street.notices() == [("planned", None)]


@pytest.mark.parametrize(
    ("urgent", "purpose", "state"),
    [
        pytest.param(False, "extras", "dropped", id="no extras"),
        pytest.param(True, "extras", "out", id="no extras, but it is urgent"),
        pytest.param(True, "notices", "dropped", id="nothing at all"),
    ],
)
async def test_who_refuses(street: Street, urgent: bool, purpose: str, state: str) -> None:
    await a_campaign(street, urgent=urgent)
    await street.says(given=False, purpose=purpose)
    await go(street)
    assert [found for found, _ in await street.notices()] == [state]


async def test_an_urgent_one_leaves_at_night(street: Street) -> None:
    street.clock.pass_time(hours=14)
    await a_campaign(street, urgent=True)
    await a_campaign(street)
    await go(street)
    assert await street.notices() == [("out", None), ("planned", reasons.QUIET)]


async def test_what_is_out_of_a_stopped_campaign_waits_for_its_receipt_and_ends(street: Street) -> None:
    await a_campaign(street)
    await go(street)
    await street.rows("UPDATE campaigns SET state = 'stopped'")
    street.clock.pass_time(hours=3)
    assert (await hold_stopped(street.office), await go(street)) == (0, 0)
    assert await street.notices() == [("out", None)]
    street.clock.pass_time(days=2)
    assert await hold_stopped(street.office) == 1
    assert await street.notices() == [("expired", reasons.CAMPAIGN_STOPPED)]


async def test_what_waits_in_the_queue_of_a_stopped_campaign_does_not_leave(street: Street) -> None:
    """A provider that comes back an hour later gets nothing; who resumes sends each copy once."""
    street.sms.fails = SendError("away", retry=True)
    await a_campaign(street)
    await go(street)
    async with street.engine.begin() as connection:
        await orders.stop(connection, PROVINCE, 1, "dừng", by="Lê Duyệt", now=street.clock())
    street.sms.fails = None
    street.clock.pass_time(hours=1)
    await go(street)
    assert (street.sms.taken, await street.notices()) == ([], [("planned", None)])
    async with street.engine.begin() as connection:
        await orders.resume(connection, PROVINCE, 1, street.clock(), by="Lê Duyệt")
    await go(street)
    await go(street)
    assert len(street.sms.taken) == 1
    assert await street.notices() == [("out", None)]
