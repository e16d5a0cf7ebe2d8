"""The web chat's doors: what leaves can be read back by whoever holds the talk's id, and by nobody else."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest

from bot import outbox
from tests.webhooks.conftest import served
from tests.webhooks.house import Client, SetClock
from tests.webhooks.outbox import count, rows, states
from webhooks import limiter
from webhooks.chat import LOOKS, PER_TALK, SLOW_DOWN, Doors
from webhooks.house import House
from webhooks.limiter import Buckets, Rate

SESSION = "f3b1c2d4e5f60718293a4b5c6d7e8f90"
OTHER = "00000000000000000000000000000000"
READ = "/webhooks/webchat/messages"


async def post(client: Client, text: str, message_id: str = "m1", session: str = SESSION) -> int:
    body = {"sender": session, "message_id": message_id, "text": text}
    return await client.post("/webhooks/webchat", json.dumps(body).encode())


async def read(client: Client, query: str = "", session: str = SESSION) -> list[dict[str, Any]]:
    status, body = await client.get(READ + query, {"X-Webchat-Session": session})
    assert status == 200
    messages: list[dict[str, Any]] = body["messages"]
    return messages


async def test_what_left_is_read_back_in_order(client: Client, house: House) -> None:
    for number, word in enumerate(("một", "chọn")):
        assert await post(client, word, f"m{number}") == 202
    assert await read(client) == []
    await outbox.sweep(house.base.office)
    first, second = await read(client)
    assert (first["text"], first["buttons"]) == ("Đã nghe: một (-)", [])
    assert (second["text"], second["buttons"]) == ("Đã nghe: chọn (-)", ["Một cửa", "Hộ tịch"])
    assert await read(client, f"?after={first['id']}") == [second]
    assert await read(client, session=OTHER) == []


async def test_the_id_of_a_talk_is_stored_nowhere(client: Client, house: House) -> None:
    await post(client, "một")
    await outbox.sweep(house.base.office)
    for table in ("conversations", "exchanges", "outbox"):
        (kept,) = await rows(house.base.engine, f"SELECT to_jsonb(t)::text AS row FROM {table} t")
        assert SESSION not in kept.row


async def test_waiting_ends_with_the_first_answer(client: Client, house: House) -> None:
    await post(client, "một")
    waiting = asyncio.create_task(read(client, "?wait=20"))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    await outbox.sweep(house.base.office)
    assert len(await asyncio.wait_for(waiting, 5)) == 1


async def test_waiting_ends_when_the_server_stops(house: House) -> None:
    async with served(house) as client:
        waiting = asyncio.create_task(read(client, "?wait=20"))
        await asyncio.sleep(0.1)
        house.closing.set()
        assert await asyncio.wait_for(waiting, 5) == []


async def test_a_deleted_talk_leaves_no_words(client: Client, house: House) -> None:
    await post(client, "một")
    await outbox.sweep(house.base.office)
    await post(client, "hai", "m2")
    await post(client, "khác", session=OTHER)
    async with client.http.delete(client.base + READ, headers={"X-Webchat-Session": SESSION}) as gone:
        assert gone.status == 204
    assert await read(client) == []
    assert await states(house.base.engine) == ["sent", "expired", "queued"]
    texts = await rows(house.base.engine, "SELECT text FROM exchanges ORDER BY received_at, message_id")
    assert sorted(str(row.text) for row in texts) == ["None", "None", "khác"]
    assert await count(house.base.engine, "conversations") == 1
    await outbox.sweep(house.base.office)
    assert await read(client) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"sender": "guessable"}, id="a short id"),
        pytest.param({"sender": "x" * 65}, id="a long id"),
        pytest.param({"sender": "'; DROP TABLE outbox; --'''"}, id="an id of other letters"),
        pytest.param({"message_id": ""}, id="no message id"),
        pytest.param({"text": None}, id="no text"),
        pytest.param({"text": "x" * 20_000}, id="a novel"),
        pytest.param({"sent_at": "yesterday"}, id="no time"),
    ],
)
async def test_what_no_page_sends_is_refused(client: Client, house: House, change: dict[str, Any]) -> None:
    body = {"sender": SESSION, "message_id": "m1", "text": "một", **change}
    status = await client.post("/webhooks/webchat", json.dumps(body).encode())
    assert 400 <= status < 500
    assert await count(house.base.engine, "exchanges") == 0


@pytest.mark.parametrize("session", ["", "short", "x" * 65])
async def test_reading_needs_the_id_of_a_talk(client: Client, session: str) -> None:
    status, _ = await client.get(READ, {"X-Webchat-Session": session})
    assert status == 422


async def test_one_talk_cannot_flood(client: Client, house: House) -> None:
    asked = [await post(client, "một", f"m{number}") for number in range(int(PER_TALK.burst) + 5)]
    assert asked.count(202) == PER_TALK.burst
    assert asked.count(429) == 5
    assert await post(client, "một", session=OTHER) == 202
    assert await count(house.base.engine, "exchanges") == PER_TALK.burst + 1


async def test_there_is_no_way_around_the_doors(client: Client, house: House) -> None:
    body = json.dumps({"sender": SESSION, "message_id": "m1", "text": "một"}).encode()
    assert await client.post("/webhooks/webchat/receipt", body) == 401
    assert await count(house.base.engine, "exchanges") == 0


def test_one_network_cannot_flood_by_looking() -> None:
    doors = Doors()
    asked = [doors.look("203.0.113.7") for _ in range(int(LOOKS.burst) + 100)]
    assert asked.count(True) < LOOKS.burst + 50
    assert doors.look("203.0.113.8")
    assert all(doors.look("127.0.0.1") for _ in range(1000))


async def test_a_shut_door_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Doors, "look", lambda self, host: False)
    status, body = await client.get(READ, {"X-Webchat-Session": SESSION})
    assert (status, body) == (429, {"detail": SLOW_DOWN})


async def test_one_talk_cannot_flood_by_deleting(client: Client) -> None:
    async def delete() -> int:
        async with client.http.delete(client.base + READ, headers={"X-Webchat-Session": SESSION}) as gone:
            return gone.status

    asked = [await delete() for _ in range(int(PER_TALK.burst) + 5)]
    assert set(asked) == {204, 429}


@pytest.mark.parametrize("after", ["-1", "9223372036854775808", "x"])
async def test_no_message_has_such_an_id(client: Client, after: str) -> None:
    status, _ = await client.get(f"{READ}?after={after}", {"X-Webchat-Session": SESSION})
    assert status == 422


def test_a_bucket_fills_again() -> None:
    buckets = Buckets(Rate(burst=2, per_second=0.5))
    taken = [buckets.take("a", at) for at in (0.0, 0.0, 0.0, 1.0, 2.0, 2.0, 100.0, 100.0, 100.0)]
    assert taken == [True, True, False, False, True, False, True, True, False]
    assert buckets.take("b", 2.0)


def test_buckets_do_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiter, "MOST_KEYS", 10)
    buckets = Buckets(Rate(burst=1, per_second=0.001))
    assert all(buckets.take(str(number), 0.0) for number in range(100))
    assert not buckets.take("99", 0.0)
    assert buckets.take("0", 0.0)


@pytest.mark.parametrize(
    ("host", "network"),
    [
        pytest.param("203.0.113.7", "203.0.113.7", id="IPv4"),
        pytest.param("::ffff:203.0.113.7", "203.0.113.7", id="IPv4 in IPv6"),
        pytest.param("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002", id="IPv6: one customer is a /64"),
        pytest.param("127.0.0.1", None, id="this machine"),
        pytest.param("::1", None, id="this machine, IPv6"),
        pytest.param("::ffff:127.0.0.1", None, id="this machine, IPv4 in IPv6"),
        pytest.param("unix", None, id="no address"),
    ],
)
def test_networks(host: str, network: str | None) -> None:
    assert limiter.network(host) == network


async def test_a_message_kept_back_keeps_its_time(client: Client, house: House, clock: SetClock) -> None:
    written = clock.now - timedelta(hours=3)
    body = {"sender": SESSION, "message_id": "m1", "text": "một", "sent_at": written.isoformat()}
    assert await client.post("/webhooks/webchat", json.dumps(body).encode()) == 202
    ((sent_at, received_at),) = await rows(house.base.engine, "SELECT sent_at, received_at FROM exchanges")
    assert (sent_at, received_at) == (written, clock.now)
