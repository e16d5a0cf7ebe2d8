"""The sandbox: the real turn without accounts, and its doors shut as soon as anything is real."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot import outbox
from tests.webhooks.conftest import served
from tests.webhooks.house import Client, SetClock, echo_house
from tests.webhooks.outbox import count
from webhooks.house import House


async def post(client: Client, channel: str, **typed: Any) -> int:
    return await client.post(
        f"/sandbox/{channel}/messages",
        json.dumps(typed).encode(),
        {"Content-Type": "application/json"},
    )


async def read(client: Client, channel: str, sender: str) -> list[str]:
    status, body = await client.get(f"/sandbox/{channel}/messages", {"X-Sandbox-Sender": sender})
    assert status == 200
    return [message["text"] for message in body["messages"]]


@pytest.mark.parametrize(
    ("channel", "typed", "reader", "answer"),
    [
        pytest.param(
            "sms_http", {"sender": "+84905000001", "text": "chào"}, "+84905000001",
            "Da nghe: chao (+84905000001)", id="a SIM proves its number",
        ),
        pytest.param(
            "sms_http", {"sender": "0905 000 001", "text": "chào"}, "84905000001",
            "Da nghe: chao (+84905000001)", id="however it is written",
        ),
        pytest.param(
            "zalo_oa", {"sender": "u1", "text": "chào"}, "u1", "Đã nghe: chào (-)", id="an account does not"
        ),
        pytest.param(
            "telegram", {"sender": "u1", "text": "số"}, "u1", "Đã nghe: số (-)", id="nor here"
        ),
    ],
)  # fmt: skip
async def test_each_channel_answers_in_its_own_form(
    database_url: str, data_dir: Path, clock: SetClock, channel: str, typed: dict[str, str], reader: str,
    answer: str,
) -> None:  # fmt: skip
    async with echo_house(database_url, data_dir, clock, channels=()) as house, served(house) as client:
        assert await post(client, channel, **typed) == 202
        await outbox.sweep(house.base.office)
        assert await read(client, channel, reader) == [answer]


async def test_a_shared_phone_is_proven(client: Client, house: House) -> None:
    await post(client, "telegram", sender="u1", text="Chia sẻ số", share_phone="+84905000001")
    await post(client, "telegram", sender="u1", text="rồi sao nữa")
    await outbox.sweep(house.base.office)
    assert (await read(client, "telegram", "u1"))[-1] == "Đã nghe: rồi sao nữa (+84905000001)"


async def test_the_same_message_id_is_taken_once(client: Client, house: House) -> None:
    for _ in range(2):
        assert await post(client, "zalo_oa", sender="u1", text="chào", message_id="m1") == 202
    assert await count(house.base.engine, "exchanges") == 1


@pytest.mark.parametrize(
    ("channel", "typed", "status"),
    [
        pytest.param("sms_http", {"sender": "bà Mẫu", "text": "chào"}, 400, id="no number"),
        pytest.param("zalo_oa", {"sender": "u1", "share_phone": "123"}, 400, id="no number to share"),
        pytest.param("zalo_oa", {"sender": "", "text": "chào"}, 422, id="nobody"),
        pytest.param("viber", {"sender": "u1", "text": "chào"}, 404, id="no such channel"),
        pytest.param("webchat", {"sender": "u1", "text": "chào"}, 404, id="the page has its own door"),
    ],
)
async def test_refusals(client: Client, channel: str, typed: dict[str, str], status: int) -> None:
    assert await post(client, channel, **typed) == status


async def test_real_dossiers_shut_it(client: Client, house: House) -> None:
    async with house.base.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO dossiers"
                " (province, code, unit_code, status, authorised_phones, updated_at, source, event)"
                " VALUES ('51', 'H48.12-261102-0007', 'H48.12', 4, '{}', now(), 'feed', '{}')"
            )
        )
    assert await post(client, "sms_http", sender="+84905000001", text="chào") == 403
    status, _ = await client.get("/sandbox/sms_http/messages", {"X-Sandbox-Sender": "+84905000001"})
    assert status == 403


async def test_a_live_server_has_none(database_url: str, data_dir: Path, clock: SetClock) -> None:
    async with echo_house(database_url, data_dir, clock, live=True) as house, served(house) as client:
        assert await post(client, "sms_http", sender="+84905000001", text="chào") == 404
        assert (await client.get("/sandbox"))[0] == 404
        assert (await client.get("/"))[0] == 200


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"sender": "u1", "text": 12345}', id="no text"),
        pytest.param(b'{"sender": "u1", "text": ["\\ud800 12345"]}', id="half a character"),
        pytest.param(b'{"sender": "u1", "text": "12345', id="no JSON"),
    ],
)
async def test_what_is_refused_is_not_repeated(client: Client, body: bytes) -> None:
    url = f"{client.base}/sandbox/telegram/messages"
    async with client.http.post(url, data=body, headers={"Content-Type": "application/json"}) as answer:
        assert answer.status == 422
        assert "12345" not in await answer.text()
