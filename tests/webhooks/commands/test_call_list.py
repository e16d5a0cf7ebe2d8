"""`motcua calls` and numbers that are not their citizen's; lists that programs read are whole."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.bot_notices import notices, wrong_numbers
from tests.bot.figures.make import put_notice, put_task
from tests.bot.make import PHONE
from tests.webhooks.commands.conftest import Motcua
from tests.webhooks.commands.test_desk import NOW, PROVINCE, on, put_calling, put_ticket, rows
from webhooks.commands.calls import MOST as MOST_CALLS
from webhooks.commands.tasks import MOST as MOST_TASKS


async def put_wrong(connection: AsyncConnection) -> int:
    """On the list for another reason when the number is reported to be a wrong one."""
    number = await put_calling(connection)
    await connection.execute(insert(wrong_numbers).values(province=PROVINCE, phone=PHONE, at=NOW))
    return number


@pytest.mark.parametrize("outcome", ["reached", "no_answer", "wrong_number"])
def test_nobody_is_sent_to_a_wrong_number(on_database: Motcua, database_url: str, outcome: str) -> None:
    number = on(database_url, put_wrong)
    (call,) = on_database("calls", "--json").json["calls"]
    assert (call["phone"], call["reason"]) == ("", "số đã báo nhầm: tìm số khác hoặc gửi giấy")
    shown = on_database("calls").out
    assert (PHONE in shown, "Nguyễn Văn Thử" in shown) == (False, True)
    refused = on_database("calls", "done", str(number), "--outcome", outcome, "--by", "A")
    assert (refused.code, "by_letter" in refused.err) == (2, True)
    assert rows(database_url, notices.c.state) == [("calling",)]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        pytest.param("other_number", "called", id="another number"),
        pytest.param("by_letter", "called", id="a letter"),
        pytest.param("told_in_person", "called", id="at the desk"),
        pytest.param("refused", "dropped", id="not wanted"),
    ],
)
def test_how_whoever_has_a_wrong_number_is_told(
    on_database: Motcua, database_url: str, outcome: str, state: str
) -> None:
    number = on(database_url, put_wrong)
    ran = on_database("calls", "done", str(number), "--outcome", outcome, "--by", "A", "--json")
    assert (ran.code, ran.json["state"]) == (0, state)
    assert on_database("calls", "--json").json["calls"] == []


def test_programs_get_the_whole_list(on_database: Motcua, database_url: str) -> None:
    async def put(connection: AsyncConnection) -> None:
        for serial in range(MOST_CALLS + 3):
            await put_notice(
                connection, serial, subject=PHONE, state="calling", ended_at=None, ended_on=None,
                next_at=NOW + timedelta(days=1),
            )  # fmt: skip
        for serial in range(MOST_TASKS + 3):
            await put_task(connection, serial, kind="no_phone", desk="officer", due_at=NOW)
        await put_ticket(connection, created_at=NOW + timedelta(days=30))

    on(database_url, put)
    assert len(on_database("calls", "--json").json["calls"]) == MOST_CALLS + 3
    told = on_database("tasks", "--json").json
    assert told["open"] == len(told["tasks"]) == MOST_TASKS + 4
    assert told["tasks"][-1]["number"].startswith("Y")
    assert "Danh sách còn nữa" in on_database("calls").err
