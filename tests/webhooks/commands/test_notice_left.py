"""`motcua notices show`: the words of a notice as they left, and what became of its copies."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from db.engine import create_engine
from db.tables.bot import outbox
from db.tables.bot_notices import notices
from tests.bot.make import CODE, PHONE
from tests.webhooks.commands.conftest import Motcua
from tests.webhooks.commands.test_notices import NOW, PROVINCE, done, keep

WORDS = "UBND xa Binh Son: Ho so da co ket qua. Ma tin K7MQ4XP."
SENT = {"state": "delivered", "sent_at": NOW, "ended_at": NOW, "text": WORDS}


def put(url: str, *copies: dict[str, Any], **changed: Any) -> int:
    """A notice with its copies; its number."""

    async def write() -> int:
        engine = create_engine(url)
        async with engine.begin() as connection:
            values = {
                "province": PROVINCE, "once_key": f"k/{changed}", "kind": "ready", "subject": PHONE,
                "dossier_code": CODE, "state": "delivered", "event_at": NOW, "planned_at": NOW,
                "expires_at": NOW + timedelta(days=5), "check_code": "K7MQ4XP", "left_at": NOW,
                "ended_at": NOW, "ended_on": "sms_http", **changed,
            }  # fmt: skip
            number: int = (
                await connection.execute(insert(notices).values(values).returning(notices.c.id))
            ).scalar_one()
            for at, copy in enumerate(copies):
                await connection.execute(
                    insert(outbox).values(
                        {
                            "province": PROVINCE, "once_key": f"{number}/{at}", "channel": "sms_http",
                            "recipient": PHONE, "kind": "notice", "wordings": ["ready.told@2"],
                            "due_at": NOW, "created_at": NOW, "notice_id": number, **copy,
                        }
                    )
                )  # fmt: skip
        await engine.dispose()
        return number

    return asyncio.run(write())


@pytest.mark.parametrize(
    ("copy", "text", "said"),
    [
        pytest.param(SENT, WORDS, WORDS, id="while the words are kept"),
        pytest.param({**SENT, "text": None}, None, "90 ngày", id="after that"),
        pytest.param({"state": "queued"}, None, "chưa rời đi", id="before it leaves"),
        pytest.param(
            {"state": "failed", "ended_at": NOW, "reason": "number unknown"}, None, "number unknown",
            id="why it did not arrive",
        ),
    ],
)  # fmt: skip
def test_the_words_as_they_left(
    on_database: Motcua, database_url: str, copy: dict[str, Any], text: str | None, said: str
) -> None:
    number = put(database_url, copy)
    ran, told = on_database("notices", "show", str(number), "--json"), on_database(
        "notices", "show", str(number)
    )  # fmt: skip
    (shown,) = ran.json["copies"]
    assert (ran.code, told.code, shown["text"], shown["note"] is None) == (0, 0, text, text is not None)
    assert (shown["wordings"], shown["recipient"], ran.json["subject"]) == (["ready.told@2"], "…001", "…001")
    assert said in told.out and "ready.told@2" in told.out and "SMS" in told.out
    assert PHONE[1:] not in ran.out + told.out


def test_each_copy_is_shown_and_a_chat_is_named_by_its_channel(
    on_database: Motcua, database_url: str
) -> None:
    failed = {"channel": "zalo_oa", "recipient": "7712345", "state": "failed", "ended_at": NOW}
    number = put(database_url, failed, SENT)
    ran = on_database("notices", "show", str(number), "--json")
    assert [(copy["channel"], copy["recipient"]) for copy in ran.json["copies"]] == [
        ("zalo_oa", "Zalo"),
        ("sms_http", "…001"),
    ]
    assert "7712345" not in ran.out


def test_a_carried_notice_shows_the_message_that_carried_it(on_database: Motcua, database_url: str) -> None:
    carrier = put(database_url, SENT)
    carried = put(database_url, carrier_id=carrier, check_code=None)
    ran = on_database("notices", "show", str(carried))
    assert f"tin #{carrier}" in ran.out and WORDS in ran.out
    assert on_database("notices", "show", str(carrier), "--json").json["carries"] == [carried]


@pytest.mark.parametrize(
    "about",
    [
        pytest.param({"kind": "answer", "subject": "webchat:a1b2c3", "dossier_code": None}, id="an answer"),
        pytest.param({"kind": "campaign", "campaign_id": 3, "dossier_code": None}, id="a campaign"),
        pytest.param({"kind": "ready", "subject": "", "state": "calling", "ended_at": None}, id="nobody"),
    ],
)
def test_whatever_it_is_about(on_database: Motcua, database_url: str, about: dict[str, Any]) -> None:
    number = put(database_url, **about)
    ran = on_database("notices", "show", str(number))
    assert (ran.code, "Chưa có bản nào rời đi" in ran.out) == (0, True)
    assert "a1b2c3" not in ran.out


def test_a_test_message_is_found_by_the_number_it_was_given(on_database: Motcua) -> None:
    sent = on_database("notices", "test", PHONE, "--yes")
    pointer = next(line for line in sent.out.splitlines() if "Xem kết quả: motcua notices show" in line)
    ran = on_database("notices", "show", pointer.split()[-1], "--json")
    assert (ran.code, ran.json["kind"], ran.json["subject"]) == (0, "test", "…001")


def test_why_names_the_numbers(on_database: Motcua, database_url: str) -> None:
    keep(database_url, done())
    number = put(database_url, SENT)
    assert f"motcua notices show SỐ (có: {number})" in on_database("notices", "why", CODE).out


def test_another_province_is_not_shown(on_database: Motcua, database_url: str) -> None:
    number = put(database_url)

    async def move() -> None:
        engine = create_engine(database_url)
        async with engine.begin() as connection:
            await connection.execute(update(notices).values(province="52"))
        await engine.dispose()

    asyncio.run(move())
    assert on_database("notices", "show", str(number)).code == 1


@pytest.mark.parametrize(("number", "code"), [("4711", 1), ("0", 1), (str(2**63), 1), ("x", 2)])
def test_no_such_notice_is_said_plainly(on_database: Motcua, number: str, code: int) -> None:
    ran = on_database("notices", "show", number)
    assert (ran.code, ran.out) == (code, "")
    assert ("không có tin" in ran.err) is (code == 1)
    assert "Traceback" not in ran.err
