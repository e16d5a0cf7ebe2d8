"""A whole house on the test's own database, with an assistant that says back what it is told."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web
from pydantic import SecretStr
from pydantic_settings import BaseSettings

from bot.intent import Answer, Exchange, Intent
from bot.reply import Choice, Reply, Say
from bot.wording import Wordings
from bot.wording_file import Entry as WordingEntry
from bot.wording_file import load_entries
from nlu.meaning import Awaiting, Context, Entry, IntentGuess, IntentName, Meaning, Place
from vietnam.calendar import VN
from webhooks.channel import S
from webhooks.channels.sms_http import SmsHttpSettings
from webhooks.channels.telegram import TelegramSettings
from webhooks.channels.zalo_oa import ZaloOaSettings
from webhooks.house import House
from webhooks.settings import Settings
from webhooks.wiring import open_house

NOW = datetime(2026, 11, 22, 9, 0, 5, tzinfo=VN)
ZALO_APP, ZALO_SECRET = "4318657068771012646", "khoa-bi-mat-cua-oa"
TELEGRAM_SECRET = "bi-mat-telegram"
SMS_SECRET = "bi-mat-sms"


@dataclass
class SetClock:
    """A clock that only moves when told."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **amount: float) -> None:
        self.now += timedelta(**amount)


class Echo:
    """Understands everything as a call for help."""

    def understand(self, text: str, context: Context) -> Meaning:
        return Meaning(text=text, intents=(IntentGuess(name=IntentName.CHAT_HELP, confidence=1.0),))


async def say_back(exchange: Exchange) -> Answer:
    """ "chọn" gets two options, "số" the wish for a phone, "hỏng" an error; anything else its own words."""
    text = exchange.inbound.text
    if text == "hỏng":
        raise RuntimeError("a handler with a bug")
    says = (Say(wording="echo.said", values={"text": text or "(trống)", "phone": exchange.phone or "-"}),)
    reply = Reply(says=says, ask_phone=text == "số")
    if text == "chọn":
        choices = (Choice(label="Một cửa"), Choice(label="Hộ tịch"))
        reply = replace(reply, choices=choices, awaiting=Awaiting.CHOICE)
    return Answer(reply=reply, state=exchange.state)


SAID = WordingEntry(name="echo.said", version=1, chat="Đã nghe: {text} ({phone})")
WORDINGS = Wordings({**load_entries(), SAID.name: SAID})


async def load_echo(data_dir: Path, entries: tuple[Entry, ...], places: tuple[Place, ...]) -> Echo:
    return Echo()


def echo_intents() -> Mapping[IntentName, Intent]:
    intent = Intent(names=tuple(IntentName), handle=say_back)
    return dict.fromkeys(IntentName, intent)


def zalo(**more: Any) -> ZaloOaSettings:
    return ZaloOaSettings(app_id=ZALO_APP, oa_secret=SecretStr(ZALO_SECRET), **more)


def telegram(**more: Any) -> TelegramSettings:
    return TelegramSettings(token=SecretStr("42:synthetic"), secret=SecretStr(TELEGRAM_SECRET), **more)


def sms(**more: Any) -> SmsHttpSettings:
    values = {"kind": "kannel", "url": "http://127.0.0.1:9/", "secret": SecretStr(SMS_SECRET), **more}
    return SmsHttpSettings(**values)


@dataclass
class Configured:
    """Settings of channels as if they stood in the environment."""

    channels: tuple[BaseSettings, ...] = field(default_factory=lambda: (zalo(), telegram(), sms()))

    def __call__(self, kind: type[S]) -> S:
        return next((one for one in self.channels if isinstance(one, kind)), kind())


@asynccontextmanager
async def echo_house(
    database_url: str,
    data_dir: Path,
    clock: SetClock,
    *,
    channels: tuple[BaseSettings, ...] | None = None,
    **settings: Any,
) -> AsyncIterator[House]:
    read = Configured() if channels is None else Configured(channels)
    async with open_house(
        Settings(database_url=SecretStr(database_url), data_dir=data_dir, **settings),
        clock,
        read=read,
        wordings=WORDINGS,
        load_understanding=load_echo,
        intents=echo_intents,
        shipped=tuple,
    ) as house:
        yield house


@dataclass
class Asked:
    """A request that a provider was sent."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


class Provider:
    """A provider's server on loopback. Answers the next of `answers`, then `(200, {})` for ever."""

    def __init__(self, usual: tuple[int, Any] = (200, {})) -> None:
        self.usual = usual
        self.answers: list[tuple[int, Any]] = []
        self.asked: list[Asked] = []
        self.url = ""
        self.delay = 0.0

    async def answer(self, request: web.Request) -> web.Response:
        body: Any = None
        if request.content_type == "application/json":
            body = await request.json()
        elif request.method == "POST":
            body = dict(await request.post())
        self.asked.append(Asked(request.path, dict(request.query), dict(request.headers), body))
        await asyncio.sleep(self.delay)
        status, content = self.answers.pop(0) if self.answers else self.usual
        return web.json_response(content, status=status)


@asynccontextmanager
async def running(provider: Provider) -> AsyncIterator[Provider]:
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", provider.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert runner.addresses
    provider.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield provider
    finally:
        await runner.cleanup()


@dataclass
class Client:
    """A caller of our own server."""

    http: ClientSession
    base: str

    async def post(self, path: str, body: bytes, headers: Mapping[str, str] | None = None) -> int:
        async with self.http.post(self.base + path, data=body, headers=headers) as answer:
            await answer.read()
            return answer.status

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, Any]:
        async with self.http.get(self.base + path, headers=headers) as answer:
            is_json = answer.content_type == "application/json"
            return answer.status, await answer.json() if is_json else await answer.text()
