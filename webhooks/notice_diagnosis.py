"""What `motcua doctor` says of notices: those without an end, campaigns that stand, urgent calls, units
whose clock is fast."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.campaigns import store as campaigns
from bot.ending.calls_store import count_to_call
from bot.ending.ends_store import count_overdue
from bot.notifying.state import CampaignState
from bot.planning.clocks_store import fast_clocks
from webhooks.finding import Finding, Level

MOST_UNITS = 5
"""Named in one line."""
PRESSING = timedelta(days=1)
"""Before the time to call is up; on the list for a day or more by then, with two working days to call."""


async def notice_findings(connection: AsyncConnection, province: str, now: datetime) -> list[Finding]:
    """Nothing where all is well."""
    found = []
    if overdue := await count_overdue(connection, province, now):
        todo = "xem motcua worker có chạy không, rồi motcua notices overdue"
        found.append(_finding("notices", Level.ERROR, f"{overdue} tin quá hạn mà chưa có kết cục", todo))
    stopped = await campaigns.every(connection, province, (CampaignState.STOPPED,))
    if waiting := [campaign for campaign in stopped if campaign.ended_at is None]:
        told = f"{len(waiting)} đợt tin đang dừng, gần nhất là #{waiting[0].id}"
        found.append(_finding("campaigns", Level.WARNING, told, "xem motcua campaign rồi cho chạy tiếp"))
    if calls := await count_to_call(connection, province, now + PRESSING):
        told = f"{calls} người dân phải được gọi điện trong 24 giờ tới"
        found.append(_finding("calls", Level.WARNING, told, "gọi theo motcua calls"))
    found += _clocks(await fast_clocks(connection, province, now))
    return found


def _clocks(ahead: Mapping[str, timedelta]) -> Iterator[Finding]:
    if ahead:
        units = ", ".join(f"{unit} ({_length(far)})" for unit, far in list(ahead.items())[:MOST_UNITS])
        told = f"{len(ahead)} đơn vị gửi thời điểm trong tương lai, xa nhất: {units}"
        todo = "chỉnh đồng hồ và ngày nhập ở hệ thống một cửa; tin báo của các hồ sơ này chờ đến thời điểm đó"
        yield _finding("feed_clocks", Level.WARNING, told, todo)


def _length(ahead: timedelta) -> str:
    """In the largest unit of which there are two."""
    minutes = int(ahead.total_seconds() // 60)
    for size, name in ((24 * 60, "ngày"), (60, "giờ")):
        if minutes >= 2 * size:
            return f"{minutes // size} {name}"
    return f"{minutes} phút"


def _finding(area: str, level: Level, what: str, todo: str) -> Finding:
    return Finding(area=area, level=level, what=what, todo=todo)
