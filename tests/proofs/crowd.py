"""Synthetic people, their dossiers' events, their chats, and campaigns to them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.campaigns import orders
from bot.campaigns.campaign import LEAST_UNDO, Text
from bot.campaigns.listing import Recipient
from bot.campaigns.making import make
from bot.message import ChannelId
from bot.planning import feeds, watch
from db.tables.bot import consents, conversations
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.store import apply
from tests.bot.make import dossier
from tests.proofs.children import OA, PROVINCE, TELEGRAM

UNITS = 40
IN_CAMPAIGN = "+8491"
"""How numbers of those begin to whom campaigns go. None of them is refused."""
_KINDS = (
    {"status": 2, "due_at": "2026-11-27T17:00:00+07:00"},
    {"status": 5, "supplement": {"no": "05/PBS", "items": [{"name": "Bản sao giấy khai sinh"}]}},
    {"status": 9, "due_at": "2026-11-10T17:00:00+07:00"},
    {"status": 9, "due_at": "2026-11-13T17:00:00+07:00"},
)
"""Accepted, papers missing, ready, ready early: each is told by one kind of notice."""


def phone(number: int) -> str:
    """Two dossiers in every sixteen are of one person, whose notices can be one message."""
    owner = number - 1 if number % 16 == 9 else number
    return f"+8490{owner:07}"


def code(number: int) -> str:
    return f"H48.{number % UNITS + 1}-261102-{number:05}"


def event(number: int, at: datetime, *, sequence: int | None = 12) -> Dossier:
    unit = {"code": f"H48.{number % UNITS + 1}", "name": "UBND xã Bình Sơn", "phone": "0255 000 0012"}
    kind = dict(_KINDS[(number // 8) % len(_KINDS)])
    if kind["status"] == 9:
        kind["finished_at"] = at.isoformat()
    return dossier(
        code=code(number),
        unit=unit,
        applicant={"name": "Nguyễn Văn Thử", "phone": phone(number)},
        received_at="2026-11-09T09:15:00+07:00" if kind["status"] == 2 else "2026-11-02T09:15:00+07:00",
        updated_at=at.isoformat(),
        sequence=sequence,
        **kind,
    )


def chat_of(number: int) -> ChannelId | None:
    """A third each has agreed to notices in a Zalo chat, in a Telegram chat, and nowhere."""
    return (OA, TELEGRAM, None)[(number // 2) % 3]


async def agree(engine: AsyncEngine, numbers: Sequence[int], now: datetime) -> None:
    """Chats in which phones are proven, and consent to notices there."""
    found = {phone(number): (chat_of(number), f"u{number}") for number in numbers}
    chats, said = [], []
    for subject, (channel, sender) in found.items():
        if channel is None:
            continue
        common = {"province": PROVINCE, "channel": channel, "sender": sender}
        chats.append(common | {"state": {}, "phone": subject, "phone_proven_at": now, "last_at": now})
        said.append(
            common | {"subject": subject, "purpose": "notices", "given": True, "wording": "w@1", "at": now}
        )
    async with engine.begin() as connection:
        await connection.execute(insert(conversations), chats)
        await connection.execute(insert(consents), said)


async def feed(engine: AsyncEngine, events: Sequence[Dossier], now: datetime) -> None:
    """As webhooks/feed.py takes them."""
    async with engine.begin() as connection:
        await apply(connection, PROVINCE, events, Source.FEED)
        await feeds.heard(connection, PROVINCE, {event.unit.code for event in events}, now)
        await watch.note(connection, PROVINCE, [event.code for event in events], now)


async def campaign(engine: AsyncEngine, numbers: Sequence[int], now: datetime) -> int:
    """To these people, approved; its undo window is the shortest there is."""
    text = Text(
        name="Nghỉ do bão",
        chat="UBND xã Bình Sơn: ngày 24/11/2026 tạm nghỉ do bão. Kính báo Ông/Bà {ten}.",
        sms="UBND xa Binh Son: ngay 24/11/2026 tam nghi do bao. Kinh bao Ong/Ba {ten}.",
        unit_code="H48.12",
        urgent=True,
        rate=100_000,
        ends_at=now + timedelta(days=1),
    )
    rows = [
        Recipient(row=at + 2, phone=f"{IN_CAMPAIGN}{number:06}0", values={"ten": f"Thử {number}"})
        for at, number in enumerate(numbers)
    ]
    async with engine.begin() as connection:
        made = await make(connection, PROVINCE, text, rows, by="Trần Soạn", now=now)
        assert made.id is not None
        await orders.approve(
            connection,
            PROVINCE,
            made.id,
            by="Lê Duyệt",
            count=len(rows),
            version=1,
            now=now,
            undo=LEAST_UNDO,
        )
    return made.id
