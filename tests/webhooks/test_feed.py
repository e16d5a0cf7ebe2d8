from datetime import datetime, timedelta
from typing import Any

import httpx2
import orjson
import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.feed import SignatureProblem, read_feed, sign, verify_signature
from knowledge.dossiers.store import everything
from tests.knowledge.dossiers.make import PROVINCE, dossier, event
from webhooks.feed import LARGEST_BODY, feed_router

SECRET = "không ai biết"
NOW = datetime.fromisoformat("2026-11-22T08:00:00+07:00")


async def post(
    engine: AsyncEngine, body: bytes, signature: str | None, *, secret: str | None = SECRET
) -> httpx2.Response:
    app = FastAPI()
    app.include_router(feed_router(engine=engine, province=PROVINCE, secret=secret, clock=lambda: NOW))
    headers = {} if signature is None else {"X-Motcua-Signature": signature}
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://motcua") as client:
        return await client.post("/feed/dossiers", content=body, headers=headers)


async def send(engine: AsyncEngine, content: Any) -> httpx2.Response:
    body = orjson.dumps(content)
    return await post(engine, body, sign(body, SECRET, NOW))


async def kept(engine: AsyncEngine) -> list[Dossier]:
    async with engine.connect() as conn:
        return [found async for found in everything(conn, PROVINCE)]


async def test_one_event_or_a_list_is_taken(engine: AsyncEngine) -> None:
    one = await send(engine, event(1))
    assert (one.status_code, one.json()) == (202, {"count": 1, "taken": 1, "unchanged": 0, "stale": 0})
    both = await send(engine, [event(1), event(2), event(1, sequence=3)])
    assert (both.status_code, both.json()) == (202, {"count": 3, "taken": 1, "unchanged": 1, "stale": 1})
    assert await kept(engine) == [dossier(1), dossier(2)]
    assert (await send(engine, [])).json()["count"] == 0


async def test_the_same_body_again_is_all_unchanged(engine: AsyncEngine) -> None:
    body = [event(1, sequence=1), event(1, sequence=2, status=9), event(2)]
    assert (await send(engine, body)).json()["taken"] == 3
    again = await send(engine, body)
    assert (again.status_code, again.json()) == (202, {"count": 3, "taken": 0, "unchanged": 3, "stale": 0})


@pytest.mark.parametrize(
    ("body", "row", "field"),
    [
        pytest.param([event(1), event(2, status="lạ")], 2, "status", id="a bad value"),
        pytest.param([event(1), "x"], 2, "", id="no object"),
        pytest.param([event(1), event(1, status=9)], 2, "sequence", id="same sequence, other content"),
        pytest.param({"code": "x"}, 1, "code", id="a single one"),
        pytest.param("x", 1, "", id="neither object nor list"),
    ],
)
async def test_one_bad_row_refuses_all(engine: AsyncEngine, body: Any, row: int, field: str) -> None:
    answer = await send(engine, body)
    assert answer.status_code == 400
    assert (answer.json()["row"], answer.json()["field"]) == (row, field)
    assert answer.json()["reason"] == answer.json()["refused"][0]["reason"] != ""
    assert await kept(engine) == []


async def test_what_is_no_json_is_refused(engine: AsyncEngine) -> None:
    for body in (b"{", b"", b'{"code": "\xff"}'):
        answer = await post(engine, body, sign(body, SECRET, NOW))
        assert (answer.status_code, answer.json()["row"]) == (400, 1)


BODY = orjson.dumps(event(1))
GOOD = sign(BODY, SECRET, NOW)


@pytest.mark.parametrize(
    ("signature", "problem"),
    [
        pytest.param(GOOD, None, id="good"),
        pytest.param(GOOD.upper().replace("T=", "t=").replace("V1=", "v1="), None, id="upper-case hex"),
        pytest.param(GOOD.replace(",", ", "), None, id="space after the comma"),
        pytest.param(sign(BODY, SECRET, NOW - timedelta(minutes=5)), None, id="just young enough"),
        pytest.param(sign(BODY, SECRET, NOW - timedelta(seconds=301)), SignatureProblem.OLD, id="old"),
        pytest.param(sign(BODY, SECRET, NOW + timedelta(seconds=5)), None, id="clocks a little apart"),
        pytest.param(sign(BODY, SECRET, NOW + timedelta(seconds=30)), SignatureProblem.FUTURE, id="future"),
        pytest.param(sign(BODY, "khác", NOW), SignatureProblem.WRONG, id="another secret"),
        pytest.param(sign(BODY + b" ", SECRET, NOW), SignatureProblem.WRONG, id="another body"),
        pytest.param(
            GOOD.replace("t=1", "t=2"), SignatureProblem.WRONG, id="the moment belongs to what is signed"
        ),
        pytest.param(GOOD[:-2] + "đđ", SignatureProblem.WRONG, id="no hex"),
        pytest.param("t=x,v1=00", SignatureProblem.MALFORMED, id="no moment"),
        pytest.param("t=٣,v1=00", SignatureProblem.MALFORMED, id="other digits"),
        pytest.param(GOOD.partition(",")[0], SignatureProblem.MALFORMED, id="no v1"),
        pytest.param("rubbish", SignatureProblem.MALFORMED, id="rubbish"),
        pytest.param("", SignatureProblem.MISSING, id="empty"),
        pytest.param(None, SignatureProblem.MISSING, id="none"),
    ],
)
def test_signature(signature: str | None, problem: SignatureProblem | None) -> None:
    assert verify_signature(signature, BODY, SECRET, NOW) is problem


@pytest.mark.parametrize(
    "signature",
    [
        pytest.param(None, id="none"),
        pytest.param(sign(BODY, "khác", NOW), id="wrong"),
        pytest.param(sign(BODY, SECRET, NOW - timedelta(minutes=6)), id="old"),
        pytest.param(sign(BODY, SECRET, NOW + timedelta(minutes=6)), id="future"),
    ],
)
async def test_a_bad_signature_takes_nothing(engine: AsyncEngine, signature: str | None) -> None:
    answer = await post(engine, BODY, signature)
    assert answer.status_code == 401 and answer.json()["reason"]
    assert await kept(engine) == []


@pytest.mark.parametrize("secret", [None, ""])
async def test_without_a_secret_nobody_is_believed(engine: AsyncEngine, secret: str | None) -> None:
    answer = await post(engine, BODY, sign(BODY, "", NOW), secret=secret)
    assert answer.status_code == 503
    assert await kept(engine) == []


async def test_a_body_without_end_is_refused(engine: AsyncEngine) -> None:
    answer = await post(engine, b" " * (LARGEST_BODY + 1), GOOD)
    assert answer.status_code == 413


def test_read_feed_gives_dossiers() -> None:
    assert read_feed(orjson.dumps([event(1), event(2)])) == [dossier(1), dossier(2)]
