"""Telegram. Off unless configured: it was ordered blocked in Vietnam in May 2025."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.message import ChannelId, Limits
from webhooks.channel import Channel, Kind, Outside, ReadSettings

ID = ChannelId("telegram")
# https://core.telegram.org/bots/api#sendmessage. Bots hear nothing of what arrives or is read.
LIMITS = Limits(length=4096, buttons=8, button_length=60, can_ask_phone=True, receipts=False, discreet=True)


class TelegramSettings(BaseSettings):
    """`secret` is the `secret_token` given to setWebhook. `rate`: messages a second to all chats together;
    https://core.telegram.org/bots/faq names 30."""

    model_config = SettingsConfigDict(env_prefix="MOTCUA_TELEGRAM_", env_ignore_empty=True, extra="ignore")

    token: SecretStr | None = None
    secret: SecretStr | None = None
    api_base: str | None = None
    rate: float = Field(default=25, gt=0)


def _open(read: ReadSettings, outside: Outside) -> Channel | None:
    """Raises ValueError over a token that is none."""
    settings = read(TelegramSettings)
    if settings.token is None:
        return None
    # aiogram takes three seconds to import, which only those pay who use it.
    from webhooks.telegram_api import connected  # noqa: PLC0415

    return connected(
        settings.token.get_secret_value(),
        settings.secret.get_secret_value() if settings.secret else None,
        settings.api_base,
        outside.http,
        settings.rate,
    )


CHANNEL = Kind(id=ID, limits=LIMITS, open=_open)
