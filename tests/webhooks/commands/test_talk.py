"""`motcua talk --json` by the letter of the contract, line by line."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.tables.bot import exchanges
from tests.webhooks.house import SetClock, echo_house
from vietnam.calendar import VN
from webhooks.channel import kinds
from webhooks.house import House
from webhooks.talk_lines import answer

LIMITS = {kind.id: kind.limits for kind in kinds()}


async def said(house: House, line: str | bytes | dict[str, Any], clock: SetClock) -> dict[str, Any]:
    raw = json.dumps(line) if isinstance(line, dict) else line
    return await answer(house.assistant, LIMITS, raw.encode() if isinstance(raw, str) else raw, clock)


def line(**more: Any) -> dict[str, Any]:
    return {"channel": "webchat", "sender": "a", "text": "xin chào", **more}


@pytest.mark.parametrize(
    ("sent", "reply"),
    [
        pytest.param(
            line(),
            {"text": "Đã nghe: xin chào (-)", "buttons": [], "segments": None},
            id="nothing is proven by the sender",
        ),
        pytest.param(
            line(channel="sms_http", sender="+84905123456"),
            {"text": "Da nghe: xin chao (+84905123456)", "buttons": [], "segments": 1},
            id="the sender of an SMS is the proven phone",
        ),
        pytest.param(
            line(channel="sms_http", sender="0905123456"),
            {"text": "Da nghe: xin chao (+84905123456)", "buttons": [], "segments": 1},
            id="however it is written",
        ),
        pytest.param(
            line(channel="zalo_oa", sender=2462418246),
            {"text": "Đã nghe: xin chào (-)", "buttons": [], "segments": None},
            id="senders may be numbers",
        ),
        pytest.param(
            line(text="chọn"),
            {"text": "Đã nghe: chọn (-)", "buttons": ["Một cửa", "Hộ tịch"], "segments": None},
            id="buttons",
        ),
        pytest.param(
            line(text="chọn", channel="sms_http", sender="+84905123456"),
            {"text": "Da nghe: chon (+84905123456). 1: Mot cua 2: Ho tich", "buttons": [], "segments": 1},
            id="options of an SMS stand in the text",
        ),
        pytest.param(
            line(text="a\0b"),
            {"text": "Đã nghe: ab (-)", "buttons": [], "segments": None},
            id="a character that no database takes",
        ),
    ],
)
async def test_replies(house: House, clock: SetClock, sent: dict[str, Any], reply: dict[str, Any]) -> None:
    told = await said(house, sent, clock)
    assert told["replies"] == [reply]
    assert told["intents"] == ["chat.help"]
    assert told["elapsed_ms"] > 0
    assert set(told) == {"replies", "intents", "elapsed_ms"}


async def test_the_same_line_is_a_new_message(house: House, clock: SetClock) -> None:
    answers = [await said(house, line(), clock) for _ in range(2)]
    assert answers[0]["replies"] == answers[1]["replies"] != []


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("", id="empty"),
        pytest.param("xin chào", id="no JSON"),
        pytest.param("[]", id="no object"),
        pytest.param('{"channel": "webchat"', id="cut off"),
        pytest.param(b"\xff\xfe{}", id="no UTF-8"),
        pytest.param(line(channel="fax"), id="unknown channel"),
        pytest.param({"channel": "webchat", "text": "a"}, id="no sender"),
        pytest.param(line(sender=""), id="empty sender"),
        pytest.param(line(text=None), id="no text"),
        pytest.param(line(sent_at="hôm qua"), id="no time"),
        pytest.param('{"channel": "webchat", "sender": "a", "text": "\\ud83d"}', id="half a character"),
        pytest.param(line(text="hỏng"), id="a bug in a handler"),
    ],
)
async def test_a_bad_line_is_an_error_on_its_line(
    house: House, clock: SetClock, bad: str | bytes | dict[str, Any]
) -> None:
    told = await said(house, bad, clock)
    assert list(told) == ["error"]
    assert "xin chào" not in told["error"]
    assert (await said(house, line(), clock))["replies"]


@pytest.mark.parametrize(
    ("sent_at", "expected"),
    [
        pytest.param("2026-11-20T09:00:00+07:00", datetime(2026, 11, 20, 9, tzinfo=VN), id="given"),
        pytest.param("2026-11-20T02:00:00Z", datetime(2026, 11, 20, 9, tzinfo=VN), id="another zone"),
        pytest.param("2026-11-20T09:00:00", datetime(2026, 11, 20, 9, tzinfo=VN), id="without zone"),
        pytest.param(None, datetime(2026, 11, 22, 9, 0, 5, tzinfo=VN), id="absent: now"),
    ],
)
async def test_both_clocks_are_the_time_of_sending(
    database_url: str, data_dir: Path, clock: SetClock, sent_at: str | None, expected: datetime
) -> None:
    async with echo_house(database_url, data_dir, clock) as house:
        told = await said(house, line(sent_at=sent_at), clock)
        assert "replies" in told
        async with house.base.engine.connect() as connection:
            row = (await connection.execute(select(exchanges.c.sent_at, exchanges.c.received_at))).one()
    assert tuple(row) == (expected, expected)
