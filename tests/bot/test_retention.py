"""What is forgotten when, on the real database."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import retention
from db.tables.bot import conversations, exchanges, one_time_codes, outbox, proof_tries, ratings, tickets
from db.tables.bot_notices import campaign_rows, campaigns, notices, tasks
from vietnam.calendar import VN

NOW = datetime(2026, 11, 22, 3, tzinfo=VN)
TABLES = {
    table.name: table
    for table in (
        conversations, exchanges, notices, one_time_codes, outbox, proof_tries, ratings, tasks, tickets
    )
}  # fmt: skip
WHO = {"province": "51", "channel": "zalo_oa", "sender": "u1"}
ROWS: Mapping[str, Mapping[str, Any]] = {
    "conversations": {**WHO, "state": {"procedure": "1.001193"}, "phone": None, "last_at": NOW},
    "exchanges": {
        **WHO, "message_id": "m1", "sent_at": NOW, "received_at": NOW, "text": "chữ", "intents": [],
        "understood": True, "dossier_code": "H48.12-261102-0007",
    },
    "notices": {
        "province": "51", "once_key": "k", "kind": "answer", "subject": "+84905000001", "state": "delivered",
        "content": {"says": []}, "event_at": NOW, "planned_at": NOW, "expires_at": NOW,
    },
    "tasks": {
        "province": "51", "once_key": "k", "kind": "letter_owed", "desk": "officer", "content": {"says": []},
        "due_at": NOW, "created_at": NOW, "state": "done",
    },
    "outbox": {
        "province": "51", "channel": "zalo_oa", "recipient": "u1", "once_key": "k", "kind": "reply",
        "content": {"says": []}, "text": "chữ", "wordings": ["a@1"], "state": "sent", "due_at": NOW,
        "created_at": NOW,
    },
    "tickets": {
        **WHO, "kind": "handoff", "text": "chữ", "phone": "+84905000001", "state": "closed",
        "created_at": NOW, "closed_at": NOW, "closed_by": "can bo", "outcome": "đã gọi",
    },
    "ratings": {**WHO, "value": 4, "words": "chữ", "at": NOW},
    "proof_tries": {**WHO, "at": NOW, "unit_day": "H48.12-261102"},
    "one_time_codes": {**WHO, "phone": "+84905000001", "digest": "d", "issued_at": NOW},
}  # fmt: skip
MOMENTS = {
    "conversations": "last_at",
    "exchanges": "received_at",
    "notices": "ended_at",
    "outbox": "created_at",
    "tickets": "closed_at",
    "ratings": "at",
    "tasks": "done_at",
    "proof_tries": "at",
    "one_time_codes": "issued_at",
}


async def put(engine: AsyncEngine, name: str, age: timedelta, **more: Any) -> None:
    async with engine.begin() as connection:
        await connection.execute(
            insert(TABLES[name]).values({**ROWS[name], MOMENTS[name]: NOW - age, **more})
        )


async def column(engine: AsyncEngine, name: str, what: str) -> list[Any]:
    async with engine.connect() as connection:
        return list((await connection.execute(text(f"SELECT {what} FROM {name}"))).scalars())


DAYS_90, YEAR, TWO_YEARS = timedelta(days=90), timedelta(days=365), timedelta(days=730)
OLD = NOW - timedelta(days=91)
MORE, LESS = timedelta(minutes=1), timedelta(minutes=-1)
PROVEN = {"phone": "+84905000001", "phone_proven_at": NOW - timedelta(days=100)}


@pytest.mark.parametrize(
    ("name", "age", "more", "what", "left"),
    [
        pytest.param("exchanges", DAYS_90 + LESS, {}, "text", ["chữ"], id="words of 90 days"),
        pytest.param("exchanges", DAYS_90 + MORE, {}, "text", [None], id="older words in"),
        pytest.param("exchanges", DAYS_90 + MORE, {}, "dossier_code", [None], id="and what they were about"),
        pytest.param("exchanges", YEAR + MORE, {}, "text", [], id="records of a year ago"),
        pytest.param("outbox", DAYS_90 + LESS, {}, "text", ["chữ"], id="words out of 90 days"),
        pytest.param("outbox", DAYS_90 + MORE, {}, "text", [None], id="older words out"),
        pytest.param("outbox", DAYS_90 + MORE, {}, "content::text", [None], id="and their values"),
        pytest.param("outbox", DAYS_90 + MORE, {}, "wordings", [["a@1"]], id="but not which wording"),
        pytest.param("outbox", YEAR + MORE, {}, "state", [], id="records out of a year ago"),
        pytest.param("outbox", YEAR + MORE, {"state": "queued"}, "state", ["queued"], id="unless under way"),
        pytest.param("notices", DAYS_90 + LESS, {}, "count(content)", [1], id="words of a notice"),
        pytest.param("notices", DAYS_90 + MORE, {}, "count(content)", [0], id="old words of a notice"),
        pytest.param("notices", YEAR + LESS, {}, "state", ["delivered"], id="how a notice ended"),
        pytest.param("notices", YEAR + MORE, {}, "state", [], id="a year ago"),
        pytest.param("notices", YEAR + MORE, {"ended_at": None}, "count(*)", [1], id="not yet ended"),
        pytest.param("tasks", TWO_YEARS + LESS, {}, "state", ["done"], id="a task done"),
        pytest.param("tasks", TWO_YEARS + MORE, {}, "state", [], id="a task done two years ago"),
        pytest.param(
            "tasks", TWO_YEARS + MORE, {"state": "open", "done_at": None}, "state", ["open"], id="to do"
        ),
        pytest.param("tickets", DAYS_90 + MORE, {}, "text", [None], id="an answered request"),
        pytest.param("tickets", DAYS_90 + MORE, {}, "outcome", [None], id="and its answer"),
        pytest.param("tickets", DAYS_90 + MORE, {}, "closed_by", ["can bo"], id="not who answered"),
        pytest.param("tickets", MORE, {"created_at": OLD}, "text", ["chữ"], id="long open, closed today"),
        pytest.param(
            "tickets", MORE, {"closed_at": None, "created_at": OLD}, "text", [None],
            id="closed before that was kept",
        ),
        pytest.param(
            "tickets", MORE, {"state": "open", "closed_at": None, "created_at": OLD}, "text", ["chữ"],
            id="an open one stays",
        ),
        pytest.param("conversations", DAYS_90 + LESS, {}, "count(*)", [1], id="a talk of 90 days"),
        pytest.param("conversations", DAYS_90 + MORE, {}, "count(*)", [0], id="a silent talk"),
        pytest.param("conversations", DAYS_90 + MORE, PROVEN, "state::text", ["{}"], id="its topic"),
        pytest.param("conversations", DAYS_90 + MORE, PROVEN, "phone", ["+84905000001"], id="not its proof"),
        pytest.param(
            "conversations", timedelta(days=181),
            {"phone": "+84905000001", "phone_proven_at": NOW - timedelta(days=181)}, "phone", [],
            id="a proof that counts no more",
        ),
        pytest.param("ratings", DAYS_90 + MORE, {}, "sender", [""], id="who rated"),
        pytest.param("ratings", DAYS_90 + MORE, {}, "words", ["chữ"], id="not what was said"),
        pytest.param("ratings", timedelta(days=731), {}, "words", [None], id="for two years"),
        pytest.param("proof_tries", timedelta(hours=47), {}, "count(*)", [1], id="tries of two days"),
        pytest.param("proof_tries", timedelta(hours=49), {}, "count(*)", [0], id="older tries"),
        pytest.param("one_time_codes", timedelta(hours=23), {}, "count(*)", [1], id="codes of a day"),
        pytest.param("one_time_codes", timedelta(hours=25), {}, "count(*)", [0], id="older codes"),
        pytest.param("exchanges", YEAR, {"province": "46"}, "text", ["chữ"], id="another province's words"),
    ],
)  # fmt: skip
async def test_what_is_left(
    engine: AsyncEngine, name: str, age: timedelta, more: dict[str, Any], what: str, left: list[Any]
) -> None:
    await put(engine, name, age, **more)
    await retention.run(engine, "51", NOW)
    assert await column(engine, name, what) == left
    assert not any((await retention.run(engine, "51", NOW)).values())


async def test_it_works_in_batches(engine: AsyncEngine) -> None:
    for number in range(7):
        await put(engine, "exchanges", DAYS_90 + MORE, message_id=f"m{number}")
    done = await retention.run(engine, "51", NOW, batch=3)
    assert done["texts in"] == 7
    assert await column(engine, "exchanges", "text") == [None] * 7


async def test_the_queues_own_log_is_trimmed(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        for age in ("2 hours", "3 hours", "1 minute"):
            await connection.execute(
                text(
                    "INSERT INTO pgqueuer_log (created, job_id, status, priority, entrypoint)"
                    f" VALUES (now() - interval '{age}', 1, 'successful', 0, 'deliver')"
                )
            )
    assert await retention.trim_job_log(engine) == 2
    assert await column(engine, "pgqueuer_log", "count(*)") == [1]


async def test_whom_a_campaign_was_for(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        for ended_at in (NOW - DAYS_90 + MORE, NOW - DAYS_90 - MORE):
            values = {
                "province": "51", "name": "bão", "chat": "Nghỉ.", "state": "done", "rate": 60,
                "created_by": "cb", "created_at": NOW, "ends_at": NOW, "ended_at": ended_at,
            }  # fmt: skip
            number = await connection.scalar(insert(campaigns).values(values).returning(campaigns.c.id))
            row = {"province": "51", "campaign_id": number, "row": 1, "phone": "+84905000001", "values": {}}
            await connection.execute(insert(campaign_rows).values(row))
    assert (await retention.run(engine, "51", NOW))["rows of campaigns"] == 1
    assert await column(engine, "campaign_rows", "count(*)") == [1]
