"""From the webhook to the provider and back: order, retries, crashes, receipts, on the real database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import outbox, outbox_store
from bot.errors import SendError
from bot.message import ChannelId, Inbound, Limits, Outbound, Receipt, ReceiptState
from bot.outbox import PostOffice
from bot.turn import take
from tests.webhooks.house import NOW, Provider, SetClock, echo_house, running, zalo
from tests.webhooks.outbox import count, rows, states
from webhooks.house import House

ZALO = ChannelId("zalo_oa")


class Slow:
    """A sender that notes what is in the air, and fails as told."""

    limits = Limits(length=2000)

    def __init__(self, *failures: SendError, seconds: float = 0.0) -> None:
        self.failures = list(failures)
        self.seconds = seconds
        self.sent: list[tuple[str, str]] = []
        self.in_air: set[str] = set()

    async def send(self, message: Outbound) -> str | None:
        assert message.recipient not in self.in_air, "two of one recipient at once"
        self.in_air.add(message.recipient)
        await asyncio.sleep(self.seconds)
        self.in_air.discard(message.recipient)
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append((message.recipient, message.text))
        return f"provider-{message.reference}"


async def say(house: House, text: str, sender: str = "u1") -> None:
    number = await count(house.base.engine, "exchanges")
    inbound = Inbound(channel=ZALO, sender=sender, message_id=f"m{number}", text=text, sent_at=NOW)
    await take(house.assistant, inbound, house.base.clock())


def office(house: House, sender: Slow) -> PostOffice:
    base = house.base.office
    return PostOffice(
        engine=base.engine,
        province=base.province,
        senders={ZALO: sender},
        wordings=base.wordings,
        clock=base.clock,
    )


async def ids(house: House) -> list[int]:
    return [row.id for row in await rows(house.base.engine, "SELECT id FROM outbox ORDER BY id")]


async def test_one_citizens_answers_leave_in_order_whoever_wakes_first(house: House) -> None:
    for word in ("một", "hai", "ba", "bốn"):
        await say(house, word)
        await say(house, word, sender="u2")
    sender = Slow(seconds=0.01)
    await asyncio.gather(*(outbox.deliver(office(house, sender), one) for one in reversed(await ids(house))))
    for citizen in ("u1", "u2"):
        heard = [text for recipient, text in sender.sent if recipient == citizen]
        assert heard == [f"Đã nghe: {word} (-)" for word in ("một", "hai", "ba", "bốn")]
    assert set(await states(house.base.engine)) == {"sent"}


async def test_a_failure_is_tried_again_later_and_later(house: House, clock: SetClock) -> None:
    await say(house, "một")
    (number,) = await ids(house)
    sender = Slow(*(SendError("busy", retry=True) for _ in range(5)))
    waits = []
    for _ in range(5):
        await outbox.deliver(office(house, sender), number)
        assert await outbox.deliver(office(house, sender), number) == 0
        ((due,),) = await rows(house.base.engine, "SELECT due_at FROM outbox")
        waits.append((due - clock.now).total_seconds())
        clock.now = due
    await outbox.sweep(office(house, sender))
    assert await states(house.base.engine) == ["sent"]
    for attempt, wait in enumerate(waits):
        assert 2 ** (attempt + 1) / 2 <= wait <= 2 ** (attempt + 1)


@pytest.mark.parametrize(
    ("account", "state"), [(True, "expired"), (False, "failed")], ids=["us", "the message"]
)
async def test_whom_a_provider_refuses_decides_how_long_it_is_tried(
    house: House, clock: SetClock, account: bool, state: str
) -> None:
    """Answers outlive an operator's evening with a wrong password: 12 tries are over in an hour."""
    await say(house, "một")
    sender = Slow(*(SendError("no", retry=True, account=account) for _ in range(100)))
    while (await states(house.base.engine))[0] == "queued":
        await outbox.sweep(office(house, sender))
        clock.pass_time(minutes=5)
    assert await states(house.base.engine) == [state]
    tried_for = clock.now - NOW
    assert tried_for >= timedelta(hours=6) if account else tried_for < timedelta(hours=2)


async def test_a_provider_that_asks_to_wait_is_given_that_time(house: House, clock: SetClock) -> None:
    await say(house, "một")
    sender = Slow(SendError("wait", retry=True, after=90))
    await outbox.sweep(office(house, sender))
    clock.pass_time(seconds=89)
    assert await outbox.sweep(office(house, sender)) == 0
    clock.pass_time(seconds=1)
    assert await outbox.sweep(office(house, sender)) == 1
    assert await states(house.base.engine) == ["sent"]


async def test_waiting_for_a_retry_frees_the_lane(house: House) -> None:
    await say(house, "một")
    await say(house, "hai")
    sender = Slow(SendError("busy", retry=True))
    await outbox.sweep(office(house, sender))
    assert await states(house.base.engine) == ["queued", "sent"]


async def test_after_an_outage_one_citizens_answers_leave_in_order(house: House, clock: SetClock) -> None:
    words = ("một", "hai", "ba", "bốn", "năm")
    for word in words:
        await say(house, word)
    sender = Slow(*(SendError("busy", retry=True) for _ in range(2 * len(words))))
    while set(await states(house.base.engine)) != {"sent"}:
        await outbox.sweep(office(house, sender))
        clock.pass_time(seconds=0.1)
    assert [text for _, text in sender.sent] == [f"Đã nghe: {word} (-)" for word in words]


async def test_what_cannot_be_sent_ends_with_a_reason(house: House) -> None:
    await say(house, "một")
    await outbox.sweep(office(house, Slow(SendError("blocked", retry=False))))
    ((state, reason),) = await rows(house.base.engine, "SELECT state, reason FROM outbox")
    assert (state, reason) == ("failed", "blocked")


async def test_an_answer_that_is_hours_late_is_not_sent(house: House, clock: SetClock) -> None:
    await say(house, "một")
    clock.pass_time(hours=6)
    sender = Slow()
    await outbox.sweep(office(house, sender))
    assert (sender.sent, await states(house.base.engine)) == ([], ["expired"])


async def test_a_crash_between_sending_and_the_answer_sends_again_and_is_counted(
    house: House, clock: SetClock
) -> None:
    await say(house, "một")
    hanging = Slow(seconds=60)
    (number,) = await ids(house)
    crash = asyncio.create_task(outbox.deliver(office(house, hanging), number))
    while not hanging.in_air:  # noqa: ASYNC110 - the sender has no bell
        await asyncio.sleep(0.001)
    crash.cancel()
    await asyncio.gather(crash, return_exceptions=True)
    sender = Slow()
    await outbox.sweep(office(house, sender))
    assert (sender.sent, await states(house.base.engine)) == ([], ["sending"])
    clock.pass_time(seconds=61)
    await outbox.sweep(office(house, sender))
    async with house.base.engine.connect() as connection:
        counts = await outbox_store.count_states(connection, "51", NOW - timedelta(days=1))
    assert counts == {"sent": 1, "resent": 1}
    assert sender.sent == [("u1", "Đã nghe: một (-)")]


async def test_a_provider_that_was_not_heard_is_tried_again_and_counted(
    house: House, clock: SetClock
) -> None:
    await say(house, "một")
    sender = Slow(SendError("silence", retry=True, unsure=True))
    await outbox.sweep(office(house, sender))
    clock.pass_time(seconds=2)
    await outbox.sweep(office(house, sender))
    ((state, resent),) = await rows(house.base.engine, "SELECT state, resent FROM outbox")
    assert (state, resent) == ("sent", 1)


async def test_two_workers_send_each_message_once(house: House) -> None:
    for number in range(30):
        await say(house, f"câu {number}", sender=f"u{number % 7}")
    sender = Slow(seconds=0.002)
    one, two = office(house, sender), office(house, sender)
    await asyncio.gather(*(outbox.sweep(which) for which in (one, two, one, two)))
    assert sorted(text for _, text in sender.sent) == sorted(f"Đã nghe: câu {n} (-)" for n in range(30))


async def test_a_turn_that_rolls_back_leaves_no_job(house: House) -> None:
    with pytest.raises(RuntimeError):
        await say(house, "hỏng")
    engine = house.base.engine
    assert [await count(engine, table) for table in ("outbox", "exchanges", "pgqueuer")] == [0, 0, 0]


D, R, F, A = ReceiptState.DELIVERED, ReceiptState.READ, ReceiptState.FAILED, ReceiptState.ACCEPTED


@pytest.mark.parametrize(
    ("receipts", "state"),
    [
        pytest.param([A], "sent", id="accepted says nothing new"),
        pytest.param([D], "delivered", id="delivered"),
        pytest.param([D, A], "delivered", id="delivered before accepted"),
        pytest.param([D, D], "delivered", id="doubled"),
        pytest.param([D, R], "read", id="read"),
        pytest.param([R, D], "read", id="read before delivered"),
        pytest.param([F], "failed", id="failed"),
        pytest.param([F, D], "delivered", id="failed, then delivered after all"),
        pytest.param([D, F], "delivered", id="delivered, then a late failure"),
    ],
)
async def test_receipts_only_move_forward(house: House, receipts: list[ReceiptState], state: str) -> None:
    await say(house, "một")
    (number,) = await ids(house)
    await outbox.sweep(office(house, Slow()))
    for told in receipts:
        receipt = Receipt(channel=ZALO, state=told, at=NOW, provider_id=f"provider-{number}")
        assert await outbox.take_receipt(house.base.office, receipt)
    assert await states(house.base.engine) == [state]


async def test_a_receipt_can_be_quicker_than_the_answer_of_the_provider(house: House) -> None:
    await say(house, "một")
    (number,) = await ids(house)

    class Hasty(Slow):
        async def send(self, message: Outbound) -> str | None:
            told = Receipt(channel=ZALO, state=D, at=NOW, reference=message.reference)
            await outbox.take_receipt(house.base.office, told)
            return await super().send(message)

    await outbox.deliver(office(house, Hasty()), number)
    ((state, provider_id, words),) = await rows(
        house.base.engine, "SELECT state, provider_id, text FROM outbox"
    )
    assert (state, provider_id, words) == ("delivered", f"provider-{number}", "Đã nghe: một (-)")


@pytest.fixture
async def zalo_server() -> AsyncIterator[Provider]:
    async with running(Provider((200, {"error": 0, "data": {"message_id": "z1"}}))) as server:
        yield server


@pytest.mark.parametrize(("live", "calls"), [(True, 1), (False, 0)], ids=["live", "not live"])
async def test_without_live_no_provider_is_called(
    database_url: str, data_dir: Path, clock: SetClock, zalo_server: Provider, live: bool, calls: int
) -> None:
    channels: Any = (zalo(access_token=SecretStr("tok"), api_base=zalo_server.url),)
    async with echo_house(database_url, data_dir, clock, channels=channels, live=live) as house:
        await say(house, "một")
        await outbox.sweep(house.base.office)
        assert len(zalo_server.asked) == calls
        assert await states(house.base.engine) == ["sent"]
