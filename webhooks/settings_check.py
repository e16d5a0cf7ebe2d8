"""Is what the operator set complete, and does it fit together? Reaches nobody."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

from aiohttp import ClientSession
from dotenv import dotenv_values
from pydantic import ValidationError
from pydantic_settings import BaseSettings

from vietnam.places import province_by_code
from webhooks import settings as own
from webhooks.channel import Kind, Outside, S, kinds
from webhooks.finding import Finding, Level
from webhooks.plain_errors import settings_problems
from webhooks.settings import Settings, from_environment

SETTINGS = "settings"
CHANNELS = "channels"


@dataclass(frozen=True, kw_only=True)
class ChannelState:
    """`given`: something of it is set, so somebody wants it. `names` of the settings that it reads."""

    id: str
    configured: bool
    given: bool
    always: bool
    names: frozenset[str] = frozenset()
    problem: str | None = None


def names_for_channels() -> frozenset[str]:
    """Settings in the environment or in `.env` that are not the house's own, so some channel's or nobody's.
    Empty ones count as absent."""
    given = {**dotenv_values(own.ENV_FILE), **os.environ}
    names = {name.upper() for name, value in given.items() if value}
    return frozenset(name for name in names if name.startswith("MOTCUA_")) - _names_of(Settings)


def _names_of(kind: type[BaseSettings]) -> frozenset[str]:
    prefix = kind.model_config.get("env_prefix", "")
    return frozenset(f"{prefix}{name}".upper() for name in kind.model_fields)


def read_settings() -> Settings | Finding:
    try:
        return from_environment(Settings)
    except ValidationError as error:
        return _finding(Level.ERROR, "", settings_problems(error), "sửa biến môi trường hoặc tệp .env")


async def channel_states(settings: Settings) -> list[ChannelState]:
    async with ClientSession() as http:
        outside = Outside(http=http, public_url=settings.public_url)
        return [_state(kind, outside) for kind in kinds()]


def _state(kind: Kind, outside: Outside) -> ChannelState:
    given: bool = False
    names: frozenset[str] = frozenset()

    def read(of: type[S]) -> S:
        nonlocal given, names
        names |= _names_of(of)
        settings = from_environment(of)
        given = given or bool(settings.model_fields_set)
        return settings

    problem, channel = None, None
    try:
        channel = kind.open(read, outside)
    except ValidationError as error:
        problem = settings_problems(error)
    except Exception as error:  # a provider's library may raise anything of its own over a bad token
        problem = _told(error)
    return ChannelState(
        id=kind.id,
        configured=channel is not None,
        given=given or problem is not None,
        always=kind.always,
        names=names,
        problem=problem,
    )


def _told(error: Exception) -> str:
    """Our own files name the setting; what a library says may quote the secret."""
    return str(error) if str(error).startswith("MOTCUA_") else f"giá trị sai: {type(error).__name__}"


def check_settings(settings: Settings) -> Iterator[Finding]:
    """What does not fit, and what is missing for the way in which it is used."""
    if province_by_code(settings.province) is None:
        yield _finding(
            Level.WARNING, "MOTCUA_PROVINCE", "không phải mã tỉnh, thành phố hiện nay", "xem mã của NSO"
        )
    if settings.public_url and not settings.public_url.startswith("https://"):
        yield _finding(
            Level.WARNING, "MOTCUA_PUBLIC_URL", "không phải địa chỉ https", "Zalo và Telegram chỉ gọi https"
        )
    if settings.live:
        yield from _check_live(settings)


def _check_live(settings: Settings) -> Iterator[Finding]:
    if settings.public_url is None:
        yield _finding(
            Level.WARNING,
            "MOTCUA_PUBLIC_URL",
            "chưa đặt: không nhận được biên nhận gửi tin",
            "đặt địa chỉ https",
        )
    if settings.feed_secret is None:
        yield _finding(
            Level.WARNING, "MOTCUA_FEED_SECRET", "chưa đặt: /feed/dossiers trả 503", "đặt khóa bí mật chung"
        )
    if settings.data_key is None and settings.database_url is not None:
        yield _finding(
            Level.WARNING,
            "MOTCUA_DATA_KEY",
            "chưa đặt: mỗi máy tự tạo một khóa riêng nên mã một lần của máy này máy kia không nhận",
            "đặt cùng một giá trị trên mọi máy",
        )


def check_channels(states: list[ChannelState], settings: Settings) -> Iterator[Finding]:
    for state in states:
        if state.problem:
            yield _channel(Level.ERROR, state, state.problem, "sửa biến môi trường hoặc tệp .env")
        elif state.given and not state.configured:
            yield _channel(Level.WARNING, state, "mới đặt một phần nên chưa chạy", "xem docs/operations.md")
        elif settings.live and state.configured:
            yield from _unsigned(state)
    unknown = names_for_channels().difference(*(state.names for state in states))
    for name in sorted(unknown) if states else ():
        yield _finding(
            Level.WARNING, name, "không nơi nào đọc cấu hình này", "xem tên đúng ở docs/operations.md"
        )
    if settings.live and not any(state.configured and not state.always for state in states):
        yield Finding(
            area=CHANNELS,
            level=Level.WARNING,
            what="MOTCUA_LIVE đã bật nhưng chưa có kênh Zalo, Telegram hay SMS nào được cấu hình",
            todo="xem docs/operations.md",
        )


def _unsigned(state: ChannelState) -> Iterator[Finding]:
    """A proxy on this machine that says nothing of its callers opens such a channel to the world."""
    for name in sorted(state.names - names_for_channels()):
        if name.endswith("_SECRET"):
            what = f"{name} chưa đặt: tin mọi lời gọi từ chính máy này, có thể cả qua proxy"
            yield _channel(Level.WARNING, state, what, "đặt khóa bí mật và khai cùng khóa đó ở bên gọi đến")


def _finding(level: Level, place: str, what: str, todo: str) -> Finding:
    return Finding(area=SETTINGS, level=level, place=place, what=what, todo=todo)


def _channel(level: Level, state: ChannelState, what: str, todo: str) -> Finding:
    return Finding(area=CHANNELS, level=level, place=state.id, what=what, todo=todo)
