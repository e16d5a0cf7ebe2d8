"""Receipts that come together are written together; each is answered after its own commit."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.message import ChannelId, Receipt, ReceiptState
from tests.webhooks.house import NOW
from tests.webhooks.outbox import rows
from webhooks.house import House
from webhooks.receipt_desk import ReceiptDesk

ZALO = ChannelId("zalo_oa")
SENT = """
    INSERT INTO outbox
        (province, once_key, channel, recipient, kind, content, wordings, state, due_at, created_at,
         provider_id)
    SELECT '51', 'n/' || n, 'zalo_oa', 'u' || n, 'reply', '{}', '{}', 'sent', now(), now(), 'p' || n
    FROM generate_series(1, CAST(:number AS int)) AS n
    """


async def sent(house: House, number: int) -> None:
    async with house.base.engine.begin() as connection:
        await connection.execute(text(SENT), {"number": number})


def receipts(number: int, state: ReceiptState = ReceiptState.DELIVERED) -> list[Receipt]:
    return [Receipt(channel=ZALO, state=state, at=NOW, provider_id=f"p{n}") for n in range(1, number + 1)]


async def test_those_that_come_together_share_a_transaction(house: House) -> None:
    await sent(house, 200)
    commits: list[Any] = []
    event.listen(house.base.engine.sync_engine, "commit", commits.append)
    desk = house.receipts
    known = await asyncio.gather(*(desk.take([receipt]) for receipt in receipts(200)))
    assert known == [[True]] * 200
    assert await rows(house.base.engine, "SELECT DISTINCT state FROM outbox") == [("delivered",)]
    assert len(commits) <= 3


async def test_a_receipt_can_be_quicker_than_our_writing_of_the_providers_id(house: House) -> None:
    taking = asyncio.create_task(house.receipts.take(receipts(1)))
    await asyncio.sleep(0.05)
    await sent(house, 1)
    assert await taking == [True]


async def test_an_error_reaches_all_whose_receipts_were_not_written(house: House) -> None:
    await sent(house, 3)
    desk = ReceiptDesk(house.base.office)
    broken: Sequence[Receipt] = [Receipt(channel=ZALO, state=ReceiptState.READ, at=NOW, provider_id="p\0")]
    results = await asyncio.gather(
        desk.take(broken), *(desk.take([one]) for one in receipts(3)), return_exceptions=True
    )
    assert all(isinstance(result, Exception) for result in results)
    assert await desk.take(receipts(3)) == [True] * 3


async def test_whoever_hangs_up_takes_nobody_with_him(house: House) -> None:
    await sent(house, 2)
    first, second = (asyncio.create_task(house.receipts.take([one])) for one in receipts(2))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == [True]
    with pytest.raises(asyncio.CancelledError):
        await first
    assert await rows(house.base.engine, "SELECT DISTINCT state FROM outbox") == [("delivered",)]
