"""A campaign to invented people, approved, its rows staged."""

from dataclasses import replace
from datetime import timedelta

from bench.morning import NINE, execute
from bot.campaigns import orders, store
from bot.campaigns.campaign import LEAST_UNDO, RATES, Text
from bot.notifying.office import NoticeOffice

WORDS = Text(
    name="Nghỉ do bão",
    chat="UBND xã Thử Nghiệm: ngày 25/11/2026 tạm nghỉ do bão. Kính báo Ông/Bà {ten}, hẹn {ngay}.",
    sms="UBND xa Thu Nghiem: ngay 25/11/2026 tam nghi do bao. Kinh bao Ong/Ba {ten}, hen {ngay}.",
    unit_code="H48.10",
    urgent=True,
    rate=RATES[-1],
    ends_at=NINE + timedelta(days=2),
)
ROWS = """
    INSERT INTO campaign_rows (province, campaign_id, row, phone, values)
    SELECT '51', CAST(:campaign AS bigint), n + 1, '+8490' || lpad(n::text, 7, '0'),
           jsonb_build_object('ten', 'Người thứ ' || n, 'ngay', '27/11/2026')
    FROM generate_series(1, CAST(:people AS int)) AS n
    """


async def stage(office: NoticeOffice, people: int, rate: int = RATES[-1]) -> None:
    """`rate` a minute. From `LEAST_UNDO` after nine on its notices may be planned."""
    words = replace(WORDS, rate=rate)
    async with office.engine.begin() as connection:
        number = await store.create(connection, office.province, words, "Trần Soạn", NINE)
    await execute(office.engine, ROWS, campaign=number, people=people)
    async with office.engine.begin() as connection:
        await store.set_rows(connection, office.province, number, people)
        await orders.approve(
            connection,
            office.province,
            number,
            by="Lê Duyệt",
            count=people,
            version=1,
            now=NINE,
            undo=LEAST_UNDO,
        )
    await execute(office.engine, "VACUUM ANALYZE campaign_rows", "CHECKPOINT")
