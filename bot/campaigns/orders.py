"""What officers decide about a campaign: approve, take back, stop, go on. Each in the caller's transaction,
on the locked campaign, so that a planner at work sees it before or after and never in between."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns import pace_store, recall_store, rows_store, store
from bot.campaigns.campaign import LEAST_UNDO, UNDO, Act, Campaign, Text, act, is_latin, same_person
from bot.campaigns.errors import CampaignError
from bot.campaigns.lint import Finding
from bot.campaigns.making import check_all, judge_longest
from bot.campaigns.preview import look_through
from bot.campaigns.template import filler
from bot.leaving import release_store
from bot.notifying.state import CampaignState

_STATES = {
    CampaignState.DRAFT: "chưa duyệt",
    CampaignState.RUNNING: "đang chạy",
    CampaignState.STOPPED: "đang dừng",
    CampaignState.DONE: "đã xong",
}


async def held(connection: AsyncConnection, province: str, campaign_id: int) -> Campaign:
    campaign = await store.hold(connection, province, campaign_id)
    if campaign is None:
        raise CampaignError(f"không có đợt tin số {campaign_id}", "motcua campaign list để xem các số")
    return campaign


async def approve(
    connection: AsyncConnection,
    province: str,
    campaign_id: int,
    *,
    by: str,
    count: int,
    version: int,
    now: datetime,
    undo: timedelta = UNDO,
) -> Campaign:
    """By a second person who names the words and the number of rows that they have looked through. It starts
    when the undo window is over."""
    campaign = await held(connection, province, campaign_id)
    _must_be(campaign, CampaignState.DRAFT)
    check_approval(campaign, by=by, count=count, version=version, now=now, undo=undo)
    values: dict[str, object] = {
        "state": CampaignState.RUNNING,
        "approved_by": " ".join(by.split()),
        "approved_at": now,
        "starts_at": now + undo,
        "judged_from": now,
        "reason": None,
        **_noted(campaign, Act.APPROVED, by, now),
    }
    await store.change(connection, province, campaign_id, values)
    return await held(connection, province, campaign_id)


def check_approval(
    campaign: Campaign, *, by: str, count: int, version: int, now: datetime, undo: timedelta
) -> None:
    """Raises CampaignError naming what speaks against it."""
    if not by.strip():
        raise CampaignError("chưa ghi người duyệt", 'thêm --by "Họ tên"')
    if not all(map(is_latin, (by, *campaign.authors))):
        raise CampaignError("tên người soạn hoặc người duyệt có chữ cái lạ", "gõ lại bằng chữ tiếng Việt")
    if any(same_person(by, author) for author in campaign.authors):
        raise CampaignError("người duyệt trùng với người soạn", "nhờ một người khác xem trước và duyệt")
    if version != campaign.version:
        raise CampaignError(
            f"bản lời xác nhận là {version}, đợt tin đang ở bản {campaign.version}",
            f"xem lại bằng motcua campaign preview {campaign.id}, rồi ghi đúng bản lời",
        )
    if count != campaign.rows:
        raise CampaignError(
            f"số dòng xác nhận là {count}, đợt tin có {campaign.rows}",
            f"xem lại bằng motcua campaign preview {campaign.id}, rồi ghi đúng số dòng",
        )
    if undo < LEAST_UNDO:
        least = int(LEAST_UNDO.total_seconds())
        raise CampaignError(f"thời gian rút lại ít nhất là {least} giây", f"--undo {least} trở lên")
    if campaign.ends_at <= now + undo:
        raise CampaignError("đợt tin hết hạn trước khi bắt đầu", "sửa ends_at bằng motcua campaign edit")


async def undo(
    connection: AsyncConnection, province: str, campaign_id: int, now: datetime, *, by: str
) -> Campaign:
    """Back to a draft, as long as nothing can have left."""
    campaign = await held(connection, province, campaign_id)
    _must_be(campaign, CampaignState.RUNNING)
    begun = campaign.planned_row > 0 or campaign.starts_at is None or now >= campaign.starts_at
    if begun:
        raise CampaignError(
            "đã hết thời gian rút lại", f"motcua campaign stop {campaign_id} để dừng phần chưa gửi"
        )
    values: dict[str, object] = {
        "state": CampaignState.DRAFT,
        "approved_by": None,
        "approved_at": None,
        "starts_at": None,
        **_noted(campaign, Act.UNDONE, by, now),
    }
    await store.change(connection, province, campaign_id, values)
    return await held(connection, province, campaign_id)


async def stop(
    connection: AsyncConnection, province: str, campaign_id: int, reason: str, *, by: str, now: datetime
) -> Campaign:
    """What has not left stays where it is until somebody resumes; a release at work is waited for, so that
    it queues nothing behind our back."""
    await release_store.alone(connection, province, campaigns=True)
    campaign = await held(connection, province, campaign_id)
    _must_be(campaign, CampaignState.RUNNING)
    noted = _noted(campaign, Act.STOPPED, by, now)
    values: dict[str, object] = {"state": CampaignState.STOPPED, "reason": reason, **noted}
    await store.change(connection, province, campaign_id, values)
    await recall_store.take_back(connection, province, campaign_id)
    return await held(connection, province, campaign_id)


async def resume(
    connection: AsyncConnection, province: str, campaign_id: int, now: datetime, *, by: str
) -> Campaign:
    """What waits leaves at the campaign's pace from now on, the rows that are not planned yet behind it."""
    campaign = await held(connection, province, campaign_id)
    _must_be(campaign, CampaignState.STOPPED)
    if campaign.ends_at <= now:
        raise CampaignError("đợt tin đã hết hạn", "tạo đợt tin mới nếu vẫn cần báo")
    begins = now if campaign.starts_at is None else max(now, campaign.starts_at)  # the undo window stays
    waiting = await pace_store.spread(connection, province, campaign_id, begins, campaign.apart)
    values: dict[str, object] = {
        "state": CampaignState.RUNNING,
        "reason": None,
        **_noted(campaign, Act.RESUMED, by, now),
        "judged_from": now,
        "starts_at": begins + campaign.apart * (waiting - campaign.planned_row),
    }
    await store.change(connection, province, campaign_id, values)
    return await held(connection, province, campaign_id)


async def rewrite(
    connection: AsyncConnection,
    province: str,
    campaign_id: int,
    text: Text,
    *,
    by: str,
    now: datetime,
    allow_long: bool = False,
) -> list[Finding]:
    """The next version of a draft's words, for which `by` stands from now on; what speaks against them,
    and nothing is changed when any of it is serious."""
    campaign = await held(connection, province, campaign_id)
    _must_be(campaign, CampaignState.DRAFT)
    await _must_have_values(connection, province, campaign_id, text)
    findings = check_all(text, now)
    if not any(finding.serious for finding in findings):
        seen = await look_through(connection, province, campaign_id, text)
        findings += judge_longest(text, seen, allow_long=allow_long)
    if not any(finding.serious for finding in findings):
        await store.rewrite(connection, province, campaign, text, by, now)
    return findings


async def _must_have_values(connection: AsyncConnection, province: str, campaign_id: int, text: Text) -> None:
    first = await rows_store.some(connection, province, campaign_id, 0, 1)
    missing = [name for name in filler(text.chat, text.sms).variables if name not in first[0].values]
    if missing:
        raise CampaignError(
            f"danh sách đã nạp không có: {', '.join(missing)}", "tạo đợt tin mới từ tệp có các cột này"
        )


def _noted(campaign: Campaign, what: Act, by: str, now: datetime) -> dict[str, object]:
    return {"acts": [*campaign.acts, act(what, by, now, campaign.version)]}


def _must_be(campaign: Campaign, state: CampaignState) -> None:
    if campaign.state is not state:
        raise CampaignError(
            f"đợt tin {campaign.id} {_STATES[campaign.state]}, không phải {_STATES[state]}",
            f"motcua campaign show {campaign.id} để xem",
        )
