"""Telegram's Bot API through aiogram 3: what is read, what is sent.

Only imported where Telegram is configured: aiogram makes some 300 pydantic models as it is imported, three
seconds that every command would pay for a channel that is rarely on.
"""

import hmac
import logging
from collections.abc import Sequence
from dataclasses import replace

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ChatType
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import KeyboardButton, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove, Update
from aiogram.utils.token import TokenValidationError
from aiohttp import ClientSession
from pydantic import ValidationError

from bot.errors import SendError
from bot.message import Inbound, Outbound, Receipt
from vietnam.phone import parse_phone
from webhooks.channel import HELLO, Ack, Request, UnreadableError
from webhooks.channels.telegram import ID, LIMITS
from webhooks.outgoing import not_heard

log = logging.getLogger(__name__)

# https://core.telegram.org/bots/api#setwebhook
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
SHARE_PHONE = "Chia sẻ số điện thoại"
COMMANDS = {"/start": HELLO, "/help": "Trợ giúp"}
UNKNOWN_TOKEN = "Telegram does not know the token: set MOTCUA_TELEGRAM_TOKEN"  # noqa: S105 - what to do
TOKEN_WAIT = 300.0
"""Seconds; somebody has to act first."""


def connected(
    token: str, secret: str | None, api_base: str | None, http: ClientSession, rate: float
) -> "Telegram":
    """Raises ValueError over a token that is none."""
    api = TelegramAPIServer.from_base(api_base) if api_base else PRODUCTION
    try:
        bot = Bot(token, session=_SharedSession(http, api))
    except TokenValidationError as error:
        raise ValueError("MOTCUA_TELEGRAM_TOKEN không phải mã của bot (dạng 123456:chữ-và-số)") from error
    return Telegram(bot, secret, rate)


class _SharedSession(AiohttpSession):
    """aiogram's session over the connections that all channels share; it does not close them."""

    def __init__(self, http: ClientSession, api: TelegramAPIServer) -> None:
        super().__init__(api=api, timeout=http.timeout.total or 15)
        self._shared = http

    async def create_session(self) -> ClientSession:
        return self._shared

    async def close(self) -> None:
        return None


class Telegram:
    ack = Ack()

    def __init__(self, bot: Bot, secret: str | None, rate: float) -> None:
        self.limits = replace(LIMITS, rate=rate)
        self._bot = bot
        self._secret = secret

    def verify(self, request: Request) -> bool:
        """By the secret header. Without a secret only this machine is believed."""
        if request.method != "POST":
            return False
        if self._secret is None:
            return request.from_loopback
        given = request.headers.get(SECRET_HEADER, "")
        return hmac.compare_digest(given.encode(), self._secret.encode())

    def parse(self, request: Request) -> Sequence[Inbound | Receipt]:
        try:
            update = Update.model_validate_json(request.body)
        except ValidationError as error:
            if any(problem["type"] == "json_invalid" for problem in error.errors(include_input=False)):
                raise UnreadableError("not JSON") from error
            # Refused, it would come again for hours and hold up what is behind it.
            log.warning("an update that aiogram cannot read was passed over")
            return []
        message = update.message
        if message is None or message.chat.type != ChatType.PRIVATE:
            return []
        if message.from_user is None or message.from_user.is_bot:
            return []
        sender = str(message.chat.id)
        text = message.text or message.caption or ""
        return [
            Inbound(
                channel=ID,
                sender=sender,
                message_id=f"{sender}/{message.message_id}",
                text=COMMANDS.get(text.split("@")[0].split(" ")[0], text),
                sent_at=message.date.astimezone(request.at.tzinfo),
                phone=_own_phone(message),
            )
        ]

    async def send(self, message: Outbound) -> str | None:
        try:
            sent = await self._bot.send_message(
                chat_id=message.recipient, text=message.text, reply_markup=_keyboard(message)
            )
        except TelegramRetryAfter as error:
            raise SendError("Telegram asks to wait", retry=True, after=float(error.retry_after)) from error
        except TelegramUnauthorizedError as error:
            log.error(UNKNOWN_TOKEN)
            raise SendError(UNKNOWN_TOKEN, retry=True, after=TOKEN_WAIT, account=True) from error
        except (TelegramForbiddenError, TelegramBadRequest, TelegramNotFound) as error:
            raise SendError(f"Telegram refused it: {error.message}", retry=False) from error
        except TelegramNetworkError as error:
            raise not_heard(error.__cause__) from error
        except AiogramError as error:
            raise SendError(f"Telegram is in trouble: {type(error).__name__}", retry=True) from error
        return str(sent.message_id)


def _own_phone(message: Message) -> str | None:
    """Anyone can forward another person's contact: only the sender's own, sent here, vouches for a number."""
    contact, sender = message.contact, message.from_user
    if contact is None or sender is None or message.forward_origin is not None:
        return None
    if contact.user_id != sender.id:
        return None
    return parse_phone("+" + contact.phone_number.lstrip("+"))


def _keyboard(message: Outbound) -> ReplyKeyboardMarkup | ReplyKeyboardRemove:
    """A button's words come back as a message, as if typed. Options of earlier questions disappear."""
    rows = [[KeyboardButton(text=label)] for label in message.buttons]
    if message.ask_phone:
        rows.append([KeyboardButton(text=SHARE_PHONE, request_contact=True)])
    if not rows:
        return ReplyKeyboardRemove(remove_keyboard=True)
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)
