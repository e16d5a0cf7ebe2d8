"""Every channel over HTTP and the real database: taken once, refused unsigned, never an error for garbage."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.message import Inbound
from db.engine import create_engine
from tests.webhooks.cases import CHANNELS, Case, cases, one, signed_query
from tests.webhooks.house import Client, SetClock
from tests.webhooks.outbox import count, rows
from webhooks.house import House

SIGNED = tuple(name for name in CHANNELS if name != "webchat")


async def push(client: Client, case: Case) -> int:
    request = case.request()
    if request.method == "GET":
        status, _ = await client.get(f"{case.path}?{request.query.decode()}")
        return status
    return await client.post(case.path, request.body, request.headers)


@pytest.mark.parametrize("name", CHANNELS)
async def test_a_message_is_answered_once_however_often_it_comes(
    client: Client, house: House, name: str
) -> None:
    first = await push(client, one(name))
    again = await asyncio.gather(*(push(client, one(name)) for _ in range(4)))
    assert {first, *again} == {202 if name == "webchat" else 200}
    engine = house.base.engine
    assert await count(engine, "exchanges") == 1
    assert await count(engine, "outbox") == 1
    assert await count(engine, "pgqueuer") == 1


@pytest.mark.parametrize("case", [case for case in cases() if "receipt" not in str(case.id)])
async def test_what_was_recorded_is_thanked_for(client: Client, house: House, case: Case) -> None:
    assert await push(client, case) in (200, 202)
    messages = [item for item in case.items if isinstance(item, Inbound)]
    assert await count(house.base.engine, "exchanges") == len(messages)


@pytest.mark.parametrize("name", SIGNED)
async def test_unsigned_is_refused_and_leaves_nothing(client: Client, house: House, name: str) -> None:
    case = one(name)
    if name == "sms_http":
        status, _ = await client.get(f"{case.path}?{case.query}")
    else:
        status = await client.post(case.path, case.body.encode())
    assert status == 401
    assert await count(house.base.engine, "exchanges") == 0


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe\x00", id="bytes"),
        pytest.param(b"{" * 1000, id="open braces"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b"null", id="null"),
        pytest.param(b'{"timestamp": {}}', id="wrong type"),
        pytest.param(b'{"sender": "\\ud800"}', id="half a letter"),
    ],
)
async def test_garbage_is_never_an_error_of_ours(client: Client, body: bytes) -> None:
    headers = {"x-telegram-bot-api-secret-token": "bi-mat-telegram", "x-zevent-signature": "mac=00"}
    for name in (*CHANNELS, "viber"):
        assert 400 <= await client.post(f"/webhooks/{name}", body, headers) < 500 or name == "telegram"
        status, _ = await client.get(f"/webhooks/{name}?{signed_query(name, 'from=%00&text=%00')}")
        assert status < 500


async def test_too_long_a_body_is_refused(client: Client) -> None:
    assert await client.post("/webhooks/telegram", b"x" * 300_000) == 413


@pytest.mark.parametrize("name", ["viber", "zalo_bot"])
async def test_an_unknown_channel_is_not_found(client: Client, name: str) -> None:
    assert await client.post(f"/webhooks/{name}", b"{}") == 404


async def test_zero_characters_do_not_reach_the_database(client: Client, house: House) -> None:
    case = one("sms_http")
    assert await push(client, replace(case, query="from=0912345678&text=ho%00so&id=a%00b&time=1")) == 200
    ((message_id, words),) = await rows(house.base.engine, "SELECT message_id, text FROM exchanges")
    assert (message_id, words) == ("ab", "hoso")


async def test_a_handler_with_a_bug_is_an_error_page_without_words(
    client: Client, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    case = one("sms_http")
    query = "from=0912345678&text=h%E1%BB%8Fng&id=1"
    assert await push(client, replace(case, query=query)) == 500
    assert await count(house.base.engine, "exchanges") == 0
    assert "RuntimeError" in caplog.text
    assert "912345678" not in caplog.text
    assert "bug" not in caplog.text


async def test_while_the_database_is_away_the_provider_is_told_to_come_again(
    client: Client, house: House
) -> None:
    async with house.base.engine.connect() as connection:
        name = (await connection.execute(text("SELECT current_database()"))).scalar_one()
    other = house.base.engine.url.set(database="postgres")
    admin = create_engine(other).execution_options(isolation_level="AUTOCOMMIT")
    try:
        async with admin.connect() as connection:
            await connection.execute(text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'))
            await connection.execute(
                text("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :name"),
                {"name": name},
            )
        assert await push(client, one("zalo_oa")) == 503
        assert (await client.get("/readyz"))[0] == 503
        assert (await client.get("/healthz"))[0] == 200
        async with admin.connect() as connection:
            await connection.execute(text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'))
    finally:
        await admin.dispose()
    assert await push(client, one("zalo_oa")) == 200
    assert await count(house.base.engine, "exchanges") == 1


async def test_receipts_of_unknown_messages_are_thanked_for(client: Client) -> None:
    assert await push(client, one("sms_http", "receipt_delivered")) == 200
    assert await push(client, one("zalo_oa", "received")) == 200


async def test_metrics_count_and_name_nobody(client: Client, house: House, clock: SetClock) -> None:
    await push(client, one("sms_http"))
    await push(client, one("sms_http"))
    await client.post("/webhooks/zalo_oa", b"{}")
    status, page = await client.get("/metrics")
    assert status == 200
    assert 'motcua_turns_total{channel="sms_http",seen="False"} 1.0' in page
    assert 'motcua_turns_total{channel="sms_http",seen="True"} 1.0' in page
    assert 'motcua_webhooks_refused_total{channel="zalo_oa",reason="not signed"} 1.0' in page
    assert 'motcua_outbox_messages{state="queued"} 1.0' in page
    assert "912345678" not in page
    assert "motcua_outbox_held_back{" not in page
    assert "motcua_feeds_silent 0.0" in page
    async with house.base.engine.begin() as connection:
        await connection.execute(text("UPDATE outbox SET attempts = 1, reason = 'refused'"))
        await connection.execute(text("INSERT INTO unit_feeds VALUES ('51', 'H48.12', now(), now())"))
    _, page = await client.get("/metrics")
    assert 'motcua_outbox_held_back{channel="sms_http"} 1.0' in page
    assert "motcua_feeds_silent 1.0" in page


async def test_answers_carry_the_headers_that_keep_browsers_safe(client: Client) -> None:
    policies = {"/healthz": "default-src 'none'", "/docs": "script-src 'self';", "/": "'self'"}
    for path, policy in policies.items():
        async with client.http.get(client.base + path) as answer:
            assert answer.status == 200
            assert policy in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
