"""`motcua doctor`, `check`, `erase`: what is broken, and what to do about it."""

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from bot.outbox_store import Draft, Kind, Outcome, State, claim, finish, put
from bot.records_store import Ticket, put_ticket
from bot.wording_check import check_wordings
from bot.wording_file import Entry
from db.engine import create_engine
from db.tables.bot_notices import notices, unit_feeds
from knowledge.dossiers.change import Source
from knowledge.dossiers.store import apply
from tests.bot.make import dossier
from tests.webhooks.commands.conftest import Motcua
from vietnam.calendar import VN
from webhooks.checking import check_calendar
from webhooks.finding import Level

NOW = datetime(2026, 11, 20, 9, tzinfo=VN)


def levels(told: dict[str, Any]) -> dict[str, str]:
    return {check["area"]: check["level"] for check in told["checks"]}


def test_a_sound_machine(on_database: Motcua) -> None:
    ran = on_database("doctor", "--json")
    found = levels(ran.json)
    assert (ran.code, ran.json["ok"]) == (0, True)
    assert {area for area, level in found.items() if level == "warning"} <= {"feed", "model", "disk"}
    assert {"settings", "data_dir", "database", "clock", "worker", "channels", "live"} <= set(found)
    assert "→ đặt MOTCUA_FEED_SECRET" in on_database("doctor").out


def test_a_database_that_is_away(motcua: Motcua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_DATABASE_URL", "postgresql://a:hidden@127.0.0.1:9/d")
    ran = motcua("doctor", "--json")
    assert (ran.code, ran.json["ok"], levels(ran.json)["database"]) == (1, False, "error")
    assert "hidden" not in ran.out + ran.err


def test_a_setting_that_is_wrong(motcua: Motcua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_LOOKUP_WITHOUT_PROOF", "all")
    ran = motcua("doctor", "--json")
    assert (ran.code, levels(ran.json)) == (1, {"settings": "error"})
    assert "MOTCUA_LOOKUP_WITHOUT_PROOF" in ran.json["checks"][0]["what"]


@pytest.mark.parametrize(
    ("settings", "level", "said"),
    [
        pytest.param({"MOTCUA_SMS_HTTP_SECRET": "a b"}, "error", "HTTP_SECRET", id="not for a URL"),
        pytest.param({"MOTCUA_TELEGRAM_TOKEN": "hidden"}, "error", "MOTCUA_TELEGRAM_TOKEN", id="no token"),
        pytest.param({"MOTCUA_TELEGRAM_SECRET": "x"}, "warning", "một phần", id="half configured"),
        pytest.param({"MOTCUA_LIVE": "1"}, "warning", "chưa có kênh", id="live without a channel"),
        pytest.param(
            {"MOTCUA_LIVE": "1", "MOTCUA_SMS_HTTP_KIND": "kannel", "MOTCUA_SMS_HTTP_URL": "http://k"},
            "warning", "MOTCUA_SMS_HTTP_SECRET", id="live without a secret",
        ),
    ],
)  # fmt: skip
def test_channels_that_cannot_work(
    motcua: Motcua, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], level: str, said: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    ran = motcua("check", "--json")
    found = [one for one in ran.json["findings"] if one["area"] == "channels"]
    assert [one["level"] for one in found] == [level]
    assert said in found[0]["what"]
    assert ran.code == (level == "error")
    assert "hidden" not in ran.out


def test_a_name_that_nobody_reads(motcua: Motcua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_TELEGRAM_TOKN", "hidden")
    ran = motcua("check", "--json")
    assert ran.code == 0
    assert "MOTCUA_TELEGRAM_TOKN" in [one["place"] for one in ran.json["findings"]]
    assert "hidden" not in ran.out


def test_a_message_that_nobody_sends(on_database: Motcua, database_url: str) -> None:
    async def leave_one() -> None:
        engine = create_engine(database_url)
        async with engine.begin() as connection:
            await put(connection, "51", [_draft("+84905123456")], NOW)
        await engine.dispose()

    asyncio.run(leave_one())
    ran = on_database("doctor", "--json")
    assert (ran.code, levels(ran.json)["worker"]) == (1, "error")


def test_messages_that_a_gateway_refuses_name_the_reason(on_database: Motcua, database_url: str) -> None:
    async def refuse_two() -> None:
        engine = create_engine(database_url)
        async with engine.begin() as connection:
            numbers = await put(connection, "51", [_draft("+84905123456"), _draft("+84905123457")], NOW)
            for number in numbers:
                assert await claim(connection, "51", number, NOW) is not None
                again = Outcome(
                    state=State.QUEUED, at=NOW, reason="no such password", due_at=NOW + timedelta(days=999)
                )
                await finish(connection, "51", number, again)
        await engine.dispose()

    asyncio.run(refuse_two())
    ran = on_database("doctor", "--json")
    (found,) = [check for check in ran.json["checks"] if check["area"] == "sending"]
    assert (ran.code, found["level"]) == (0, "warning")
    assert found["what"].startswith("sms_http: 2 tin")
    assert "no such password" in found["what"]


def test_what_is_shipped_has_no_error(motcua: Motcua) -> None:
    ran = motcua("check", "--json")
    errors = [one for one in ran.json["findings"] if one["level"] == "error"]
    assert (ran.code, errors) == (0, [])


@pytest.mark.parametrize(
    ("today", "years"),
    [
        pytest.param(date(2030, 10, 31), ["2030"], id="next year may wait"),
        pytest.param(date(2030, 11, 1), ["2030", "2031"], id="next year is due"),
        pytest.param(date(2026, 10, 31), [], id="announced"),
    ],
)
def test_days_off_that_are_not_announced(today: date, years: list[str]) -> None:
    found = list(check_calendar(today))
    assert [one.place for one in found] == years
    assert {one.level for one in found} <= {Level.WARNING}


@pytest.mark.parametrize(
    ("forms", "serious", "said"),
    [
        pytest.param({"chat": "Hồ sơ {code}"}, [], "", id="sound"),
        pytest.param({"chat": "a", "sms": "Hồ sơ"}, [False], "có dấu", id="accents in SMS"),
        pytest.param({"chat": "a", "sms": "x" * 161}, [False], "2 tin", id="two SMS"),
        pytest.param({"chat": "a", "sms": "x" * 500}, [True], "4 tin", id="four SMS"),
        pytest.param({"chat": "a", "sms": "b", "tail": "x" * 161}, [True], "tail", id="tail too long"),
        pytest.param({"chat": "{n:money} {when:time} {items:lines}"}, [], "", id="every form"),
    ],
)
def test_wordings(forms: dict[str, str], serious: list[bool], said: str) -> None:
    entry = Entry(
        name="some.entry", version=1, chat=forms["chat"], sms=forms.get("sms"), tail=forms.get("tail")
    )
    found = list(check_wordings({entry.name: entry}))
    assert [one.serious for one in found] == serious
    assert said in "".join(one.message for one in found)


def test_a_number_is_forgotten_and_others_are_not(on_database: Motcua, database_url: str) -> None:
    async def talk() -> None:
        engine = create_engine(database_url)
        async with engine.begin() as connection:
            for phone in ("+84905123456", "+84905123457"):
                await put(connection, "51", [_draft(phone)], NOW)
                await put_ticket(connection, "51", _ticket(phone), NOW)
        await engine.dispose()

    asyncio.run(talk())
    erase = ("erase", "--phone", "0905 123 456", "--json")
    would = on_database(*erase, "--dry-run").json
    did, after = on_database(*erase).json, on_database(*erase).json
    assert would["rows"] == did["rows"]
    assert {name: count for name, count in did["rows"].items() if count} == {
        "forgotten": 1,
        "outbox": 1,
        "tickets": 1,
    }
    kept = {"forgotten"}  # the mark by which the number is told of no more
    assert not any(count for name, count in after["rows"].items() if name not in kept)
    other = on_database("erase", "--phone", "0905123457", "--dry-run", "--json").json
    assert other["rows"] == did["rows"]


def _draft(phone: str) -> Draft:
    return Draft(
        once_key=f"reply/{phone}",
        channel="sms_http",
        recipient=phone,
        kind=Kind.REPLY,
        content={},
        wordings=(),
        due_at=NOW - timedelta(minutes=5),
    )


def _ticket(phone: str) -> Ticket:
    return Ticket(
        kind="handoff",
        channel="webchat",
        sender=f"chat of {phone}",
        phone=phone,
        dossier_code=None,
        unit_code=None,
        text="gặp cán bộ",
    )


def test_a_folder_that_cannot_be_written(
    motcua: Motcua, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(file / "below"))
    monkeypatch.setenv("MOTCUA_DATABASE_URL", "postgresql://a@127.0.0.1:9/d")
    assert levels(motcua("doctor", "--json").json)["data_dir"] == "error"


def test_a_feed_that_fell_silent(on_database: Motcua, database_url: str) -> None:
    async def fall_silent() -> None:
        engine = create_engine(database_url)
        heard = NOW - timedelta(days=1)
        async with engine.begin() as connection:
            row = {"province": "51", "unit_code": "H48.12", "heard_at": heard, "silent_from": NOW}
            await connection.execute(insert(unit_feeds).values(row))
        await engine.dispose()

    asyncio.run(fall_silent())
    ran = on_database("doctor", "--json")
    assert levels(ran.json)["feeds"] == "warning"
    (told,) = [check["what"] for check in ran.json["checks"] if check["area"] == "feeds"]
    assert "H48.12" in told and "09:00 19/11/2026" in told


@pytest.mark.parametrize(
    ("state", "away", "area", "level"),
    [
        pytest.param("planned", timedelta(hours=-1), "notices", "error", id="nobody looks at it"),
        pytest.param("planned", timedelta(hours=1), None, None, id="it waits for its time"),
        pytest.param("calling", timedelta(hours=5), "calls", "warning", id="to be called today"),
        pytest.param("calling", timedelta(days=2), None, None, id="there is time to call"),
    ],
)
def test_notices_that_wait(
    on_database: Motcua, database_url: str, state: str, away: timedelta, area: str | None, level: str | None
) -> None:
    now = datetime.now(VN)

    async def put() -> None:
        engine = create_engine(database_url)
        async with engine.begin() as connection:
            row = {
                "province": "51", "once_key": "k", "kind": "ready", "subject": "", "state": state,
                "event_at": now, "planned_at": now, "expires_at": now + timedelta(days=9),
                "next_at": now + away,
            }  # fmt: skip
            await connection.execute(insert(notices).values(row))
        await engine.dispose()

    asyncio.run(put())
    found = levels(on_database("doctor", "--json").json)
    assert {name: found.get(name) for name in ("notices", "calls") if name in found} == (
        {} if area is None else {area: level}
    )


@pytest.mark.parametrize(
    ("event", "far"),
    [
        pytest.param({"updated_at": timedelta(minutes=30.5)}, "H48.12 (30 phút)", id="the event"),
        pytest.param({"finished_at": timedelta(hours=5, minutes=1)}, "H48.12 (5 giờ)", id="the end of work"),
        pytest.param({"received_at": timedelta(days=3, minutes=1)}, "H48.12 (3 ngày)", id="the receipt"),
        pytest.param({"updated_at": timedelta(minutes=9)}, None, id="as far as clocks may differ"),
        pytest.param({"updated_at": timedelta(days=-3)}, None, id="late news"),
    ],
)
def test_a_unit_whose_clock_is_fast(
    on_database: Motcua, database_url: str, event: dict[str, timedelta], far: str | None
) -> None:
    now = datetime.now(VN)
    moments = {"updated_at": now, **{name: now + ahead for name, ahead in event.items()}}
    given = dossier(status=9, **{name: at.isoformat() for name, at in moments.items()})

    async def take() -> None:
        engine = create_engine(database_url)
        async with engine.begin() as connection:
            await apply(connection, "51", [given], Source.FEED)
        await engine.dispose()

    asyncio.run(take())
    ran = on_database("doctor", "--json")
    found = [check["what"] for check in ran.json["checks"] if check["area"] == "feed_clocks"]
    assert (ran.code, len(found)) == (0, int(far is not None))
    assert (far or "") in "".join(found)
