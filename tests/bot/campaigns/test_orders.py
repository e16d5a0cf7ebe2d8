"""Two officers and a campaign: who may do what, and when."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.campaigns import orders, rows_store
from bot.campaigns.campaign import Campaign
from bot.campaigns.errors import CampaignError
from bot.campaigns.listing import BadRow, Recipient, read_listing
from bot.campaigns.plan import plan
from bot.notifying.state import CampaignState
from db.tables.bot_notices import notices
from tests.bot.campaigns.make import (
    NOW,
    PROVINCE,
    STARTED,
    drafted,
    listing,
    made,
    office,
    phone,
    recipients,
    rows_of,
    running,
    text,
)

Order = Callable[[AsyncConnection, str, int], Awaitable[Campaign]]


async def ordered(engine: AsyncEngine, campaign_id: int, order: Order) -> Campaign:
    async with engine.begin() as connection:
        return await order(connection, PROVINCE, campaign_id)


def approving(
    by: str = "Lê Duyệt", count: int = 3, undo: int = 60, now: datetime = NOW, version: int = 1
) -> Order:
    return lambda connection, province, number: orders.approve(
        connection,
        province,
        number,
        by=by,
        count=count,
        version=version,
        now=now,
        undo=timedelta(seconds=undo),
    )


def undoing(now: datetime) -> Order:
    return lambda connection, province, number: orders.undo(connection, province, number, now, by="Lê Duyệt")


def stopping(connection: AsyncConnection, province: str, number: int) -> Awaitable[Campaign]:
    return orders.stop(connection, province, number, "Lê Duyệt dừng", by="Lê Duyệt", now=STARTED)


def resuming(now: datetime) -> Order:
    return lambda connection, province, number: orders.resume(connection, province, number, now, by="Võ Tiếp")


async def test_nothing_is_made_of_a_list_with_a_bad_row(engine: AsyncEngine) -> None:
    bad = BadRow(row=9, field="phone", reason="không phải một số điện thoại gọi được")
    refused = await made(engine, [*recipients(2), bad])
    assert (refused.id, refused.bad_count, refused.bad) == (None, 1, [bad])
    assert await rows_of(engine, "SELECT 1 FROM campaigns UNION ALL SELECT 1 FROM campaign_rows") == []
    skipped = await made(engine, [*recipients(2), bad], skip_bad=True)
    assert skipped.id is not None
    assert await rows_of(engine, "SELECT rows FROM campaigns") == [(2,)]


async def test_an_error_in_the_middle_leaves_nothing(engine: AsyncEngine, tmp_path: Path) -> None:
    people = (f"{phone(n)},Thử" for n in range(10))
    file = listing(tmp_path / "a.csv", "phone,ten", *people, '+84905123456,"chưa đóng')
    with pytest.raises(CampaignError, match="ngoặc kép"):
        await made(engine, read_listing(file, {"ten": None}))
    assert await rows_of(engine, "SELECT 1 FROM campaigns UNION ALL SELECT 1 FROM campaign_rows") == []


@pytest.mark.parametrize(
    ("name", "allow_long", "there"),
    [
        pytest.param("a" * 60, False, True, id="one segment"),
        pytest.param("a" * 100, False, False, id="two, which nobody meant"),
        pytest.param("a" * 100, True, True, id="two, which somebody meant"),
    ],
)
async def test_the_longest_row_has_to_fit(
    engine: AsyncEngine, name: str, allow_long: bool, there: bool
) -> None:
    row = Recipient(row=3, phone=phone(1), values={"ten": name})
    result = await made(engine, [*recipients(1), row], allow_long=allow_long)
    assert (result.id is not None) is there


async def test_staged_values_come_back(engine: AsyncEngine) -> None:
    odd = 'dấu \\ và "ngoặc", \\t, \\.'
    rows = recipients(1, ten=odd)
    campaign_id = (await made(engine, rows)).id
    assert campaign_id is not None
    async with engine.connect() as connection:
        assert await rows_store.some(connection, PROVINCE, campaign_id, 0, 10) == rows


async def test_doubles_are_told(engine: AsyncEngine) -> None:
    again = [Recipient(row=n, phone=phone(1), values={"ten": "A"}) for n in (7, 9)]
    result = await made(engine, [*recipients(3), *again])
    assert (result.doubles.phones, result.doubles.extra) == (1, 2)
    assert result.doubles.examples == ((3, 7, 9),)


@pytest.mark.parametrize(
    ("approval", "words"),
    [
        pytest.param(approving(by="Trần Soạn"), "trùng với người soạn", id="the author"),
        pytest.param(approving(by=" TRAN  soan"), "trùng với người soạn", id="the author, spelt otherwise"),
        pytest.param(
            approving(by="Tr\u1ea7n S\u043e\u1ea1n"), "chữ cái lạ", id="the author, with a Cyrillic o"
        ),
        pytest.param(approving(by=" "), "chưa ghi người duyệt", id="nobody"),
        pytest.param(approving(count=4), "xác nhận là 4", id="another count"),
        pytest.param(approving(version=2), "xác nhận là 2", id="words that are others"),
        pytest.param(approving(undo=29), "ít nhất là 30", id="no time to think again"),
        pytest.param(approving(now=NOW + timedelta(days=1)), "hết hạn", id="too late"),
    ],
)
async def test_an_approval_is_refused(engine: AsyncEngine, approval: Order, words: str) -> None:
    campaign_id = await drafted(engine, 3)
    with pytest.raises(CampaignError, match=words):
        await ordered(engine, campaign_id, approval)
    assert await rows_of(engine, "SELECT state FROM campaigns") == [("draft",)]


async def test_approved_and_taken_back_in_time(engine: AsyncEngine) -> None:
    campaign_id = await drafted(engine, 3)
    approved = await ordered(engine, campaign_id, approving())
    assert (approved.state, approved.starts_at) == (CampaignState.RUNNING, NOW + timedelta(seconds=60))
    assert await plan(office(engine, lambda: NOW + timedelta(seconds=59))) == 0
    draft = await ordered(engine, campaign_id, undoing(NOW + timedelta(seconds=59)))
    assert (draft.state, draft.approved_by) == (CampaignState.DRAFT, None)
    await ordered(engine, campaign_id, approving())
    with pytest.raises(CampaignError, match="hết thời gian"):
        await ordered(engine, campaign_id, undoing(NOW + timedelta(seconds=60)))


async def test_who_did_what_is_kept(engine: AsyncEngine) -> None:
    campaign_id = await drafted(engine, 3)
    await ordered(engine, campaign_id, approving())
    await ordered(engine, campaign_id, undoing(NOW))
    await ordered(engine, campaign_id, approving())
    await ordered(engine, campaign_id, stopping)
    kept = (await ordered(engine, campaign_id, resuming(STARTED))).acts
    assert [(act["what"], act["by"], act["version"]) for act in kept] == [
        ("written", "Trần Soạn", 1), ("approved", "Lê Duyệt", 1), ("undone", "Lê Duyệt", 1),
        ("approved", "Lê Duyệt", 1), ("stopped", "Lê Duyệt", 1), ("resumed", "Võ Tiếp", 1),
    ]  # fmt: skip


async def test_words_change_only_before_the_approval(engine: AsyncEngine) -> None:
    campaign_id = await drafted(engine, 3)

    async def rewrite(chat: str) -> list[bool]:
        async with engine.begin() as connection:
            found = await orders.rewrite(
                connection, PROVINCE, campaign_id, text(chat=chat), by="Phạm Sửa", now=NOW
            )
            return [finding.serious for finding in found]

    assert await rewrite("Lời mới cho {ten}") == [False]
    assert True in await rewrite("Xem bit.ly/a")
    with pytest.raises(CampaignError, match="phong"):
        await rewrite("Phòng {phong}")
    row = await rows_of(engine, "SELECT chat, version, created_by FROM campaigns")
    assert row == [("Lời mới cho {ten}", 2, "Phạm Sửa")]
    for author in ("pham sua", "Trần Soạn"):
        with pytest.raises(CampaignError, match="trùng với người soạn"):
            await ordered(engine, campaign_id, approving(by=author, version=2))
    with pytest.raises(CampaignError, match="bản lời xác nhận là 1"):
        await ordered(engine, campaign_id, approving())
    await ordered(engine, campaign_id, approving(version=2))
    with pytest.raises(CampaignError, match="đang chạy"):
        await rewrite("Lời khác cho {ten}")


async def test_stopped_and_resumed_at_the_same_pace(engine: AsyncEngine) -> None:
    """Sixty a minute; four of six rows planned when it is stopped, one of them has left."""
    campaign_id = await running(engine, 6, rate=60)
    await plan(office(engine), limit=4, portion=4)
    async with engine.begin() as connection:
        left = {"state": "out", "next_at": STARTED + timedelta(hours=2)}
        await connection.execute(update(notices).where(notices.c.subject == phone(0)).values(left))
    await ordered(engine, campaign_id, stopping)
    assert await plan(office(engine)) == 0
    later = STARTED + timedelta(hours=1)
    await ordered(engine, campaign_id, resuming(later))
    assert await plan(office(engine, lambda: later)) == 2
    turns = await rows_of(engine, "SELECT next_at FROM notices WHERE state = 'planned' ORDER BY next_at")
    assert [(turn - later).total_seconds() for (turn,) in turns][:3] == [0, 1, 2]
    assert [(turn - later).total_seconds() for (turn,) in turns][3:] == [4, 5]


async def test_resuming_does_not_cut_the_undo_window(engine: AsyncEngine) -> None:
    campaign_id = await running(engine, 3)
    await ordered(engine, campaign_id, stopping)
    resumed = await ordered(engine, campaign_id, resuming(NOW + timedelta(seconds=5)))
    assert resumed.starts_at == NOW + timedelta(seconds=60)


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(stopping, id="stop"),
        pytest.param(undoing(NOW), id="undo"),
        pytest.param(resuming(NOW), id="resume"),
    ],
)
async def test_a_draft_takes_no_other_order(engine: AsyncEngine, order: Order) -> None:
    with pytest.raises(CampaignError, match="chưa duyệt"):
        await ordered(engine, await drafted(engine, 1), order)
    with pytest.raises(CampaignError, match="không có đợt tin"):
        await ordered(engine, 999, order)
