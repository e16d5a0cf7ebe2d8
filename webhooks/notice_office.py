"""The office of notices as a command opens it: everything that plans and sends, on a clock of its choice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.notifying.notice import Case, Notice
from bot.notifying.office import NoticeOffice
from bot.planning.case import load_cases
from knowledge.dossiers.aliases import canonical_code
from vietnam.calendar import VN
from webhooks.terminal import OperatorError, UsageError
from webhooks.wiring import open_base, read_settings, wall_clock


@dataclass(frozen=True, kw_only=True)
class Opened:
    office: NoticeOffice
    live: bool


@asynccontextmanager
async def open_notices(now: datetime | None = None) -> AsyncIterator[Opened]:
    """`now`: a clock that stands there."""
    clock = wall_clock if now is None else lambda: now
    async with open_base(read_settings(), clock, pool_size=4) as base:
        yield Opened(office=base.notices, live=base.live)


async def case_of(office: NoticeOffice, code: str) -> Case:
    """Raises OperatorError for a number that nobody knows."""
    canonical = canonical_code(code)
    async with office.engine.connect() as connection:
        found = await load_cases(connection, office, [canonical], office.now())
    if canonical not in found:
        raise OperatorError(f"không có hồ sơ {canonical}", "xem lại mã, hoặc nạp hồ sơ rồi thử lại")
    return found[canonical]


def kind_of(office: NoticeOffice, name: str) -> Notice:
    if name not in office.kinds:
        raise UsageError(f"không có loại tin {name}", f"chọn một trong: {', '.join(office.kinds)}")
    return office.kinds[name]


def moment(text: str | None) -> datetime | None:
    """ISO 8601; without a zone it is Vietnam's time."""
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"không đọc được thời điểm {text}", "viết dạng 2026-11-26T09:00") from error
    return at if at.tzinfo else at.replace(tzinfo=VN)
