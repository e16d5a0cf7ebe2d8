"""Speed, steps, ends, look-ups, apologies, ratings and SMS of a province that can be counted by hand."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.figures.apology_store import apologies
from bot.figures.lookups_store import look_ups
from bot.figures.punctuality import By
from bot.figures.rating import Marks, summed
from bot.figures.rating_store import rated
from bot.figures.telling import Apologies, Ending, LookUps, Speed, Step, Texts
from bot.figures.telling_store import endings, speeds, steps, texts
from db.tables.bot import exchanges, outbox, ratings
from tests.bot.figures.make import PROVINCE, at, ended, keep, put_notice, put_task, running, scope
from vietnam.sms import segments

OCTOBER = at(1) - timedelta(days=20)


async def test_speed_steps_and_ends(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        for serial in range(1, 101):
            await put_notice(connection, serial, ended_at=at(10) + timedelta(seconds=serial))
        call = {"state": "called", "ended_on": "call", "rung": 2, "kind": "refused"}
        await put_notice(connection, 201, **call, ended_at=at(11))
        await put_notice(connection, 202, state="dropped", reason="hồ sơ đã xong", ended_on=None, rung=0)
        await put_notice(connection, 203, ended_at=None, state="out")
        await put_notice(connection, 204, ended_at=OCTOBER)
        await put_notice(connection, 205, province="79")
        assert await speeds(connection, scope()) == [
            Speed(kind="ready", n=100, p50=50.5, p95=95.05, p99=99.01),
            Speed(kind="refused", n=1, p50=86400, p95=86400, p99=86400),
        ]
        assert await steps(connection, scope()) == [
            Step(rung=1, on="zalo_oa", n=100),
            Step(rung=2, on="call", n=1),
        ]
        assert await endings(connection, scope()) == [
            Ending(kind="ready", state="delivered", reason="", n=100),
            Ending(kind="ready", state="dropped", reason="hồ sơ đã xong", n=1),
            Ending(kind="refused", state="called", reason="", n=1),
        ]
        assert await speeds(connection, scope(unit="H48.14")) == []


async def test_an_event_from_a_fast_clock_took_no_time(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await put_notice(connection, 1, event_at=at(10), ended_at=at(10) - timedelta(minutes=8))
        await put_notice(connection, 2, event_at=at(10), ended_at=at(10) + timedelta(minutes=2))
        (speed,) = await speeds(connection, scope())
        assert (speed.n, speed.p50) == (2, 60)


@pytest.mark.parametrize(
    ("reason", "sort"),
    [
        pytest.param("đã báo qua điện thoại (Trần Thị Thử)", "đã báo qua điện thoại", id="officer's name"),
        pytest.param("nhầm số; đã gọi 2 lần, lần cuối 09:00 20/11/2026", "nhầm số", id="how often tried"),
        pytest.param("kết quả từ 09:00 20/11/2026, đã cũ", "kết quả từ …, đã cũ", id="a moment"),
        pytest.param(None, "", id="none"),
    ],
)
async def test_reasons_are_sorted_without_names(engine: AsyncEngine, reason: str | None, sort: str) -> None:
    async with engine.begin() as connection:
        await put_notice(connection, 1, reason=reason)
        assert [ending.reason for ending in await endings(connection, scope())] == [sort]


async def ask(
    connection: AsyncConnection, serial: int, when: datetime, intent: str = "dossier.status"
) -> None:
    await connection.execute(
        insert(exchanges).values(
            province=PROVINCE,
            channel="webchat",
            message_id=f"{serial}/{when.isoformat()}/{intent}",
            sender="a",
            sent_at=when,
            received_at=when,
            intents=["chat.help", intent],
            understood=True,
            dossier_code=f"H48.12-261102-{serial:04d}",
        )
    )


async def test_look_ups_that_a_notice_would_have_spared(engine: AsyncEngine) -> None:
    """Each dossier became ready on the 10th at 09:00 (a change of state), after one event in work."""
    in_work = [running(serial, "2026-11-20T17:00:00+07:00", sequence=1) for serial in range(1, 8)]
    done = [ended(serial, at(10), sequence=2, updated_at=at(10).isoformat()) for serial in range(1, 8)]
    await keep(engine, *in_work)
    await keep(engine, *done)
    async with engine.begin() as connection:
        await put_notice(connection, 2, ended_at=at(10, 10))
        await put_notice(connection, 3, ended_at=at(11, 12))
        await put_notice(connection, 4, state="dropped", ended_at=at(10, 9, 5))
        await ask(connection, 1, at(11))  # nothing was sent: avoidable
        await ask(connection, 2, at(11))  # told an hour after: a question of its own
        await ask(connection, 3, at(11))  # told only after the question: avoidable
        await ask(connection, 4, at(11))  # the notice reached nobody: avoidable
        await ask(connection, 5, at(14))  # more than 72 hours later
        await ask(connection, 6, at(9))  # before the change
        await ask(connection, 7, at(11), intent="procedure.fee")  # not about the dossier's state
        assert await look_ups(connection, scope()) == LookUps(questions=6, avoidable=3, changes=7)
        assert (await look_ups(connection, scope())).per_hundred == pytest.approx(300 / 7)
        assert await look_ups(connection, scope(unit="H48.14")) == LookUps(
            questions=0, avoidable=0, changes=0
        )


async def test_apologies(engine: AsyncEngine) -> None:
    """All are promised for the 20th, so the apology must have left by the end of the 19th."""
    await keep(engine, *(running(serial, "2026-11-20T17:00:00+07:00") for serial in range(1, 6)))
    async with engine.begin() as connection:
        sent = {"kind": "overdue_apology"}
        await put_notice(connection, 1, **sent, left_at=at(19, 23, 59))
        await put_notice(connection, 2, **sent, left_at=at(20, 0, 0))
        await put_task(connection, 3)
        await put_notice(connection, 3, **sent, left_at=at(21))
        await put_task(connection, 4)
        await put_task(connection, 5, kind="letter_owed")
        expected = Apologies(unit="H48.12", in_time=1, late=2, missed=1)
        assert await apologies(connection, scope(), days_before=1) == [expected]
        assert expected.owed == 4
        earlier = Apologies(unit="H48.12", in_time=0, late=3, missed=1)
        assert await apologies(connection, scope(), days_before=2) == [earlier]


async def test_ratings(engine: AsyncEngine) -> None:
    await keep(engine, *(ended(serial, at(5)) for serial in range(1, 7)))
    async with engine.begin() as connection:
        for serial, value in enumerate((5, 4, 3, 1), 1):
            await put_notice(connection, serial, kind="survey", left_at=at(6))
            await connection.execute(
                insert(ratings).values(
                    province=PROVINCE,
                    dossier_code=f"H48.12-261102-{serial:04d}",
                    unit_code="H48.12",
                    procedure_code="1.004884",
                    channel="zalo_oa",
                    sender="a",
                    value=value,
                    at=at(7),
                )
            )
        await put_notice(connection, 5, kind="survey", left_at=at(6))
        await put_notice(connection, 6, kind="survey", left_at=None)
        sums = summed(await rated(connection, scope()), By.BOTH)
    marks = Marks(n=4, total=13, satisfied=2, asked=5, answered=4)
    assert sums == {("H48.12", "1.004884"): marks}
    assert (marks.mean, marks.share, marks.response_rate) == (3.25, 0.5, 0.8)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 160, id="one piece"),
        pytest.param("a" * 161, id="two pieces"),
        pytest.param("a" * 306, id="two full pieces"),
        pytest.param("a" * 307, id="three pieces"),
        pytest.param("[" * 80, id="80 brackets take 160"),
        pytest.param("[" * 81, id="81 take two pieces"),
    ],
)
async def test_segments_are_counted_as_they_are_paid(engine: AsyncEngine, text: str) -> None:
    async with engine.begin() as connection:
        await put_text(connection, 1, text)
        counted = await texts(connection, scope())
    assert counted == Texts(messages=1, segments=segments(text).parts, unknown=0, saved=0)


async def test_sms_used_and_saved(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await put_text(connection, 1, "Ho so da xong")
        await put_text(connection, 2, None)
        await put_text(connection, 3, "chat", channel="zalo_oa")
        await put_text(connection, 4, "Thang truoc", sent_at=OCTOBER)
        carrier = await put_notice(connection, 1, ended_on="sms_http")
        await put_notice(connection, 2, ended_on="sms_http", carrier_id=carrier)
        await put_notice(connection, 3, ended_on="zalo_oa")
        await put_notice(connection, 4, ended_on="zalo_oa", subject="zalo_oa:1")
        await put_notice(connection, 5, ended_on="call", state="called")
        counted = await texts(connection, scope())
    assert counted == Texts(messages=2, segments=1, unknown=1, saved=2)


async def put_text(connection: AsyncConnection, serial: int, text: str | None, **columns: object) -> None:
    row = {
        "province": PROVINCE, "once_key": str(serial), "channel": "sms_http", "recipient": str(serial),
        "kind": "notice", "wordings": [], "state": "sent", "due_at": at(10), "created_at": at(10),
        "sent_at": at(10), "text": text,
    }  # fmt: skip
    await connection.execute(insert(outbox).values({**row, **columns}))
