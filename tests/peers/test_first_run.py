"""What `make run` starts, on an empty folder: a newcomer asks for a sample dossier in the web chat."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from db.account import account_for
from db.lock import FileLock
from knowledge.dossiers.dossier import promise
from knowledge.dossiers.sample_demo import demo
from tests.peers.motcua import Motcua, motcua
from vietnam.calendar import VN, load_calendar

pytestmark = [pytest.mark.peer, pytest.mark.timeout(900)]


class Page:
    """The web chat as its page speaks with the server."""

    def __init__(self, http: ClientSession, server: Motcua) -> None:
        self._http = http
        self._url = f"{server.url}/webhooks/webchat"
        self._session = "first-run-0123456789abcdef"
        self._seen = 0
        self._typed = 0

    async def ask(self, text: str) -> str:
        """The words of the answer."""
        self._typed += 1
        message = {"sender": self._session, "message_id": f"m{self._typed}", "text": text}
        async with self._http.post(self._url, json=message) as answer:
            assert answer.status == 202, await answer.text()
        (said,) = await self._new()
        self._seen = said["id"]
        return str(said["text"])

    async def _new(self) -> list[dict[str, Any]]:
        query = {"after": self._seen, "wait": 20}
        headers = {"X-Webchat-Session": self._session}
        async with self._http.get(f"{self._url}/messages", params=query, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            found: list[dict[str, Any]] = (await answer.json())["messages"]
            return found


async def test_from_an_empty_folder_to_an_answer(data_dir: Path, tmp_path: Path) -> None:
    with motcua(tmp_path, {"MOTCUA_DATA_DIR": str(data_dir)}, "--sample") as server:
        case = demo(datetime.now(VN), load_calendar())[0]
        due = promise(case.dossier)
        assert due is not None
        said = server.log.read_text()
        assert case.code in said  # the terminal shows a number to ask for
        async with ClientSession() as http:
            page = Page(http, server)
            asked = await page.ask(f"Hồ sơ {case.code} của tôi tới đâu rồi?")
            assert f"{due:%d/%m/%Y}" not in asked
            answer = await page.ask(case.phone)
            assert case.code in answer
            assert f"{due:%d/%m/%Y}" in answer
        assert server.stop() == 0
    folder = data_dir / "pg"
    with FileLock(folder / "server.lock", account_for(folder)) as life:
        assert life.try_take(), "the database server outlives the last process"
