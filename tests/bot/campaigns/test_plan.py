"""Rows become notices: each phone once, each at its turn, whatever dies meanwhile."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.campaigns import orders, pace_store
from bot.campaigns.listing import Recipient
from bot.campaigns.plan import content, plan
from bot.campaigns.template import filler
from bot.message import Limits
from bot.parcel import from_json
from bot.reply import Value
from bot.wording import Wordings
from bot.wording_file import load_entries
from tests.bot.campaigns.make import (
    NOW,
    PROVINCE,
    STARTED,
    made,
    office,
    phone,
    recipients,
    rows_of,
    running,
)


async def test_a_row_becomes_a_notice(engine: AsyncEngine) -> None:
    campaign_id = await running(engine, 1)
    assert await plan(office(engine)) == 1
    ((content, *rest),) = await rows_of(
        engine,
        "SELECT content, once_key, kind, subject, unit_code, campaign_id, state,"
        " event_at, planned_at, expires_at FROM notices",
    )
    (say,) = from_json(content).says
    assert say.wording == "campaign.of_person"
    assert say.values == {
        "chat": "UBND xã Bình Sơn: ngày 24/11/2026 tạm nghỉ do bão. Kính báo Ông/Bà Người thứ 0.",
        "sms": "UBND xa Binh Son: ngay 24/11/2026 tam nghi do bao. Kinh bao Ong/Ba Người thứ 0.",
    }
    key = f"campaign/{campaign_id}/{phone(0)}"
    assert rest[:6] == [key, "campaign", phone(0), "H48.12", campaign_id, "planned"]
    assert rest[6:] == [NOW, STARTED, NOW + timedelta(days=1)]


@pytest.mark.parametrize(
    ("text", "values", "shown"),
    [
        pytest.param("Ngày mai nghỉ.", {}, True, id="the same for everybody"),
        pytest.param("Kính báo {ten}.", {"ten": "Người thứ 0"}, False, id="a name"),
        pytest.param("Nộp {phi}.", {"phi": "7.654.321 đồng"}, False, id="whatever differs"),
        pytest.param("Hồ sơ {code} dời ngày.", {"code": "H48.12-261102-0007"}, False, id="a dossier"),
        pytest.param("Hồ sơ {ma} dời ngày.", {"ma": "h48.12-261102-0007"}, False, id="by another name"),
        pytest.param("Thủ tục {procedure} đổi nơi nộp.", {"procedure": "x"}, False, id="what it is about"),
        pytest.param("{unit} dời trụ sở.", {"unit": "UBND xã Bình Sơn"}, True, id="who speaks"),
    ],
)
def test_abroad_no_campaign_names_a_dossier(text: str, values: dict[str, Value], shown: bool) -> None:
    says = content(filler(text, None), values).says
    wordings = Wordings(load_entries())
    told = wordings.render(says, (), Limits(length=2000, discreet=True)).text
    here = wordings.render(says, (), Limits(length=2000)).text
    assert (told == here) is shown
    assert shown or not any(str(value) in told for value in values.values())


async def test_each_at_its_turn_over_portions(engine: AsyncEngine) -> None:
    await running(engine, 7, rate=60)
    assert await plan(office(engine), portion=3) == 7
    turns = [turn for (turn,) in await rows_of(engine, "SELECT next_at FROM notices ORDER BY id")]
    assert [(turn - STARTED).total_seconds() for turn in turns] == [0, 1, 2, 3, 4, 5, 6]


async def test_a_phone_gets_one_notice(engine: AsyncEngine) -> None:
    again = [Recipient(row=n, phone=phone(1), values={"ten": "A"}) for n in (7, 9)]
    campaign_id = (await made(engine, [*recipients(3), *again])).id
    assert campaign_id is not None
    async with engine.begin() as connection:
        await orders.approve(connection, PROVINCE, campaign_id, by="Lê Duyệt", count=5, version=1, now=NOW)
    assert await plan(office(engine), portion=2) == 5
    assert await rows_of(engine, "SELECT count(*) FROM notices") == [(3,)]
    assert await plan(office(engine)) == 0


async def test_two_planners_at_once(engine: AsyncEngine) -> None:
    await running(engine, 200)
    await running(engine, 100, name="Khác")
    counts = await asyncio.gather(*(plan(office(engine), portion=10) for _ in range(3)))
    while more := await plan(office(engine), portion=10):  # who found all locked went home early
        counts = [*counts, more]
    assert sum(counts) == 300
    assert await rows_of(engine, "SELECT count(*), count(DISTINCT once_key) FROM notices") == [(300, 300)]


async def test_killed_between_insert_and_mark(engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a portion did is undone with it; the next planner goes on behind the last whole one."""
    await running(engine, 9)
    real, calls = pace_store.insert_notices, 0

    async def dies(connection: AsyncConnection, *args: Any, **named: Any) -> int:
        nonlocal calls
        calls += 1
        written = await real(connection, *args, **named)
        if calls == 2:
            raise ConnectionResetError
        return written

    with monkeypatch.context() as patched:
        patched.setattr(pace_store, "insert_notices", dies)
        with pytest.raises(ConnectionResetError):
            await plan(office(engine), portion=4)
    assert await rows_of(engine, "SELECT count(*) FROM notices") == [(4,)]
    assert await rows_of(engine, "SELECT planned_row FROM campaigns") == [(5,)]
    assert await plan(office(engine), portion=4) == 5
    assert await rows_of(engine, "SELECT count(DISTINCT subject) FROM notices") == [(9,)]


async def test_late_planning_is_not_caught_up_with(engine: AsyncEngine) -> None:
    await running(engine, 4, rate=60)
    late = STARTED + timedelta(hours=3)
    await plan(office(engine, lambda: late), portion=2)
    turns = [turn for (turn,) in await rows_of(engine, "SELECT next_at FROM notices ORDER BY id")]
    assert [(turn - late).total_seconds() for turn in turns] == [0, 1, 2, 3]
