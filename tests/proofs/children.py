"""What runs in processes that are killed: the real worker and the real server, on a clock and with senders
that outlive them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.message import ChannelId, Limits, Sender
from bot.notifying.notice import load_notices
from bot.notifying.office import NoticeOffice
from bot.notifying.rules import load_rules
from bot.outbox import PostOffice
from bot.wording import Wordings
from bot.wording_file import load_entries
from db.engine import create_engine
from tests.proofs.journal import JournalSender
from tests.proofs.shared_clock import SharedClock
from tests.webhooks.house import Configured, echo_intents, load_echo
from vietnam.calendar import load_calendar
from webhooks.house import Base, Clock
from webhooks.serve import serve
from webhooks.settings import Settings
from webhooks.wiring import open_house
from webhooks.worker import work

PROVINCE = "51"
SECRET = "only-for-tests"
NAME = "motcua child"
"""Of its connections, so that whoever kills it sees when the database has noticed."""
SMS, OA, TELEGRAM = map(ChannelId, ("sms_http", "zalo_oa", "telegram"))
REFUSED = "13"
"""Last digits of numbers that no SMS reaches."""


def limits(*, dedupes: bool) -> dict[ChannelId, Limits]:
    return {
        OA: Limits(length=2000, window=timedelta(days=7), dedupes=dedupes),
        TELEGRAM: Limits(length=4096, receipts=False, dedupes=dedupes),
        SMS: Limits(length=459, plain=True, dedupes=dedupes),
    }


@dataclass(frozen=True, kw_only=True)
class World:
    """All that a child is told."""

    database_url: str
    clock: str
    journal: str
    data_dir: str
    dedupes: bool = False
    unheard: float = 0.002
    port: int = 0


@lru_cache(maxsize=1)
def wordings() -> Wordings:
    return Wordings(load_entries())


def warm_up() -> None:
    """What each child would read for itself."""
    wordings()
    load_notices()
    load_calendar()


def notice_office(
    engine: AsyncEngine, clock: Clock, with_senders: Mapping[ChannelId, Sender]
) -> NoticeOffice:
    post = PostOffice(
        engine=engine, province=PROVINCE, senders=with_senders, wordings=wordings(), clock=clock
    )
    return NoticeOffice(
        post=post,
        kinds=load_notices(),
        calendar=load_calendar(),
        rules=lru_cache(maxsize=8)(load_rules),
        neutral=lambda dossier: False,
        bereaved=lambda dossier: False,
        secret=b"of this test",
    )


def senders(journal: Path, *, dedupes: bool, unheard: float) -> dict[ChannelId, JournalSender]:
    """`unheard`: the share of messages that are taken without an answer."""
    return {
        name: JournalSender(name, limit, journal, unheard=unheard, refuses=REFUSED if name == SMS else "")
        for name, limit in limits(dedupes=dedupes).items()
    }


def base(engine: AsyncEngine, clock: Clock, with_senders: Mapping[ChannelId, Sender]) -> Base:
    async def judge() -> bool:
        return False

    office = notice_office(engine, clock, with_senders)
    return Base(
        engine=engine,
        province=PROVINCE,
        clock=clock,
        live=True,
        channels={},
        office=office.post,
        notices=office,
        judge=judge,
    )


def named_engine(url: str) -> AsyncEngine:
    engine = create_engine(url)

    @event.listens_for(engine.sync_engine, "connect")
    def name(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET application_name = '{NAME}'")
        cursor.close()

    return engine


async def be_worker(world: World) -> None:
    clock = SharedClock(Path(world.clock))
    engine = named_engine(world.database_url)
    by_channel = senders(Path(world.journal), dedupes=world.dedupes, unheard=world.unheard)
    await work(base(engine, clock, by_channel), asyncio.Event())


async def be_server(world: World) -> None:
    """Takes events; what it queues a worker sends."""
    opened = open_house(
        Settings(
            database_url=SecretStr(world.database_url),
            data_dir=Path(world.data_dir),
            feed_secret=SecretStr(SECRET),
        ),
        SharedClock(Path(world.clock)),
        read=Configured(()),
        wordings=wordings(),
        load_understanding=load_echo,
        intents=echo_intents,
        shipped=tuple,
    )
    await serve(opened, port=world.port)


ROLES = {"worker": be_worker, "server": be_server}
