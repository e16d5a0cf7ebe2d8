"""`motcua notices`: previews in each channel's form, why, a round by hand, a test message."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, insert, select

from bot.planning.watch_store import watch
from db.engine import create_engine
from db.tables.bot import exchanges, outbox, ratings
from db.tables.bot_notices import notices, watches
from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.store import apply
from tests.bot.make import CODE, PHONE, dossier
from tests.webhooks.commands.conftest import Motcua
from vietnam.calendar import VN

PROVINCE = "51"
NOW = datetime.now(VN).replace(microsecond=0)
FINISHED = NOW - timedelta(minutes=5)


def done(**changed: object) -> Dossier:
    event = {
        "status": 9,
        "due_at": FINISHED.isoformat(),
        "finished_at": FINISHED.isoformat(),
        "updated_at": FINISHED.isoformat(),
        "sequence": 20,
        "result_delivery": "desk",
    }
    return dossier(**{**event, **changed})


def keep(url: str, *given: Dossier, source: Source = Source.FEED) -> None:
    async def put() -> None:
        engine = create_engine(url)
        async with engine.begin() as connection:
            await apply(connection, PROVINCE, given, source)
            if source is Source.FEED:
                await watch(connection, PROVINCE, [each.code for each in given], NOW - timedelta(minutes=1))
        await engine.dispose()

    asyncio.run(put())


def rows(url: str, *columns: Column[Any]) -> list[tuple[object, ...]]:
    async def read() -> list[tuple[object, ...]]:
        engine = create_engine(url)
        async with engine.connect() as connection:
            found = [tuple(row) for row in await connection.execute(select(*columns))]
        await engine.dispose()
        return found

    return asyncio.run(read())


def test_preview_of_what_is_due(on_database: Motcua, database_url: str) -> None:
    keep(database_url, done())
    ran = on_database("notices", "preview", "ready", CODE, "--json")
    told = ran.json
    assert (ran.code, told["due"], told["told_if"]) == (0, True, None)
    by_channel = {form["channel"]: form for form in told["forms"]}
    assert {"zalo_oa", "telegram", "sms_http", "webchat"} <= set(by_channel)
    assert CODE in by_channel["zalo_oa"]["text"]
    assert CODE not in by_channel["telegram"]["text"]
    assert by_channel["sms_http"]["segments"] == 1
    assert by_channel["sms_http"]["text"].isascii()
    assert CODE in told["template"]["values"].values()
    for_people = on_database("notices", "preview", "ready", CODE).out
    assert "ĐẾN HẠN" in for_people
    assert "SMS, 1 tin SMS" in for_people


@pytest.mark.parametrize(
    ("given", "source", "kind", "told_if", "says"),
    [
        pytest.param({}, Source.SAMPLE, "ready", "kết nối", True, id="a sample is silent"),
        pytest.param({}, Source.IMPORT, "ready", "kết nối", True, id="an import is silent"),
        pytest.param(
            {"finished_at": "2026-01-05T09:00:00+07:00", "updated_at": "2026-01-05T09:00:00+07:00",
             "due_at": "2026-01-05T08:00:00+07:00"},
            Source.FEED, "ready", "vừa xảy ra", True, id="too old",
        ),
        pytest.param({}, Source.FEED, "collect_reminder", "đến lúc", True, id="a reminder in five days"),
        pytest.param({}, Source.FEED, "supplement", None, False, id="no such state"),
        pytest.param({}, Source.FEED, "answer", None, False, id="not about a dossier"),
        pytest.param(
            {"status": 4, "finished_at": None}, Source.FEED, "overdue_apology", None, False, id="no letter"
        ),
    ],
)  # fmt: skip
def test_preview_of_what_is_not_due(
    on_database: Motcua,
    database_url: str,
    given: dict[str, object],
    source: Source,
    kind: str,
    told_if: str | None,
    says: bool,
) -> None:
    keep(database_url, done(**given), source=source)
    told = on_database("notices", "preview", kind, CODE, "--json").json
    assert not told["due"]
    assert told["why"]
    assert (told_if or "") in (told["told_if"] or "")
    assert bool(told["forms"]) is says
    if not says:
        assert "Chưa soạn được lời" in on_database("notices", "preview", kind, CODE).out


def test_wrong_words_are_said_plainly(on_database: Motcua, database_url: str) -> None:
    keep(database_url, done())
    assert on_database("notices", "preview", "nothing", CODE).code == 2
    assert "ready" in on_database("notices", "preview", "nothing", CODE).err
    assert on_database("notices", "preview", "ready", "H48.12-261102-9999").code == 1
    assert on_database("notices", "preview", "ready", CODE, "--now", "hôm qua").code == 2
    assert on_database("notices", "sweep", "--now", "2026-11-26T09:00").code == 2
    assert on_database("notices", "test", "1022").code == 2


def test_a_dry_sweep_leaves_nothing_and_a_real_one_is_a_thread(
    on_database: Motcua, database_url: str
) -> None:
    keep(database_url, done())
    before = rows(database_url, watches.c.look_at)
    dry = on_database("notices", "sweep", "--dry-run", "--json").json
    assert (dry["dry_run"], dry["watches"], dry["notices"]) == (True, 1, 1)
    assert (rows(database_url, notices.c.id), rows(database_url, watches.c.look_at)) == ([], before)
    swept = on_database("notices", "sweep", "--json").json
    assert (swept["watches"], swept["notices"], swept["released"]) == (1, 1, swept["released"])
    assert [row[0] for row in rows(database_url, notices.c.kind)] == ["ready"]
    again = on_database("notices", "sweep", "--json").json
    assert again["notices"] == 0


def test_why_is_the_thread_of_a_dossier(on_database: Motcua, database_url: str) -> None:
    keep(database_url, done())
    tell(database_url)
    ran = on_database("notices", "why", CODE, "--json")
    told = ran.json
    assert (ran.code, told["code"], told["kinds"]["ready"]["due"]) == (0, CODE, True)
    assert told["kinds"]["supplement"]["due"] is False
    assert told["thread"]["notices"][0]["copies"][0]["state"] == "delivered"
    assert PHONE not in ran.out
    lines = on_database("notices", "why", CODE).out
    assert "trạng thái 9 (đã có kết quả)" in lines
    (others,) = [line for line in lines.splitlines() if line.startswith("Không xét ở trạng thái 9")]
    assert "supplement" in others and "ready" not in others.replace("ready_early", "")
    assert lines.count("supplement") == 1
    order = [
        lines.index(word) for word in ("sự việc", "lập, gửi tới", "ĐÃ NHẬN", "người dân hỏi", "chấm 5/5")
    ]
    assert order == sorted(order)
    assert PHONE[1:] not in lines


def tell(url: str) -> None:
    """A notice that Zalo delivered, a question after it, a rating."""

    async def put() -> None:
        engine = create_engine(url)
        async with engine.begin() as connection:
            notice = await connection.scalar(
                insert(notices)
                .values(
                    province=PROVINCE, once_key="ready/x", kind="ready", subject=PHONE, dossier_code=CODE,
                    unit_code="H48.12", state="delivered", event_at=FINISHED, planned_at=at(1),
                    expires_at=at(900), rung=1, left_at=at(2), ended_at=at(3), ended_on="zalo_oa",
                )
                .returning(notices.c.id)
            )  # fmt: skip
            await connection.execute(
                insert(outbox).values(
                    province=PROVINCE, once_key="copy", channel="zalo_oa", recipient="a", kind="notice",
                    wordings=[], state="delivered", due_at=at(2), created_at=at(2), sent_at=at(2),
                    ended_at=at(3), notice_id=notice,
                )
            )  # fmt: skip
            await connection.execute(
                insert(exchanges).values(
                    province=PROVINCE, channel="zalo_oa", message_id="m", sender="a", sent_at=at(4),
                    received_at=at(4), text="mấy giờ", intents=["dossier.result"], understood=True,
                    dossier_code=CODE,
                )
            )  # fmt: skip
            await connection.execute(
                insert(ratings).values(
                    province=PROVINCE, dossier_code=CODE, channel="zalo_oa", sender="a", value=5, at=at(5)
                )
            )
        await engine.dispose()

    asyncio.run(put())


def at(minutes: int) -> datetime:
    return FINISHED + timedelta(minutes=minutes)


def test_a_test_message(on_database: Motcua, database_url: str) -> None:
    dry = on_database("notices", "test", "0905000001", "--dry-run", "--json").json
    assert "day la tin thu" in dry["sms_http"]
    assert "TC" not in dry["sms_http"]
    assert rows(database_url, notices.c.id) == []
    ran = on_database("notices", "test", "0905000001", "--yes", "--json")
    assert (ran.code, ran.json["live"]) == (0, False)
    assert rows(database_url, notices.c.kind, notices.c.subject, notices.c.state) == [
        ("test", PHONE, "planned")
    ]
