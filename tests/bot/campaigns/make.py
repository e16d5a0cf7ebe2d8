"""Campaigns, lists and an office for their tests."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.campaigns import orders
from bot.campaigns.campaign import Text
from bot.campaigns.listing import BadRow, Recipient
from bot.campaigns.making import Made, make
from bot.notifying.office import NoticeOffice
from bot.notifying.rules import load_rules
from bot.outbox import PostOffice
from bot.wording import Wordings
from vietnam.calendar import VN, load_calendar

PROVINCE = "51"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VN)
STARTED = NOW + timedelta(minutes=2)


def text(**changed: Any) -> Text:
    values: dict[str, Any] = {
        "name": "Nghỉ do bão",
        "chat": "UBND xã Bình Sơn: ngày 24/11/2026 tạm nghỉ do bão. Kính báo Ông/Bà {ten}.",
        "sms": "UBND xa Binh Son: ngay 24/11/2026 tam nghi do bao. Kinh bao Ong/Ba {ten}.",
        "unit_code": "H48.12",
        "urgent": True,
        "rate": 60,
        "ends_at": NOW + timedelta(days=1),
    }
    return Text(**values | changed)


def phone(number: int) -> str:
    return f"+8490500{number:04}"


def recipients(count: int, **changed: Any) -> list[Recipient]:
    """Rows as a list's: the first is row 2."""
    return [
        Recipient(row=n + 2, phone=phone(n), values={"ten": f"Người thứ {n}", **changed})
        for n in range(count)
    ]


async def made(engine: AsyncEngine, rows: Iterable[Recipient | BadRow], **options: Any) -> Made:
    changed = {key: options.pop(key) for key in list(options) if key in Text.__annotations__}
    async with engine.begin() as connection:
        return await make(connection, PROVINCE, text(**changed), rows, by="Trần Soạn", now=NOW, **options)


async def drafted(engine: AsyncEngine, count: int, **changed: Any) -> int:
    campaign_id = (await made(engine, recipients(count), **changed)).id
    assert campaign_id is not None
    return campaign_id


async def running(engine: AsyncEngine, count: int, **changed: Any) -> int:
    """Approved at `NOW`, started before `STARTED`."""
    campaign_id = await drafted(engine, count, **changed)
    async with engine.begin() as connection:
        await orders.approve(
            connection, PROVINCE, campaign_id, by="Lê Duyệt", count=count, version=1, now=NOW
        )
    return campaign_id


def office(engine: AsyncEngine, clock: Callable[[], datetime] = lambda: STARTED) -> NoticeOffice:
    post = PostOffice(engine=engine, province=PROVINCE, senders={}, wordings=Wordings({}), clock=clock)
    return NoticeOffice(
        post=post,
        kinds={},
        calendar=load_calendar(),
        rules=load_rules,
        neutral=lambda _: False,
        bereaved=lambda _: False,
        secret=b"of this test",
    )


async def rows_of(engine: AsyncEngine, query: str, **values: Any) -> list[tuple[Any, ...]]:
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(sql(query), values)]


def listing(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("".join(line + "\r\n" for line in lines).encode(encoding))
    return path
