"""Zalo Official Account: signed webhook in, consultation messages out."""

import hmac
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SendError
from bot.message import ChannelId, Inbound, Limits, Outbound, Receipt, ReceiptState
from vietnam.phone import parse_phone
from webhooks.channel import HELLO, Ack, Channel, Kind, Outside, ReadSettings, Request, UnreadableError
from webhooks.outgoing import call, check_status

log = logging.getLogger(__name__)

ID = ChannelId("zalo_oa")
# https://developers.zalo.me/docs/official-account, "Gửi tin Tư vấn dạng văn bản".
# No v3 page documents buttons for plain consultation messages, so choices are written with numbers.
# "Tin Tư vấn" may be sent within 48 hours of the citizen's last message without counting as paid.
LIMITS = Limits(length=2000, window=timedelta(hours=48))
SEND_PATH = "/v3.0/oa/message/cs"
# https://developers.zalo.me/docs/official-account, "Webhook": names of events.
TALKS = "user_send_"
SHARES = "user_submit_info"
FOLLOWS = "follow"
RECEIVED = "user_received_message"
SEEN = "user_seen_message"
# https://developers.zalo.me/docs/official-account, "Mã lỗi".
TOKEN_EXPIRED = {-216, -220, -124}
LATER = {-32: 60.0, -200: None, -211: 3600.0, -234: 3600.0}
"""Rate limit, failed, out of quota, not at night; with the seconds to wait where they are known."""
OPERATOR = {-209, -212, -219, -221, -223, -224, -320, -321}
RENEW = (
    "Zalo no longer takes the access token: get a new one for the OA (developers.zalo.me, API Explorer),"
    " put it in MOTCUA_ZALO_OA_ACCESS_TOKEN and restart"
)
TOKEN_WAIT = 300.0
"""Seconds; somebody has to act first."""


class ZaloOaSettings(BaseSettings):
    """`oa_secret` is the "OA Secret Key" of the webhook page, not the app's secret. `rate`: messages a
    second."""

    model_config = SettingsConfigDict(env_prefix="MOTCUA_ZALO_OA_", env_ignore_empty=True, extra="ignore")

    app_id: str | None = None
    oa_id: str | None = None
    oa_secret: SecretStr | None = None
    access_token: SecretStr | None = None
    api_base: str = "https://openapi.zalo.me"
    rate: float = Field(default=60, gt=0)


def _as_id(value: object) -> object:
    """Ids and times are decimal strings above 2^53; whole numbers are taken as they are written."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Id = Annotated[str, BeforeValidator(_as_id)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Person(_Part):
    id: Id


class _Message(_Part):
    msg_id: Id | None = None
    msg_ids: list[Id] = []
    text: str | None = None


class _Info(_Part):
    phone: Id | None = None


class _Event(_Part):
    event_name: str
    timestamp: Id
    sender: _Person | None = None
    follower: _Person | None = None
    message: _Message | None = None
    info: _Info | None = None


class ZaloOa:
    ack = Ack()

    def __init__(self, settings: ZaloOaSettings, outside: Outside) -> None:
        self.limits = replace(LIMITS, rate=settings.rate)
        self._settings = settings
        self._http = outside.http

    def verify(self, request: Request) -> bool:
        """`X-ZEvent-Signature: mac=<sha256 of appId + body + timestamp + OA secret>`, over the raw bytes."""
        secret = self._settings.oa_secret
        given = request.headers.get("x-zevent-signature", "").removeprefix("mac=")
        if secret is None or not given or request.method != "POST":
            return False
        timestamp = _timestamp(request.body)
        if timestamp is None:
            return False
        # Some accounts are seen to sign with the OA's id in the place of the app's.
        names = [name for name in (self._settings.app_id, self._settings.oa_id) if name]
        macs = [mac(name, request.body, timestamp, secret.get_secret_value()) for name in names]
        return any(hmac.compare_digest(each.encode(), given.lower().encode()) for each in macs)

    def parse(self, request: Request) -> Sequence[Inbound | Receipt]:
        try:
            event = _Event.model_validate_json(request.body)
        except ValidationError as error:
            raise UnreadableError("not an event of Zalo") from error
        at = _moment(event.timestamp, request.at)
        if event.event_name in (RECEIVED, SEEN):
            return _receipts(event, at)
        inbound = _inbound(event, at)
        return [] if inbound is None else [inbound]

    async def send(self, message: Outbound) -> str | None:
        token = self._settings.access_token
        if token is None:
            raise SendError(
                "MOTCUA_ZALO_OA_ACCESS_TOKEN is not set", retry=True, after=TOKEN_WAIT, account=True
            )
        status, body = await call(
            self._http,
            "POST",
            self._settings.api_base.rstrip("/") + SEND_PATH,
            headers={"access_token": token.get_secret_value()},
            json={"recipient": {"user_id": message.recipient}, "message": {"text": message.text}},
        )
        check_status(status)
        return _message_id(body)


def mac(app_id: str, body: bytes, timestamp: str, secret: str) -> str:
    """What Zalo's own SDK calls `MacUtils.buildMac`: a plain SHA-256, hex."""
    return sha256(app_id.encode() + body + timestamp.encode() + secret.encode()).hexdigest()


def _timestamp(body: bytes) -> str | None:
    try:
        event = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    found = _as_id(event.get("timestamp")) if isinstance(event, dict) else None
    return found if isinstance(found, str) else None


def _inbound(event: _Event, at: datetime) -> Inbound | None:
    """None for echoes of our own messages, groups, and events that ask for no answer."""
    if event.event_name == FOLLOWS and event.follower is not None:
        return _said(event.follower.id, f"{FOLLOWS}/{event.follower.id}/{event.timestamp}", HELLO, at)
    if event.sender is None:
        return None
    sender = event.sender.id
    if event.event_name == SHARES and event.info is not None:
        phone = parse_phone(event.info.phone or "")
        return _said(sender, f"{SHARES}/{sender}/{event.timestamp}", "", at, phone)
    known = event.event_name.startswith(TALKS) and not event.event_name.startswith(f"{TALKS}group_")
    if not known or event.message is None or event.message.msg_id is None:
        return None
    return _said(sender, event.message.msg_id, event.message.text or "", at)


def _said(sender: str, message_id: str, text: str, at: datetime, phone: str | None = None) -> Inbound:
    return Inbound(channel=ID, sender=sender, message_id=message_id, text=text, sent_at=at, phone=phone)


def _receipts(event: _Event, at: datetime) -> list[Receipt]:
    state = ReceiptState.DELIVERED if event.event_name == RECEIVED else ReceiptState.READ
    message = event.message or _Message()
    ids = [*message.msg_ids, *([message.msg_id] if message.msg_id else [])]
    return [Receipt(channel=ID, state=state, at=at, provider_id=each) for each in ids if each]


def _moment(timestamp: str, now: datetime) -> datetime:
    """Milliseconds since 1970; a strange one counts as now."""
    try:
        return datetime.fromtimestamp(int(timestamp) / 1000, UTC).astimezone(now.tzinfo)
    except (ValueError, OverflowError, OSError):
        return now


def _message_id(body: bytes) -> str | None:
    """Errors come with HTTP 200 and `error` other than 0."""
    try:
        answer: Any = orjson.loads(body)
        code = int(answer["error"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise SendError("Zalo's answer could not be read", retry=True) from error
    if code != 0:
        raise _refusal(code)
    data = answer.get("data")
    found = _as_id(data.get("message_id")) if isinstance(data, dict) else None
    return found if isinstance(found, str) else None


def _refusal(code: int) -> SendError:
    if code in TOKEN_EXPIRED:
        log.error(RENEW)
        return SendError(RENEW, retry=True, after=TOKEN_WAIT, account=True)
    if code in LATER:
        return SendError(f"Zalo error {code}", retry=True, after=LATER[code])
    if code in OPERATOR:
        log.error("Zalo error %d: the OA or the app is not allowed to send; see its developer page", code)
    return SendError(f"Zalo error {code}", retry=False)


def _open(read: ReadSettings, outside: Outside) -> Channel | None:
    settings = read(ZaloOaSettings)
    return ZaloOa(settings, outside) if settings.app_id and settings.oa_secret else None


CHANNEL = Kind(id=ID, limits=LIMITS, open=_open)
