"""What `motcua doctor` looks at: the machine, the database, and whether the parts of the system live."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from time import perf_counter

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.health_store import held_back, oldest_due
from bot.outbox_store import OLDEST_WAIT
from bot.planning.feeds_store import silent_units
from db.embedded import EmbeddedServerError
from db.state import revision, server_clock
from knowledge.dossiers.store import only_samples
from nlu.model import file_in_use
from vietnam.calendar import fmt_datetime
from webhooks.finding import Finding, Level
from webhooks.house import Clock
from webhooks.known import read_stored
from webhooks.notice_diagnosis import notice_findings
from webhooks.opening import Opened, open_database
from webhooks.plain_errors import in_plain_words
from webhooks.settings import KEY_FILE, Settings
from webhooks.settings_check import (
    ChannelState,
    channel_states,
    check_channels,
    check_settings,
    read_settings,
)
from webhooks.terminal import OperatorError

GIB = 2**30
LITTLE_ROOM = 2 * GIB
NO_ROOM = GIB // 4
CLOCKS_APART = timedelta(seconds=2)
CLOCKS_FAR_APART = timedelta(seconds=30)
"""Signatures of the feed live five minutes, deadlines are told to the minute."""
SLOW = 1.0
"""Seconds for a question to the database."""


async def diagnose(clock: Clock) -> list[Finding]:
    settings = read_settings()
    if isinstance(settings, Finding):
        return [settings]
    states = await channel_states(settings)
    findings = [_ok("settings", "đọc được cấu hình"), *check_settings(settings)]
    findings += [*_machine(settings), *_secrets(settings)]
    findings += [*_channels(states, settings), *check_channels(states, settings)]
    return findings + await _database(clock)


def _machine(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        todo = "cho tài khoản đang chạy quyền ghi, hoặc đặt MOTCUA_DATA_DIR khác"
        yield _error("data_dir", f"không ghi được vào {folder}: {error.strerror}", todo)
        return
    yield _ok("data_dir", f"ghi được vào {folder}")
    free = shutil.disk_usage(folder).free
    told = f"còn trống {free / GIB:.1f} GiB"
    todo = "dọn bớt tệp, hoặc chuyển MOTCUA_DATA_DIR sang đĩa lớn hơn"
    if free < NO_ROOM:
        yield _error("disk", told, todo)
    else:
        yield _warning("disk", told, todo) if free < LITTLE_ROOM else _ok("disk", told)


def _secrets(settings: Settings) -> Iterator[Finding]:
    key = settings.data_dir / KEY_FILE
    if settings.data_key is None and key.exists() and key.stat().st_mode & 0o077:
        yield _error("data_key", f"người khác đọc được {key}", f"chmod 600 {key}")
    elif settings.data_key is not None:
        yield _ok("data_key", "lấy từ MOTCUA_DATA_KEY")
    else:
        yield _ok("data_key", "khóa riêng của thư mục dữ liệu (nhiều máy thì đặt MOTCUA_DATA_KEY)")
    if settings.feed_secret is None:
        todo = "đặt MOTCUA_FEED_SECRET khi nối hệ thống một cửa"
        yield _warning("feed", "chưa có khóa: /feed/dossiers trả 503", todo)
    else:
        yield _ok("feed", "đã có khóa ký")


def _channels(states: list[ChannelState], settings: Settings) -> Iterator[Finding]:
    ready = [state.id for state in states if state.configured]
    yield _ok("channels", f"đã cấu hình: {', '.join(ready) or 'chưa có kênh nào'}")
    if settings.live:
        yield _ok("live", "đang chạy thật: tin được gửi đi")
    else:
        yield _ok("live", "chạy thử: không tin nào rời máy (đặt MOTCUA_LIVE=1 để chạy thật)")


async def _database(clock: Clock) -> list[Finding]:
    try:
        async with open_database() as opened, opened.engine.connect() as connection:
            return [
                *await _server(connection, clock),
                *await _work(connection, opened, clock()),
                await _model(opened),
            ]
    except (EmbeddedServerError, SQLAlchemyError, OSError, OperatorError) as error:
        what, todo = in_plain_words(error)
        return [_error("database", what, todo)]


async def _server(connection: AsyncConnection, clock: Clock) -> list[Finding]:
    started = perf_counter()
    there = await server_clock(connection)
    took = perf_counter() - started
    version = await revision(connection)
    told = f"kết nối được, phiên bản {version}, trả lời sau {took * 1000:.0f} ms"
    slow = _warning("database", told, "máy chủ cơ sở dữ liệu quá tải hoặc ở xa")
    return [slow if took > SLOW else _ok("database", told), _clocks(abs(there - clock()))]


def _clocks(apart: timedelta) -> Finding:
    told = f"đồng hồ lệch với cơ sở dữ liệu {apart.total_seconds():.1f} giây"
    if apart <= CLOCKS_APART:
        return _ok("clock", told)
    todo = "bật đồng bộ giờ (NTP) trên cả hai máy"
    return _error("clock", told, todo) if apart > CLOCKS_FAR_APART else _warning("clock", told, todo)


async def _work(connection: AsyncConnection, opened: Opened, now: datetime) -> list[Finding]:
    findings = []
    due = await oldest_due(connection, opened.province)
    if due is not None and now - due > OLDEST_WAIT:
        minutes = int((now - due).total_seconds() // 60)
        findings.append(_error("worker", f"có tin chờ gửi đã {minutes} phút", "chạy motcua worker"))
    else:
        findings.append(_ok("worker", "không có tin nào bị ứ"))
    for held in await held_back(connection, opened.province):
        told = f"{held.channel}: {held.messages} tin chưa gửi được, sẽ gửi lại khi còn hạn: {held.reason}"
        findings.append(_warning("sending", told, "sửa theo lý do vừa nêu rồi chạy lại tiến trình gửi tin"))
    findings += _feeds(await silent_units(connection, opened.province))
    findings += await notice_findings(connection, opened.province, now)
    if opened.settings.live and await only_samples(connection, opened.province):
        todo = "nạp hồ sơ bằng /feed/dossiers hoặc motcua import dossiers"
        findings.append(_warning("dossiers", "đang chạy thật nhưng chưa có hồ sơ thật nào", todo))
    return findings


def _feeds(silent: Mapping[str, datetime]) -> Iterator[Finding]:
    if silent:
        unit, heard_at = min(silent.items(), key=lambda heard: heard[1])
        told = f"{len(silent)} đơn vị ngừng gửi hồ sơ, lâu nhất là {unit} từ {fmt_datetime(heard_at)}"
        todo = "kiểm tra nơi gửi của hệ thống một cửa; tin theo thời gian của các đơn vị này đang tạm giữ"
        yield _warning("feeds", told, todo)


async def _model(opened: Opened) -> Finding:
    stored = await read_stored(opened.engine, opened.province)
    there = file_in_use(opened.settings.data_dir, stored.entries).exists()
    told = f"{len(stored.catalogue)} thủ tục"
    if there:
        return _ok("model", f"đã huấn luyện trên {told}")
    return _warning("model", f"chưa huấn luyện trên {told}", "chạy motcua nlu train, hoặc để máy chủ tự làm")


def _ok(area: str, what: str) -> Finding:
    return Finding(area=area, level=Level.OK, what=what)


def _warning(area: str, what: str, todo: str) -> Finding:
    return Finding(area=area, level=Level.WARNING, what=what, todo=todo)


def _error(area: str, what: str, todo: str) -> Finding:
    return Finding(area=area, level=Level.ERROR, what=what, todo=todo)
