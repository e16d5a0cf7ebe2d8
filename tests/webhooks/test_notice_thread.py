"""From an event of the one-stop system to a message that has left, through feed and worker."""

from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from pydantic import SecretStr

from knowledge.dossiers.event import to_event
from knowledge.dossiers.feed import sign
from tests.bot.make import PHONE, dossier
from tests.webhooks.conftest import served
from tests.webhooks.house import SetClock, echo_house
from tests.webhooks.outbox import rows
from tests.webhooks.test_worker import until, working
from vietnam.calendar import VN
from webhooks.house import House

SECRET = "khóa của hệ thống một cửa"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=VN)


def event(**changed: Any) -> dict[str, Any]:
    return to_event(dossier(**changed))


async def feed(house: House, *events: dict[str, Any]) -> int:
    async with served(house) as client:
        body = orjson.dumps(events)
        headers = {"X-Motcua-Signature": sign(body, SECRET, house.base.clock())}
        return await client.post("/feed/dossiers", body, headers)


@pytest.mark.parametrize("times", [pytest.param(1, id="told"), pytest.param(3, id="and told once")])
async def test_an_event_becomes_a_message(database_url: str, data_dir: Path, times: int) -> None:
    clock = SetClock(MONDAY)
    done = event(
        status=9, finished_at="2026-11-23T08:59:00+07:00", updated_at="2026-11-23T08:59:00+07:00", sequence=13
    )
    async with echo_house(database_url, data_dir, clock, feed_secret=SecretStr(SECRET)) as house:
        async with working(house.base):
            for _ in range(times):
                assert await feed(house, done) == 202

            async def has_left() -> bool:
                return await rows(house.base.engine, "SELECT 1 FROM outbox WHERE state = 'sent'") != []

            await until(has_left)
        found = await rows(house.base.engine, "SELECT kind, recipient, text FROM outbox")
        assert len(found) == 1
        kind, recipient, text = found[0]
        assert (kind, recipient) == ("notice", PHONE)
        assert dossier().code in text and "Ma tin" in text


async def test_a_refused_body_watches_nothing(database_url: str, data_dir: Path) -> None:
    async with echo_house(database_url, data_dir, SetClock(MONDAY), feed_secret=SecretStr(SECRET)) as house:
        assert await feed(house, event(), event(status=9)) == 400
        assert await rows(house.base.engine, "SELECT 1 FROM watches") == []
        assert await rows(house.base.engine, "SELECT 1 FROM unit_feeds") == []
        assert await rows(house.base.engine, "SELECT 1 FROM pgqueuer") == []
