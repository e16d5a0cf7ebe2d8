"""`motcua tasks`, `calls`, `report`: what officers see, do, and publish."""

import asyncio
import csv
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.engine import create_engine
from db.tables.bot import tickets
from db.tables.bot_notices import notices, wrong_numbers
from db.tables.bot_notices import tasks as task_table
from knowledge.dossiers.change import Source
from knowledge.dossiers.store import apply
from tests.bot.figures.make import put_notice, put_task
from tests.bot.make import PHONE, dossier
from tests.webhooks.commands.conftest import Motcua
from vietnam.calendar import VN

PROVINCE = "51"
NOW = datetime.now(VN)
OWED = {"says": [{"wording": "task.no_phone", "values": {"code": "H48.12-261102-0001"}}], "labels": []}


def on(url: str, act: Callable[[AsyncConnection], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        engine = create_engine(url)
        async with engine.begin() as connection:
            done = await act(connection)
        await engine.dispose()
        return done

    return asyncio.run(run())


def rows(url: str, *columns: Column[Any]) -> list[tuple[Any, ...]]:
    async def read(connection: AsyncConnection) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await connection.execute(select(*columns))]

    return list(on(url, read))


async def put_ticket(connection: AsyncConnection, **columns: Any) -> int:
    row = {
        "province": PROVINCE, "kind": "report", "channel": "sms_http", "sender": PHONE, "phone": PHONE,
        "unit_code": "H48.12", "text": "Chờ lâu quá", "created_at": NOW - timedelta(days=1), **columns,
    }  # fmt: skip
    return int((await connection.execute(insert(tickets).values(row).returning(tickets.c.id))).scalar_one())


async def put_work(connection: AsyncConnection) -> None:
    soon, later = NOW - timedelta(days=30), NOW + timedelta(days=300)
    await put_task(connection, 1, kind="no_phone", desk="officer", content=OWED, due_at=later)
    await put_task(connection, 2, kind="no_phone", desk="head", content=OWED, due_at=soon)
    await put_task(connection, 3, kind="low_rating", desk="control", due_at=later)
    await put_task(connection, 4, kind="no_phone", desk="officer", unit_code="H48.14", due_at=later)
    await put_task(connection, 5, kind="wrong_number", desk="officer", state="done")
    await put_ticket(connection)
    await put_ticket(connection, unit_code="control", text="Bị đòi tiền")
    await put_ticket(connection, state="answered")


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        pytest.param([], 6, id="everything"),
        pytest.param(["--unit", "h48.12"], 3, id="a unit does not see what control looks into"),
        pytest.param(["--desk", "control"], 2, id="control"),
        pytest.param(["--desk", "control", "--unit", "H48.12"], 0, id="control is not a unit's"),
        pytest.param(["--desk", "head"], 1, id="head"),
        pytest.param(["--desk", "officer", "--unit", "H48.12"], 2, id="officers of a unit"),
        pytest.param(["--unit", "H99"], 0, id="nobody"),
    ],
)
def test_whose_tasks(on_database: Motcua, database_url: str, arguments: list[str], count: int) -> None:
    on(database_url, put_work)
    ran = on_database("tasks", "--json", *arguments)
    assert (ran.code, ran.json["open"]) == (0, count)
    hours = [each["hours_left"] for each in ran.json["tasks"]]
    assert hours == sorted(hours)


def test_tasks_for_people(on_database: Motcua, database_url: str) -> None:
    assert "Không có việc nào" in on_database("tasks").out
    on(database_url, put_work)
    printed = on_database("tasks", "--unit", "H48.12").out
    assert "Chờ lâu quá" in printed
    assert "bổ sung số" in printed
    assert "đòi tiền" not in printed


def test_a_task_is_done_once(on_database: Motcua, database_url: str) -> None:
    number = on(database_url, lambda connection: put_task(connection, 1))
    done = ("tasks", "done", str(number), "--by", "Trần Thử", "--outcome", "đã ký thư")
    assert on_database(*done).code == 0
    columns = (task_table.c.state, task_table.c.outcome, task_table.c.done_by)
    assert rows(database_url, *columns) == [("done", "đã ký thư", "Trần Thử")]
    again = on_database(*done)
    assert (again.code, "motcua tasks --all" in again.err) == (1, True)
    assert on_database("tasks", "done", "abc", "--by", "a", "--outcome", "b").code == 2
    assert on_database("tasks", "done", "1", "--by", " ", "--outcome", "b").code == 2


def test_a_request_is_answered_once_and_its_citizen_is_told(on_database: Motcua, database_url: str) -> None:
    number = on(database_url, put_ticket)
    answered = ("tasks", "answer", f"Y{number}", "Đã nhắc cán bộ, mai trả kết quả.", "--by", "Trần Thử")
    dry = on_database(*answered, "--dry-run", "--json")
    assert "Da nhac can bo" in dry.json["forms"]["sms_http"]
    assert rows(database_url, tickets.c.state) == [("open",)]
    assert rows(database_url, notices.c.id) == []
    assert on_database(*answered).code == 0
    assert rows(database_url, tickets.c.state) == [("answered",)]
    (told,) = rows(database_url, notices.c.kind, notices.c.subject, notices.c.state, notices.c.unit_code)
    assert told == ("answer", PHONE, "planned", "H48.12")
    assert on_database(*answered).code == 1
    assert on_database(*answered, "--dry-run").code == 1
    assert len(rows(database_url, notices.c.id)) == 1


def test_without_a_phone_the_chat_is_told(on_database: Motcua, database_url: str) -> None:
    number = on(database_url, lambda c: put_ticket(c, phone=None, channel="zalo_oa", sender="42"))
    assert on_database("tasks", "answer", f"y{number}", "Đã xong.", "--by", "A").code == 0
    assert rows(database_url, notices.c.subject) == [("zalo_oa:42",)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" ", id="nothing"),
        pytest.param("a" * 401, id="too long"),
        pytest.param("Xem https://vi.du/abc", id="a link"),
        pytest.param("Xem www.vidu.vn", id="a link without its scheme"),
    ],
)
def test_answers_that_do_not_leave(on_database: Motcua, database_url: str, text: str) -> None:
    number = on(database_url, put_ticket)
    assert on_database("tasks", "answer", f"Y{number}", text, "--by", "A").code == 2
    assert rows(database_url, tickets.c.state) == [("open",)]


async def put_calling(connection: AsyncConnection) -> int:
    await apply(connection, PROVINCE, [dossier(code="H48.12-261102-0001")], Source.FEED)
    return await put_notice(
        connection, 1, subject=PHONE, state="calling", reason="tin qua SMS không gửi được", ended_at=None,
        ended_on=None, next_at=NOW + timedelta(days=1),
    )  # fmt: skip


def test_calls(on_database: Motcua, database_url: str) -> None:
    assert "Không phải gọi" in on_database("calls").out
    number = on(database_url, put_calling)
    (call,) = on_database("calls", "--json").json["calls"]
    assert (call["number"], call["phone"], call["name"]) == (number, PHONE, "Nguyễn Văn Thử")
    assert PHONE in on_database("calls", "--unit", "H48.12").out
    assert on_database("calls", "--unit", "H48.14", "--json").json["calls"] == []
    tried = on_database("calls", "done", str(number), "--outcome", "no_answer", "--by", "A", "--json")
    assert tried.json["state"] == "calling"
    wrong = on_database("calls", "done", str(number), "--outcome", "wrong_number", "--by", "A")
    assert (wrong.code, rows(database_url, wrong_numbers.c.phone)) == (0, [(PHONE,)])
    assert on_database("calls", "--json").json["calls"] == []
    gone = on_database("calls", "done", str(number), "--outcome", "reached", "--by", "A")
    assert (gone.code, "motcua calls" in gone.err) == (1, True)


def test_overdue_notices_fail_the_check(on_database: Motcua, database_url: str) -> None:
    assert on_database("notices", "overdue").code == 0
    on(
        database_url,
        lambda c: put_notice(c, 1, state="planned", ended_at=None, next_at=NOW - timedelta(days=9)),
    )
    ran = on_database("notices", "overdue", "--json")
    assert (ran.code, len(ran.json["overdue"])) == (1, 1)


def test_report_in_three_forms(on_database: Motcua, database_url: str, tmp_path: Path) -> None:
    ended = [
        dossier(
            code=f"H48.12-261102-{serial:04d}", status=9, updated_at="2026-11-19T09:00:00+07:00",
            finished_at="2026-11-19T09:00:00+07:00", due_at="2026-11-20T17:00:00+07:00",
            unit={"code": "H48.12", "name": "=HYPERLINK(1)"},
        )
        for serial in range(1, 8)
    ]  # fmt: skip
    on(database_url, lambda c: apply(c, PROVINCE, ended, Source.FEED))
    told = on_database("report", "--month", "2026-11", "--json").json
    punctual = next(each for each in told["tables"] if each["name"] == "punctuality_by_unit")
    assert (punctual["rows"][0]["early"], told["month"], told["samples"]) == (7, "2026-11", False)
    assert "Đúng hẹn theo đơn vị" in on_database("report", "--month", "2026-11").out
    file = tmp_path / "report.csv"
    assert on_database("report", "--month", "2026-11", "--out", str(file)).code == 0
    cells = {cell for row in csv.reader(StringIO(file.read_text("utf-8-sig"))) for cell in row}
    assert "'=HYPERLINK(1)" in cells
    assert "=HYPERLINK(1)" not in cells
    public = on_database("report", "--month", "2026-11", "--public", "--format", "csv").out
    assert "endings" not in public


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--month", "11/2026"], id="another way of writing a month"),
        pytest.param(["--public", "--unit", "H48.12"], id="a part is not published"),
        pytest.param(["--public", "--by", "both"], id="too fine to be published"),
        pytest.param(["--out", "x.pdf"], id="unknown file"),
    ],
)
def test_reports_that_are_not_made(on_database: Motcua, arguments: list[str]) -> None:
    assert on_database("report", *arguments).code == 2
