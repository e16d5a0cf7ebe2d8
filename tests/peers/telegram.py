"""telegram-test-api: the Bot API as a server of others tells it, and people who write to a bot on it."""

import shutil
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from tests.peers.processes import free_ports, need, running, wait_for_ports

CHECKOUT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("telegram_server.js")
MODULES = CHECKOUT / "var" / "peers" / "node_modules"

TOKEN = "42:only-for-tests"
SECRET = "only-for-tests"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A message as a person sees it: its words, and the buttons under it."""

    text: str
    buttons: tuple[str, ...]
    asks_contact: bool


class TelegramServer:
    def __init__(self, url: str, http: ClientSession) -> None:
        self.url = url
        self._http = http

    @property
    def settings(self) -> dict[str, str]:
        """Ours, to speak with it."""
        return {
            "MOTCUA_TELEGRAM_TOKEN": TOKEN,
            "MOTCUA_TELEGRAM_SECRET": SECRET,
            "MOTCUA_TELEGRAM_API_BASE": self.url,
        }

    async def set_webhook(self, url: str) -> None:
        await self._post(f"/bot{TOKEN}/setWebhook", {"url": url})

    async def write(self, person: int, text: str) -> None:
        await self._from(person, {"text": text})

    async def share_contact(self, person: int, phone: str, of: int | None) -> None:
        """`of`: whose contact it is; None: of somebody who is not on Telegram."""
        contact: dict[str, Any] = {"phone_number": phone, "first_name": "Ai"}
        await self._from(person, {"contact": contact | ({} if of is None else {"user_id": of})})

    async def shown(self, person: int) -> list[Shown]:
        """All that the bot has sent to the person."""
        history = await self._post("/getUpdatesHistory", {"token": TOKEN})
        sent = (update["message"] for update in history["result"])
        return [_shown(message) for message in sent if str(message.get("chat_id")) == str(person)]

    async def _from(self, person: int, content: Mapping[str, Any]) -> None:
        chat = {"id": person, "first_name": "Ai", "type": "private"}
        sender = {"id": person, "first_name": "Ai", "is_bot": False}
        meta = {"botToken": TOKEN, "date": int(time.time()), "from": sender, "chat": chat}
        await self._post("/sendMessage", {**meta, **content})

    async def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        async with self._http.post(self.url + path, json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()


def _shown(message: Mapping[str, Any]) -> Shown:
    keys = [key for row in (message.get("reply_markup") or {}).get("keyboard", []) for key in row]
    return Shown(
        text=message["text"],
        buttons=tuple(key["text"] for key in keys if not key.get("request_contact")),
        asks_contact=any(key.get("request_contact") for key in keys),
    )


@asynccontextmanager
async def telegram_server(folder: Path) -> AsyncIterator[TelegramServer]:
    node = Path(shutil.which("node") or "/usr/bin/node")
    need("telegram-test-api", node, MODULES / "telegram-test-api")
    (port,) = free_ports(1)
    log = folder / "telegram.log"
    with running([node, PROGRAM, MODULES, str(port)], log) as process:
        wait_for_ports(process, log, port)
        async with ClientSession() as http:
            yield TelegramServer(f"http://127.0.0.1:{port}", http)
