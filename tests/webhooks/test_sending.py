"""Each channel's send, against a server that stands in for the provider."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout
from pydantic import SecretStr
from pydantic_settings import BaseSettings

from bot.errors import SendError
from bot.message import ChannelId, Outbound
from tests.webhooks.house import Configured, Provider, running, sms, telegram, zalo
from webhooks.channel import Channel, Outside, kinds
from webhooks.channels.telegram import TelegramSettings

KINDS = {str(kind.id): kind for kind in kinds()}
PUBLIC = "https://dvc.example.test"
SENT_BY_TELEGRAM = {
    "ok": True,
    "result": {"message_id": 78, "date": 1795312801, "chat": {"id": 5870346121, "type": "private"}},
}


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession(timeout=ClientTimeout(total=0.5)) as session:
        yield session


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with running(Provider()) as server:
        yield server


def opened(
    name: str, http: ClientSession, settings: BaseSettings, public_url: str | None = PUBLIC
) -> Channel:
    channel = KINDS[name].open(Configured((settings,)), Outside(http=http, public_url=public_url))
    assert channel is not None
    return channel


def outbound(channel: str, recipient: str = "8021373636713021423", **more: Any) -> Outbound:
    return Outbound(channel=ChannelId(channel), recipient=recipient, text="Kính chào", reference="42", **more)


async def test_zalo_sends_a_consultation_message(http: ClientSession, provider: Provider) -> None:
    provider.answers = [(200, {"data": {"message_id": "abc123"}, "error": 0, "message": "Success"})]
    channel = opened("zalo_oa", http, zalo(access_token=SecretStr("tok"), api_base=provider.url))
    assert await channel.send(outbound("zalo_oa")) == "abc123"
    (asked,) = provider.asked
    assert asked.path == "/v3.0/oa/message/cs"
    assert asked.headers["access_token"] == "tok"
    assert asked.body == {"recipient": {"user_id": "8021373636713021423"}, "message": {"text": "Kính chào"}}


@pytest.mark.parametrize(
    ("status", "answer", "retry", "after"),
    [
        pytest.param(200, {"error": -32}, True, 60.0, id="rate limit"),
        pytest.param(200, {"error": -216}, True, 300.0, id="token invalid"),
        pytest.param(200, {"error": -220}, True, 300.0, id="token expired"),
        pytest.param(200, {"error": "-220"}, True, 300.0, id="token expired, as text"),
        pytest.param(200, {"error": -230}, False, None, id="silent for seven days"),
        pytest.param(200, {"error": -213}, False, None, id="does not follow"),
        pytest.param(200, {"error": -221}, False, None, id="not verified"),
        pytest.param(200, {"error": -201}, False, None, id="our mistake"),
        pytest.param(200, {}, True, None, id="no envelope"),
        pytest.param(200, [], True, None, id="no object"),
        pytest.param(502, {}, True, None, id="gateway in trouble"),
        pytest.param(429, {}, True, None, id="too many"),
        pytest.param(404, {}, False, None, id="not found"),
        pytest.param(302, {}, False, None, id="sent elsewhere"),
    ],
)
async def test_zalos_refusals(
    http: ClientSession, provider: Provider, status: int, answer: Any, retry: bool, after: float | None
) -> None:
    provider.answers = [(status, answer)]
    channel = opened("zalo_oa", http, zalo(access_token=SecretStr("tok"), api_base=provider.url))
    with pytest.raises(SendError) as refused:
        await channel.send(outbound("zalo_oa"))
    assert (refused.value.retry, refused.value.after) == (retry, after)


async def test_an_expired_token_says_what_to_do(
    http: ClientSession, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.answers = [(200, {"error": -220})]
    channel = opened("zalo_oa", http, zalo(access_token=SecretStr("tok"), api_base=provider.url))
    with pytest.raises(SendError, match="MOTCUA_ZALO_OA_ACCESS_TOKEN"):
        await channel.send(outbound("zalo_oa"))
    assert "MOTCUA_ZALO_OA_ACCESS_TOKEN" in caplog.text


async def test_telegram_sends_options_and_asks_for_the_phone(http: ClientSession, provider: Provider) -> None:
    provider.usual = (200, SENT_BY_TELEGRAM)
    channel = opened("telegram", http, telegram(api_base=provider.url))
    message = outbound("telegram", "5870346121", buttons=("Một cửa", "Hộ tịch"), ask_phone=True)
    assert await channel.send(message) == "78"
    (asked,) = provider.asked
    assert asked.path == "/bot42:synthetic/sendMessage"
    assert asked.body["chat_id"] == "5870346121"
    assert asked.body["text"] == "Kính chào"
    assert json.loads(asked.body["reply_markup"])["keyboard"] == [
        [{"text": "Một cửa"}],
        [{"text": "Hộ tịch"}],
        [{"text": "Chia sẻ số điện thoại", "request_contact": True}],
    ]


async def test_telegram_takes_old_options_away(http: ClientSession, provider: Provider) -> None:
    provider.usual = (200, SENT_BY_TELEGRAM)
    await opened("telegram", http, telegram(api_base=provider.url)).send(outbound("telegram", "5870346121"))
    assert "remove_keyboard" in provider.asked[0].body["reply_markup"]


@pytest.mark.parametrize(
    ("status", "answer", "retry", "after"),
    [
        pytest.param(
            429,
            {"ok": False, "error_code": 429, "description": "Too Many", "parameters": {"retry_after": 7}},
            True,
            7.0,
            id="asked to wait",
        ),
        pytest.param(
            403, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked"}, False, None,
            id="blocked",
        ),
        pytest.param(400, {"ok": False, "error_code": 400, "description": "Bad"}, False, None, id="400"),
        pytest.param(401, {"ok": False, "error_code": 401, "description": "No"}, True, 300.0, id="token"),
        pytest.param(500, {"ok": False, "error_code": 500, "description": "Oops"}, True, None, id="server"),
        pytest.param(502, "not an object", True, None, id="gateway"),
    ],
)  # fmt: skip
async def test_telegrams_refusals(
    http: ClientSession, provider: Provider, status: int, answer: Any, retry: bool, after: float | None
) -> None:
    provider.answers = [(status, answer)]
    with pytest.raises(SendError) as refused:
        await opened("telegram", http, telegram(api_base=provider.url)).send(outbound("telegram", "1"))
    assert (refused.value.retry, refused.value.after) == (retry, after)


async def test_kannel_is_given_the_message_and_where_receipts_go(
    http: ClientSession, provider: Provider
) -> None:
    provider.usual = (202, "0: Accepted for delivery")
    settings = sms(
        url=provider.url + "/cgi-bin/sendsms", username="app", password=SecretStr("p&w"), source="8088"
    )
    await opened("sms_http", http, settings).send(outbound("sms_http", "+84912345678"))
    (asked,) = provider.asked
    assert asked.path == "/cgi-bin/sendsms"
    assert asked.query == {
        "username": "app",
        "password": "p&w",
        "from": "8088",
        "to": "+84912345678",
        "text": "Kính chào",
        "charset": "UTF-8",
        "dlr-mask": "31",
        "dlr-url": f"{PUBLIC}/webhooks/sms_http/receipt"
        "?reference=42&secret=bi-mat-sms&type=%d&answer=%A&time=%T",
    }


async def test_without_a_public_address_no_receipt_is_asked_for(
    http: ClientSession, provider: Provider
) -> None:
    await opened("sms_http", http, sms(url=provider.url), None).send(outbound("sms_http", "+84912345678"))
    assert not {"dlr-mask", "dlr-url"} & set(provider.asked[0].query)


@pytest.mark.parametrize(
    ("status", "words", "retry", "account"),
    [
        pytest.param(400, "Garbage 'to' field, rejected.", False, False, id="bad number"),
        pytest.param(403, "Authorization failed for sendsms", True, True, id="wrong password"),
        pytest.param(400, "Number(s) has/have been denied by white- and/or black-lists.", False, False,
                     id="denied number"),
        pytest.param(403, "Not routable. Do not try again.", False, False, id="number of no network"),
        pytest.param(404, "Unknown request.", True, True, id="wrong path"),
        pytest.param(500, "no", True, False, id="trouble"),
        pytest.param(503, "Temporal failure, try again later.", True, False, id="busy"),
    ],
)  # fmt: skip
async def test_kannels_refusals(
    http: ClientSession,
    provider: Provider,
    caplog: pytest.LogCaptureFixture,
    status: int,
    words: str,
    retry: bool,
    account: bool,
) -> None:
    provider.answers = [(status, words)]
    settings = sms(url=provider.url, password=SecretStr("very-secret"))
    with pytest.raises(SendError) as refused:
        await opened("sms_http", http, settings).send(outbound("sms_http", "+84912345678"))
    assert (refused.value.retry, refused.value.account) == (retry, account)
    for told in (refused.value.reason, caplog.text):
        assert ("MOTCUA_SMS_HTTP_URL, _USERNAME and _PASSWORD" in told) is account
        assert "very-secret" not in told


@pytest.mark.parametrize("name", ["zalo_oa", "telegram", "sms_http"])
async def test_nobody_there_is_tried_again_and_no_secret_is_told(http: ClientSession, name: str) -> None:
    gone = "http://127.0.0.1:9"
    settings = {
        "zalo_oa": zalo(access_token=SecretStr("very-secret"), api_base=gone),
        "telegram": telegram(api_base=gone),
        "sms_http": sms(url=gone, password=SecretStr("very-secret")),
    }[name]
    with pytest.raises(SendError) as failed:
        await opened(name, http, settings).send(outbound(name, "+84912345678"))
    assert (failed.value.retry, failed.value.unsure) == (True, False)
    for told in ("very-secret", "42:synthetic", "84912345678"):
        assert told not in failed.value.reason


@pytest.mark.parametrize("name", ["zalo_oa", "telegram", "sms_http"])
async def test_a_provider_that_falls_silent_may_have_taken_it(
    http: ClientSession, provider: Provider, name: str
) -> None:
    provider.delay = 2.0
    settings = {
        "zalo_oa": zalo(access_token=SecretStr("tok"), api_base=provider.url),
        "telegram": telegram(api_base=provider.url),
        "sms_http": sms(url=provider.url),
    }[name]
    with pytest.raises(SendError) as failed:
        await opened(name, http, settings).send(outbound(name, "+84912345678"))
    assert (failed.value.retry, failed.value.unsure) == (True, True)


@pytest.mark.parametrize("name", ["zalo_oa", "telegram", "sms_http"])
async def test_unconfigured_channels_are_not_there(http: ClientSession, name: str) -> None:
    assert KINDS[name].open(Configured(()), Outside(http=http, public_url=None)) is None


async def test_an_unknown_kind_of_gateway_is_an_error_that_names_what_there_is(http: ClientSession) -> None:
    with pytest.raises(ValueError, match="kannel"):
        opened("sms_http", http, sms(kind="nokia"))


async def test_a_token_that_is_none_names_its_setting_and_not_itself(http: ClientSession) -> None:
    with pytest.raises(ValueError, match=r"^MOTCUA_TELEGRAM_TOKEN") as refused:
        opened("telegram", http, TelegramSettings(token=SecretStr("no-token")))
    assert "no-token" not in str(refused.value)
