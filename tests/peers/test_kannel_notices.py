"""Notices by SMS through Kannel and its own receipts: delivered ends them, failed makes an officer call.

The clock is ours, so that it is daytime whenever this runs; everything else is real.
"""

from datetime import datetime, timedelta
from pathlib import Path

import orjson
import pytest
from pydantic import SecretStr

from bot.ending.calls import calls
from bot.ending.ends_store import overdue_notices
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.event import to_event
from knowledge.dossiers.feed import sign
from tests.bot.make import dossier
from tests.peers.kannel import PASSWORD, SECRET, SHORT_CODE, kannel
from tests.peers.processes import free_ports, until
from tests.proofs.shared_clock import SharedClock
from tests.webhooks.conftest import served
from tests.webhooks.house import Configured, echo_intents, load_echo, sms
from tests.webhooks.outbox import rows
from tests.webhooks.test_worker import working
from vietnam.calendar import VN
from webhooks.settings import Settings
from webhooks.wiring import open_house

pytestmark = [pytest.mark.peer, pytest.mark.xdist_group("kannel")]

MORNING = datetime(2026, 11, 10, 9, 0, tzinfo=VN)
FEED_SECRET = "only-for-tests-either"
REACHED, IN_NO_NETWORK = "+84905000001", "+84599000001"
"""The second is discarded by Kannel (tests/peers/kannel.conf): it answers so, and sends a receipt."""


def ready(number: int, phone: str) -> Dossier:
    return dossier(
        code=f"H48.12-261102-{number:04}",
        status=9,
        applicant={"name": "Nguyễn Văn Thử", "phone": phone},
        finished_at=MORNING.isoformat(),
        updated_at=MORNING.isoformat(),
    )


async def test_receipts_end_a_notice_or_put_it_on_the_call_list(
    database_url: str, data_dir: Path, tmp_path: Path
) -> None:
    (port,) = free_ports(1)
    clock = SharedClock.begun(tmp_path / "clock", MORNING + timedelta(minutes=1), 1)
    ours = f"http://127.0.0.1:{port}"
    with kannel(tmp_path / "kannel", ours) as gateway:
        line = sms(
            url=gateway.settings["MOTCUA_SMS_HTTP_URL"],
            username="motcua",
            password=SecretStr(PASSWORD),
            source=SHORT_CODE,
            secret=SecretStr(SECRET),
        )
        settings = Settings(
            database_url=SecretStr(database_url),
            data_dir=data_dir,
            live=True,
            public_url=ours,
            feed_secret=SecretStr(FEED_SECRET),
        )
        gateway.network.join()
        opened = open_house(
            settings,
            clock,
            read=Configured((line,)),
            load_understanding=load_echo,
            intents=echo_intents,
            shipped=tuple,
        )
        async with opened as house, served(house, port) as client, working(house.base):
            body = orjson.dumps([to_event(ready(1, REACHED)), to_event(ready(2, IN_NO_NETWORK))])
            signed = {"X-Motcua-Signature": sign(body, FEED_SECRET, clock())}
            assert await client.post("/feed/dossiers", body, signed) == 202
            engine = house.base.engine

            async def both_have_come_far() -> bool:
                found = await rows(engine, "SELECT state FROM notices ORDER BY dossier_code")
                return [row.state for row in found] == ["delivered", "calling"]

            await until(both_have_come_far, 30, gateway.logs)
            (arrived,) = gateway.network.arrived()
            copies = await rows(engine, "SELECT recipient, state, text FROM outbox ORDER BY recipient")
            async with engine.connect() as connection:
                (call,) = await calls(connection, "51")
                assert await overdue_notices(connection, "51", clock()) == []
    assert [(copy.recipient, copy.state) for copy in copies] == [
        (IN_NO_NETWORK, "failed"),
        (REACHED, "delivered"),
    ]
    assert (arrived.recipient, arrived.text) == (REACHED, copies[1].text)
    assert "Ma tin" in arrived.text
    assert (call.subject, call.reason) == (IN_NO_NETWORK, "tin qua SMS không gửi được")
