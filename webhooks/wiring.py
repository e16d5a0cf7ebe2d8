"""Composition root: settings become engine, channels, knowledge, assistant. Only this reads settings."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from bot.intent import Intent, Policy, Services, load_intents
from bot.message import ChannelId
from bot.notifying.notice import load_notices
from bot.notifying.office import NoticeOffice
from bot.notifying.rules import load_rules
from bot.outbox import PostOffice
from bot.turn import Assistant
from bot.wording import Wordings
from bot.wording_file import load_entries
from db.engine import database
from knowledge.procedures.procedure import Procedure
from knowledge.procedures.shipped import load_shipped
from nlu.meaning import IntentName
from vietnam.calendar import VN, load_calendar
from webhooks.channel import Outside, ReadSettings, kinds
from webhooks.house import Base, Clock, House, senders
from webhooks.judge import Judge
from webhooks.known import Known, LoadUnderstanding, load_known, read_version
from webhooks.settings import Settings, data_key, from_environment
from webhooks.training import load_trained

SEND_TIMEOUT = 15
"""Seconds for one call of a provider; below bot.outbox.STUCK_AFTER."""
CONNECT_TIMEOUT = 5
POOL_SIZE = 15
"""Connections of one process, and no more under load: a new one costs as much as several turns, and a turn
that waits for one costs nothing."""
TEXT_CHANNELS = (ChannelId("sms_smpp"), ChannelId("sms_http"))
"""By which a one-time code may leave, the better one first."""


def wall_clock() -> datetime:
    return datetime.now(VN)


def read_settings() -> Settings:
    return from_environment(Settings)


@asynccontextmanager
async def open_base(
    settings: Settings,
    clock: Clock = wall_clock,
    *,
    read: ReadSettings = from_environment,
    wordings: Wordings | None = None,
    shipped: Callable[[], Sequence[Procedure]] = load_shipped,
    pool_size: int = POOL_SIZE,
) -> AsyncIterator[Base]:
    """The migrated database, the channels, the post office. `read` gives each channel its settings."""
    url = settings.database_url.get_secret_value() if settings.database_url else None
    timeout = ClientTimeout(total=SEND_TIMEOUT, sock_connect=CONNECT_TIMEOUT)
    # No limit of its own over all providers (bot/slots.py and bot/copies.py have one for each): a dead one
    # would hold every connection.
    async with (
        database(url, settings.data_dir, pool_size=pool_size, max_overflow=0) as engine,
        ClientSession(timeout=timeout, connector=TCPConnector(limit=0)) as http,
    ):
        outside = Outside(http=http, public_url=settings.public_url)
        opened = {kind.id: kind.open(read, outside) for kind in kinds()}
        channels = {name: channel for name, channel in opened.items() if channel is not None}
        limits = {kind.id: kind.limits for kind in kinds()}
        office = PostOffice(
            engine=engine,
            province=settings.province,
            senders=senders(settings.live, limits, channels),
            wordings=wordings or Wordings(load_entries()),
            clock=clock,
        )
        judge = Judge(engine, settings.province, shipped)
        await judge.look()
        yield Base(
            engine=engine,
            province=settings.province,
            clock=clock,
            live=settings.live,
            channels=channels,
            office=office,
            notices=_notices(settings, office, judge),
            judge=judge.look,
        )


def _notices(settings: Settings, office: PostOffice, judge: Judge) -> NoticeOffice:
    return NoticeOffice(
        post=office,
        kinds=load_notices(),
        calendar=load_calendar(),
        rules=lru_cache(maxsize=8)(load_rules),
        neutral=judge.neutral,
        bereaved=judge.bereaved,
        secret=data_key(settings),
        hotline=settings.hotline,
        samples=not settings.live,
    )


@asynccontextmanager
async def open_house(
    settings: Settings,
    clock: Clock = wall_clock,
    *,
    read: ReadSettings = from_environment,
    delivers: bool = True,
    wordings: Wordings | None = None,
    load_understanding: LoadUnderstanding = load_trained,
    intents: Callable[[], Mapping[IntentName, Intent]] = load_intents,
    shipped: Callable[[], Sequence[Procedure]] = load_shipped,
) -> AsyncIterator[House]:
    """Everything that talks. `delivers` False: replies are shown by the caller and never leave."""

    async def known_now() -> Known:
        return await load_known(base.engine, base.province, settings.data_dir, load_understanding, shipped)

    async def look(house: House) -> bool:
        if await read_version(base.engine, base.province) == house.known.version:
            return False
        house.known = await known_now()
        house.assistant = _with(house.assistant, house.known)
        return True

    async with open_base(settings, clock, read=read, wordings=wordings, shipped=shipped) as base:
        known = await known_now()
        assistant = Assistant(
            engine=base.engine,
            services=_services(settings, base, known),
            understand=known.understanding.understand,
            intents=intents(),
            wordings=base.office.wordings,
            delivers=delivers,
        )
        yield House(
            base=base,
            known=known,
            assistant=assistant,
            feed_secret=settings.feed_secret.get_secret_value() if settings.feed_secret else None,
            hotline=settings.hotline,
            refresh=look,
        )


def _services(settings: Settings, base: Base, known: Known) -> Services:
    text_channel = next((name for name in TEXT_CHANNELS if name in base.office.senders), None)
    return Services(
        province=settings.province,
        catalogue=known.catalogue,
        calendar=load_calendar(),
        offices=known.offices,
        policy=Policy(
            lookup_without_proof=settings.lookup_without_proof,
            text_channel=text_channel,
            hotline=settings.hotline,
        ),
        secret=data_key(settings),
    )


def _with(assistant: Assistant, known: Known) -> Assistant:
    services = replace(assistant.services, catalogue=known.catalogue, offices=known.offices)
    return replace(assistant, services=services, understand=known.understanding.understand)
