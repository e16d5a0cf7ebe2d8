"""What officers read of a citizen's request, and how its answer is called."""

import pytest

from tests.bot.make import CODE, PHONE
from tests.webhooks.commands.conftest import Motcua
from tests.webhooks.commands.test_desk import on, put_ticket


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        pytest.param("handoff", True, id="a person is wanted"),
        pytest.param("withdraw", True, id="a withdrawal"),
        pytest.param("report", False, id="who reports somebody is not called up by them"),
        pytest.param("privacy", False, id="one's data"),
    ],
)
def test_whom_to_call_and_about_which_dossier(
    on_database: Motcua, database_url: str, kind: str, called: bool
) -> None:
    on(database_url, lambda connection: put_ticket(connection, kind=kind, dossier_code=CODE))
    printed = "".join(on_database("tasks").out.split())
    assert "".join(CODE.split()) in printed
    assert (PHONE in printed) is called
    [task] = on_database("tasks", "--json").json["tasks"]
    assert (task["call"], task["dossier"], task["text"]) == (PHONE if called else None, CODE, "Chờ lâu quá")


@pytest.mark.parametrize(
    ("kind", "called"),
    [("report", "phan anh"), ("comment", "phan anh"), ("handoff", "yeu cau"), ("withdraw", "yeu cau")],
)
def test_an_answer_is_called_what_was_recorded(
    on_database: Motcua, database_url: str, kind: str, called: str
) -> None:
    number = on(database_url, lambda connection: put_ticket(connection, kind=kind))
    ran = on_database("tasks", "answer", f"Y{number}", "Mai trả kết quả", "--by", "Trần Thử", "--json")
    assert ran.json["forms"]["sms_http"] == f"Tra loi {called} so {number}: Mai tra ket qua"
