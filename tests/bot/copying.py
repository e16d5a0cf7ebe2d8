"""Copies of notices for tests: a provider that fails as told, an office, notices with their copies."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import outbox
from bot.message import ChannelId, Limits, Outbound, ReceiptState
from bot.outbox import PostOffice
from bot.outbox_store import Draft, Kind
from bot.parcel import Content, to_json
from bot.reply import Say
from bot.wording import Wordings
from bot.wording_file import Entry
from db.tables.bot_notices import notices
from tests.webhooks.house import SetClock
from tests.webhooks.outbox import rows

ZALO, SMS = ChannelId("zalo_oa"), ChannelId("sms_http")
WORDS = Wordings({"told.ready": Entry(name="told.ready", version=1, chat="Hồ sơ {code} đã xong.")})
D, R, F = ReceiptState.DELIVERED, ReceiptState.READ, ReceiptState.FAILED
DAY = timedelta(days=1)


@dataclass
class Fake:
    """A provider. Fails as told, in turn; notes what is in the air."""

    limits: Limits = field(default_factory=lambda: Limits(length=2000))
    failures: list[Exception] = field(default_factory=list)
    seconds: float = 0.0
    sent: list[Outbound] = field(default_factory=list)
    in_air: Counter[str] = field(default_factory=Counter)

    async def send(self, message: Outbound) -> str | None:
        assert not self.in_air[message.recipient], "two of one recipient at once"
        self.in_air[message.recipient] += 1
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.in_air[message.recipient] -= 1
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append(message)
        return f"p{message.reference}"


def office(engine: AsyncEngine, clock: SetClock, **senders: Fake) -> PostOffice:
    named = {ChannelId(name): sender for name, sender in senders.items()}
    return PostOffice(engine=engine, province="51", senders=named, wordings=WORDS, clock=clock)


async def a_notice(engine: AsyncEngine, now: datetime, number: int = 1) -> int:
    statement = insert(notices).values(
        province="51",
        once_key=f"ready/{number}",
        kind="ready",
        subject=f"+8490000{number:04}",
        state="out",
        event_at=now,
        planned_at=now,
        next_at=now + DAY,
        expires_at=now + DAY,
    )
    async with engine.begin() as connection:
        return int((await connection.execute(statement.returning(notices.c.id))).scalar_one())


def copy(notice_id: int, now: datetime, channel: str = ZALO, **more: Any) -> Draft:
    content = Content(says=(Say(wording="told.ready", values={"code": f"H48.{notice_id}"}),))
    values: dict[str, Any] = {"recipient": f"r{notice_id}", "kind": Kind.NOTICE, "expires_at": now + DAY}
    values |= more
    return Draft(
        once_key=f"{values['kind']}/{notice_id}/{channel}/{more.get('recipient')}",
        channel=channel,
        content=to_json(content),
        wordings=("told.ready@1",),
        due_at=now,
        notice_id=notice_id if values["kind"] is Kind.NOTICE else None,
        **values,
    )


async def queue(engine: AsyncEngine, now: datetime, drafts: Sequence[Draft]) -> None:
    async with engine.begin() as connection:
        await outbox.queue(connection, "51", list(drafts), now)


async def one_copy(engine: AsyncEngine, clock: SetClock, **more: Any) -> int:
    number = await a_notice(engine, clock.now)
    await queue(engine, clock.now, [copy(number, clock.now, **more)])
    return number


async def standing(engine: AsyncEngine) -> tuple[str, str]:
    """States of the only copy and of its notice."""
    ((own, told),) = await rows(
        engine, "SELECT o.state, n.state FROM outbox o JOIN notices n ON n.id = o.notice_id"
    )
    return own, told
