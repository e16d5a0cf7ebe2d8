"""SMS through a gateway's HTTP interface. Built for Kannel; another kind is another `Dialect`."""

import hmac
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Protocol
from urllib.parse import urlencode

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SendError
from bot.message import ChannelId, Inbound, Limits, Outbound, Receipt, ReceiptState
from vietnam.phone import parse_phone
from webhooks.channel import Ack, Channel, Kind, Outside, ReadSettings, Request, UnreadableError
from webhooks.outgoing import call, check_status

log = logging.getLogger(__name__)

ID = ChannelId("sms_http")
LIMITS = Limits(length=459, plain=True)
"""Three segments of GSM-7."""
RECEIPT = "receipt"
NOT_ROUTABLE = b"Not routable"
REFUSED = "the SMS gateway refuses us: set MOTCUA_SMS_HTTP_URL, _USERNAME and _PASSWORD as it knows them"
URL_SAFE = re.compile(r"[A-Za-z0-9_.~-]+")


class SmsHttpSettings(BaseSettings):
    """`url` is where messages are handed in (Kannel: `http://host:13013/cgi-bin/sendsms`). `secret` comes
    back in every callback; only characters that no URL changes. `rate`: messages a second."""

    model_config = SettingsConfigDict(env_prefix="MOTCUA_SMS_HTTP_", env_ignore_empty=True, extra="ignore")

    kind: str | None = None
    url: str | None = None
    username: str = ""
    password: SecretStr = SecretStr("")
    source: str = ""
    secret: SecretStr | None = None
    rate: float = Field(default=30, gt=0)

    @field_validator("secret")
    @classmethod
    def _survives_a_url(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not URL_SAFE.fullmatch(secret.get_secret_value()):
            raise ValueError("MOTCUA_SMS_HTTP_SECRET may hold letters, digits and _ . ~ - only")
        return secret


class Dialect(Protocol):
    """How one gateway writes messages in, receipts and messages out. `receipts`: it sends any."""

    @property
    def receipts(self) -> bool: ...

    def message(self, request: Request) -> Inbound | None: ...

    def receipt(self, request: Request) -> Receipt | None: ...

    def parameters(
        self, settings: SmsHttpSettings, message: Outbound, callback: str | None
    ) -> Mapping[str, str]: ...

    def refuses_account(self, status: int, body: bytes) -> bool:
        """It takes nothing of ours, whatever the message: a setting is wrong, on its side or on ours."""
        ...


class Kannel:
    """Kannel 1.4 user guide, "SMS box: sendsms", "sms-service group", "Delivery reports"."""

    receipts = True
    RECEIPT_KINDS = 31
    """dlr-mask: delivered 1, failed 2, buffered 4, accepted by the SMSC 8, rejected 16."""
    STATES: Mapping[str, ReceiptState] = {
        "1": ReceiptState.DELIVERED,
        "2": ReceiptState.FAILED,
        "4": ReceiptState.ACCEPTED,
        "8": ReceiptState.ACCEPTED,
        "16": ReceiptState.FAILED,
    }

    def message(self, request: Request) -> Inbound | None:
        """get-url `…?from=%p&to=%P&text=%b&id=%I&time=%T&coding=%c&charset=%C`, mo-recode or not."""
        fields = _fields(request)
        if "from" not in fields or "text" not in fields:
            raise UnreadableError("from and text are needed")
        sender = parse_phone(fields["from"])
        if sender is None:
            return None  # an operator's brand name, a service number: answering them makes loops
        at = _moment(fields.get("time") or fields.get("at"), request.at)
        return Inbound(
            channel=ID,
            sender=sender,
            message_id=fields.get("id") or _made_id(fields, request.at),
            text=fields["text"],
            sent_at=at,
            phone=sender,
        )

    def receipt(self, request: Request) -> Receipt | None:
        """Our dlr-url: `…?reference=<ours>&type=%d&answer=%A&time=%T`. Kannel may send 1 before 8."""
        fields = _fields(request)
        reference = fields.get("reference", "")
        state = self.STATES.get(fields.get("type", ""))
        if not re.fullmatch(r"[0-9]{1,18}", reference) or state is None:
            raise UnreadableError("reference (ours) and type 1, 2, 4, 8 or 16 are needed")
        reason = _reason(fields.get("answer", "")) if state is ReceiptState.FAILED else None
        at = _moment(fields.get("time"), request.at)
        return Receipt(channel=ID, state=state, at=at, reference=reference, reason=reason)

    def parameters(
        self, settings: SmsHttpSettings, message: Outbound, callback: str | None
    ) -> Mapping[str, str]:
        sent = {
            "username": settings.username,
            "password": settings.password.get_secret_value(),
            "from": settings.source,
            "to": message.recipient,
            "text": message.text,
            "charset": "UTF-8",
        }
        if callback is None:
            return sent
        return sent | {
            "dlr-mask": str(self.RECEIPT_KINDS),
            "dlr-url": f"{callback}&type=%d&answer=%A&time=%T",
        }

    def refuses_account(self, status: int, body: bytes) -> bool:
        """403: a wrong user, password or address of ours. 404: a wrong path. What it has against a message
        or its number comes as 400, or as 403 when no line of its takes the number (tried on Kannel 1.4.5)."""
        return status in (403, 404) and NOT_ROUTABLE not in body


DIALECTS: Mapping[str, Dialect] = {"kannel": Kannel()}


class SmsHttp:
    ack = Ack(body=b"", media_type="text/plain")  # what Kannel is given to read it may send to the citizen

    def __init__(self, settings: SmsHttpSettings, url: str, dialect: Dialect, outside: Outside) -> None:
        # A gateway that does not know where to bring receipts brings none.
        receipts = dialect.receipts and outside.public_url is not None
        self.limits = replace(LIMITS, rate=settings.rate, receipts=receipts)
        self._settings = settings
        self._url = url
        self._dialect = dialect
        self._outside = outside

    def verify(self, request: Request) -> bool:
        """`secret=` in the query; without one configured only this machine is believed."""
        if request.method != "GET":
            return False
        if self._settings.secret is None:
            return request.from_loopback
        given = _fields(request).get("secret", "")
        return hmac.compare_digest(given.encode(), self._settings.secret.get_secret_value().encode())

    def parse(self, request: Request) -> Sequence[Inbound | Receipt]:
        read = self._dialect.receipt if request.part == RECEIPT else self._dialect.message
        found = read(request)
        return [] if found is None else [found]

    async def send(self, message: Outbound) -> str | None:
        parameters = self._dialect.parameters(self._settings, message, self._callback(message.reference))
        status, body = await call(self._outside.http, "GET", self._url, params=parameters)
        if self._dialect.refuses_account(status, body):
            log.error("%s (%d)", REFUSED, status)
            raise SendError(f"{REFUSED} ({status})", retry=True, account=True)
        check_status(status)
        return None

    def _callback(self, reference: str) -> str | None:
        """Where receipts come to; None while the world's address of this server is not configured."""
        if self._outside.public_url is None:
            return None
        query = {"reference": reference}
        if self._settings.secret is not None:
            query["secret"] = self._settings.secret.get_secret_value()
        return f"{self._outside.public_url}/webhooks/{ID}/{RECEIPT}?{urlencode(query)}"


def _fields(request: Request) -> dict[str, str]:
    """The query; `text` in the charset that stands beside it, the first of doubled names."""
    raw = {name: value.encode("latin-1", "replace") for name, value in reversed(request.pairs)}
    charset = raw.get("charset", b"").decode("latin-1") or ("utf-16-be" if raw.get("coding") == b"2" else "")
    return {name: _decoded(value, charset if name == "text" else "") for name, value in raw.items()}


def _decoded(value: bytes, charset: str) -> str:
    for name in (charset, "utf-8", "latin-1"):
        try:
            return value.decode(name) if name else value.decode()
        except (UnicodeDecodeError, LookupError):
            continue
    return value.decode("utf-8", "replace")


def _made_id(fields: Mapping[str, str], now: datetime) -> str:
    """For a gateway that gives no id: the same message pushed again gets the same one. Without the
    gateway's time either, the minute of arrival has to do."""
    when = fields.get("time") or fields.get("at") or now.strftime("%Y%m%d%H%M")
    told = "\0".join((fields["from"], fields.get("to", ""), fields["text"], when))
    return "made/" + sha256(told.encode("utf-8", "replace")).hexdigest()


OLDEST = timedelta(days=7)
"""How long an SMS can be under way."""


def _moment(seconds: str | None, now: datetime) -> datetime:
    try:
        at = datetime.fromtimestamp(int(seconds or ""), UTC).astimezone(now.tzinfo)
    except (ValueError, OverflowError, OSError):
        return now
    return at if now - OLDEST <= at <= now else now


def _reason(answer: str) -> str:
    """What the SMSC says, without the number and the words of the message that its report may repeat."""
    told = re.findall(r"\b(?:stat|err):\S{1,20}", answer)
    said = " ".join(told) or re.split(r"\btext:", answer, flags=re.IGNORECASE)[0][:60].strip() or "refused"
    return re.sub(r"(?<!\w)\+?\d{9,}(?!\w)", "…", said)


def _open(read: ReadSettings, outside: Outside) -> Channel | None:
    settings = read(SmsHttpSettings)
    if settings.kind is None or settings.url is None:
        return None
    dialect = DIALECTS.get(settings.kind)
    if dialect is None:
        known = ", ".join(DIALECTS)
        raise ValueError(f"MOTCUA_SMS_HTTP_KIND {settings.kind!r} is not known; there is {known}")
    return SmsHttp(settings, settings.url, dialect, outside)


CHANNEL = Kind(id=ID, limits=LIMITS, open=_open)
