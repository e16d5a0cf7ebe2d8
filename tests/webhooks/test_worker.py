"""The worker process: wakes at once, goes on after trouble, ends well; and the server that runs beside it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import ClientConnectionError, ClientSession
from sqlalchemy import text

from bot.message import ChannelId, Inbound
from bot.turn import take
from tests.webhooks.house import NOW, SetClock, echo_house
from tests.webhooks.outbox import count, rows, states
from tests.webhooks.test_outbox import ZALO, Slow, say
from webhooks.house import Base, House
from webhooks.serve import run_worker, serve
from webhooks.worker import work


def sending_by(house: House, sender: Slow) -> Base:
    return replace(house.base, office=replace(house.base.office, senders={ZALO: sender}))


@asynccontextmanager
async def working(base: Base) -> AsyncIterator[asyncio.Event]:
    stop = asyncio.Event()
    task = asyncio.create_task(work(base, stop))
    try:
        yield stop
    finally:
        stop.set()
        await asyncio.wait_for(task, 15)


async def until(true: Callable[[], Awaitable[bool]], seconds: float = 15) -> None:
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110 - what is waited for is in the database
            await asyncio.sleep(0.01)


def all_are(house: House, state: str, number: int) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        return await states(house.base.engine) == [state] * number

    return check


async def test_messages_leave_as_they_are_queued(house: House) -> None:
    sender = Slow()
    async with working(sending_by(house, sender)):
        for number in range(20):
            await say(house, f"câu {number}", sender=f"u{number % 3}")
        await until(all_are(house, "sent", 20))
    for citizen in range(3):
        heard = [text for recipient, text in sender.sent if recipient == f"u{citizen}"]
        assert heard == [f"Đã nghe: câu {number} (-)" for number in range(citizen, 20, 3)]
    assert await count(house.base.engine, "pgqueuer") == 0


async def test_two_processes_share_the_work(house: House) -> None:
    sender = Slow(seconds=0.005)
    for number in range(60):
        await say(house, f"câu {number}", sender=f"u{number % 20}")
    base = sending_by(house, sender)
    async with working(base), working(base):
        await until(all_are(house, "sent", 60))
    assert len(sender.sent) == 60


async def test_told_to_stop_it_finishes_what_is_in_hand(house: House) -> None:
    sender = Slow(seconds=0.5)
    await say(house, "một")
    async with working(sending_by(house, sender)) as stop:
        async with asyncio.timeout(10):
            while not sender.in_air:  # noqa: ASYNC110 - the sender has no bell
                await asyncio.sleep(0.005)
        stop.set()
    assert await states(house.base.engine) == ["sent"]


async def test_it_goes_on_when_the_database_was_away(house: House) -> None:
    sender = Slow()
    async with working(sending_by(house, sender)):
        await say(house, "một")
        await until(all_are(house, "sent", 1))
        async with house.base.engine.begin() as connection:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        await say(house, "hai")
        await until(all_are(house, "sent", 2))


async def test_a_retry_whose_time_has_come_needs_no_wake_up(house: House) -> None:
    sender = Slow()
    await say(house, "một")
    async with house.base.engine.begin() as connection:
        await connection.execute(text("DELETE FROM pgqueuer"))
    async with working(sending_by(house, sender)):
        await until(all_are(house, "sent", 1))


class Started:
    """Hears where the server is."""

    def __init__(self) -> None:
        self._heard: asyncio.Future[tuple[House, int]] = asyncio.get_running_loop().create_future()

    def __call__(self, house: House, port: int) -> None:
        self._heard.set_result((house, port))

    async def heard(self) -> tuple[House, int]:
        async with asyncio.timeout(30):
            return await self._heard


async def ready(host: str, port: int) -> bool:
    async with ClientSession() as http:
        try:
            async with http.get(f"http://{host}:{port}/readyz") as answer:
                return answer.status == 200
        except ClientConnectionError:
            return False


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_serve_with_worker_takes_sends_and_ends_well(
    database_url: str, data_dir: Path, clock: SetClock, told: signal.Signals
) -> None:
    started, opened = Started(), echo_house(database_url, data_dir, clock)
    server = asyncio.create_task(serve(opened, port=0, with_worker=True, started=started))
    house, port = await started.heard()
    async with asyncio.timeout(30):
        assert await ready("127.0.0.1", port)
        inbound = Inbound(channel=ZALO, sender="u1", message_id="m1", text="một", sent_at=NOW)
        await take(house.assistant, inbound, NOW)
        await until(all_are(house, "sent", 1))
        os.kill(os.getpid(), told)
        await server


@pytest.mark.parametrize(
    ("host", "old", "new"),
    [
        pytest.param("127.0.0.1", True, False, id="loopback"),
        pytest.param("::1", False, True, id="new loopback"),
        pytest.param("::", True, True, id="everywhere"),
    ],
)
async def test_addresses_old_and_new(
    database_url: str, data_dir: Path, clock: SetClock, host: str, old: bool, new: bool
) -> None:
    started, opened = Started(), echo_house(database_url, data_dir, clock)
    server = asyncio.create_task(serve(opened, host=host, port=0, started=started))
    _, port = await started.heard()
    assert (await ready("127.0.0.1", port), await ready("[::1]", port)) == (old, new)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(server, 15)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_while_it_opens_it_does_not_open(told: signal.Signals) -> None:
    opening, closed = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def never() -> AsyncIterator[House]:
        try:
            opening.set()
            await asyncio.Event().wait()
            raise AssertionError("opened")
            yield
        finally:
            closed.set()

    server = asyncio.create_task(serve(never(), port=0))
    await opening.wait()
    os.kill(os.getpid(), told)
    await asyncio.wait_for(server, 5)
    assert closed.is_set()


async def test_a_worker_alone_ends_well(database_url: str, data_dir: Path, clock: SetClock) -> None:
    opened = asyncio.Event()
    async with echo_house(database_url, data_dir, clock) as house:
        await say(house, "một")

        @asynccontextmanager
        async def base() -> AsyncIterator[Base]:
            opened.set()
            yield house.base

        worker = asyncio.create_task(run_worker(base()))
        async with asyncio.timeout(30):
            await opened.wait()
            await until(all_are(house, "sent", 1))
            os.kill(os.getpid(), signal.SIGTERM)
            await worker


async def test_logs_name_nobody(house: House, caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Slow):
        async def send(self, message: object) -> str | None:
            raise RuntimeError("+84905000001 said something")

    inbound = Inbound(
        channel=ChannelId("sms_http"), sender="+84905000001", message_id="m1", text="bí mật", sent_at=NOW
    )
    await take(house.assistant, inbound, NOW)
    office = replace(house.base.office, senders={ChannelId("sms_http"): Broken()})
    async with working(replace(house.base, office=office)):
        await until(all_are(house, "sending", 1))
        async with asyncio.timeout(10):
            while "RuntimeError" not in caplog.text:  # noqa: ASYNC110 - a log has no bell
                await asyncio.sleep(0.01)
    assert "84905000001" not in caplog.text
    assert "bí mật" not in caplog.text
    ((traces,),) = await rows(house.base.engine, "SELECT count(traceback) FROM pgqueuer_log")
    assert traces == 0
