"""A number is erased while its dossier still says it: told stays told, refused stays refused."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.erase_phone import erase_phone
from db.metadata import metadata
from db.tables.bot_notices import wrong_numbers
from tests.bot.leaving.releasing import EXTRA, READY, WORK, Street, event
from tests.bot.planning.planning import PROVINCE

PHONE = "+84905000001"


async def everything(engine: AsyncEngine) -> str:
    rows: list[str] = []
    async with engine.connect() as connection:
        for table in {table.name for table in metadata.sorted_tables} - {"dossiers", "dossier_changes"}:
            rows += (await connection.execute(text(f"SELECT to_jsonb(t)::text FROM {table} t"))).scalars()
    return "\n".join(rows)


async def erased(street: Street) -> None:
    office = street.office
    await erase_phone(street.engine, PROVINCE, PHONE, street.clock(), key=office.secret)


async def test_what_was_told_is_not_told_again(engine: AsyncEngine) -> None:
    street = Street(engine=engine).having(READY, EXTRA)
    await street.fed(event(at=street.clock()))
    await street.step()
    told = len(street.sms.taken)
    await erased(street)
    await street.passes(hours=1)
    await street.fed(event(at=street.clock(), result_delivery="post"))
    await street.passes(hours=1)
    assert told > 0
    assert len(street.sms.taken) == told
    assert "905000001" not in await everything(engine)


async def test_a_new_fact_is_told_and_not_twice(engine: AsyncEngine) -> None:
    street = Street(engine=engine).having(WORK, READY)
    await street.fed(event(status=4, at=street.clock()))
    await street.step()
    await erased(street)
    await street.passes(hours=1)
    await street.fed(event(status=9, at=street.clock()))
    await street.passes(minutes=1)
    await erased(street)
    await street.fed(event(status=9, at=street.clock(), result_delivery="post"))
    await street.passes(hours=30)
    assert len(street.sms.taken) == 2
    assert "905000001" not in await everything(engine)


async def _refuses(street: Street) -> None:
    await street.says(given=False)


async def _is_wrong(street: Street) -> None:
    async with street.engine.begin() as connection:
        values = {"province": PROVINCE, "phone": PHONE, "at": street.clock()}
        await connection.execute(insert(wrong_numbers).values(values))


@pytest.mark.parametrize(
    "word", [pytest.param(_refuses, id="no"), pytest.param(_is_wrong, id="wrong number")]
)
@pytest.mark.parametrize("times", [1, 2])
async def test_a_refusal_outlives_the_number(engine: AsyncEngine, word: object, times: int) -> None:
    street = Street(engine=engine).having(READY, EXTRA)
    assert callable(word)
    await word(street)
    for _ in range(times):
        await erased(street)
    assert "905000001" not in await everything(engine)
    await street.fed(event(at=street.clock()))
    await street.passes(hours=1)
    assert street.sms.taken == []
    assert {state for state, _ in await street.notices()} == {"calling", "dropped"}


async def test_who_asks_for_notices_again_gets_them(engine: AsyncEngine) -> None:
    street = Street(engine=engine).having(READY)
    await _refuses(street)
    await _is_wrong(street)
    await erased(street)
    street.clock.now += timedelta(days=1)
    await street.says(given=True)
    await street.fed(event(at=street.clock()))
    await street.passes(hours=1)
    assert len(street.sms.taken) == 1
