"""After a number is erased, nothing that the assistant keeps says it, in whatever spelling it was written."""

import json

import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.erase_phone import erase_phone
from db.metadata import metadata
from db.tables.bot_notices import campaign_rows, notices, wrong_numbers
from nlu.meaning import IntentName
from tests.bot.make import PHONE, STRANGER, dossier
from tests.bot.talk import NOW, PROVINCE, Talk

STATUS, PERSON, WANTS = IntentName.DOSSIER_STATUS, IntentName.HANDOFF, IntentName.NOTICE_SUBSCRIBE
ACCOUNT = "7788990011"
KEY = b"of this test"
OF_THE_ONE_STOP_SYSTEM = {"dossiers", "dossier_changes"}


async def everything(engine: AsyncEngine) -> str:
    """All rows of the assistant as text."""
    rows: list[str] = []
    async with engine.connect() as connection:
        for table in {table.name for table in metadata.sorted_tables} - OF_THE_ONE_STOP_SYSTEM:
            kept = await connection.execute(text(f"SELECT to_jsonb(t)::text FROM {table} t"))
            rows += kept.scalars()
    return "\n".join(rows)


async def test_nothing_is_left_of_a_number_and_its_accounts(engine: AsyncEngine) -> None:
    sms = Talk(engine, channel="sms_http", sender=PHONE)
    await sms.know(dossier())
    await sms.say("hồ sơ của tôi", STATUS)
    await sms.say("gọi tôi số 0905000001", PERSON)
    zalo = Talk(engine, channel="telegram", sender=ACCOUNT)
    await zalo.say("", STATUS, shares=PHONE)
    await zalo.say("đăng ký nhận tin", WANTS)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE tickets SET state = 'closed', outcome = 'gọi 0905000001'"))
    await erase_phone(engine, PROVINCE, PHONE, NOW, key=KEY)
    left = await everything(engine)
    assert "905000001" not in left and ACCOUNT not in left
    assert await sms.rows("exchanges") != []


async def test_what_providers_said_of_it(engine: AsyncEngine) -> None:
    sms = Talk(engine, channel="sms_http", sender=PHONE)
    zalo = Talk(engine, channel="telegram", sender="acct-7")
    for talk in (sms, zalo):
        await talk.say("", STATUS, shares=PHONE)
    async with engine.begin() as connection:
        said = "UPDATE outbox SET reason = 'no such user ' || recipient || ' (84905000001), error 404'"
        await connection.execute(text(said))
    await erase_phone(engine, PROVINCE, PHONE, NOW, key=KEY)
    assert {row["reason"] for row in await sms.rows("outbox")} == {"no such user … (…), error 404"}


async def test_notices_lists_and_wrong_numbers(engine: AsyncEngine) -> None:
    zalo = Talk(engine, channel="telegram", sender=ACCOUNT)
    await zalo.know(dossier())
    await zalo.say("", STATUS, shares=PHONE)
    subjects = {PHONE: "planned", f"telegram:{ACCOUNT}": "delivered", STRANGER: "planned"}
    async with engine.begin() as connection:
        for subject, state in subjects.items():
            told = {
                "province": PROVINCE, "once_key": f"ready/H/9/{subject}", "kind": "ready", "subject": subject,
                "state": state, "event_at": NOW, "planned_at": NOW, "expires_at": NOW, "next_at": NOW,
                "content": {"says": [{"text": f"gọi lại {subject}"}]},
                "ended_at": NOW if state == "delivered" else None,
            }  # fmt: skip
            await connection.execute(insert(notices).values(told))
        row = {"province": PROVINCE, "campaign_id": 1, "row": 1, "phone": PHONE, "values": {"ten": PHONE}}
        await connection.execute(insert(campaign_rows).values(row))
        await connection.execute(insert(wrong_numbers).values(province=PROVINCE, phone=PHONE, at=NOW))
    done = await erase_phone(engine, PROVINCE, PHONE, NOW, key=KEY)
    assert (done["notices"], done["campaign_rows"], done["wrong_numbers"]) == (2, 1, 1)
    left = await everything(engine)
    assert "905000001" not in left and ACCOUNT not in left
    async with engine.connect() as connection:
        kept = await connection.execute(text("SELECT state, subject, next_at IS NULL FROM notices"))
        assert sorted(map(tuple, kept)) == [
            ("delivered", "", False), ("dropped", "", True), ("planned", STRANGER, False)
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param("0905000001", False, id="plain"),
        pytest.param("số 0905 000 001 nhé", False, id="spaces"),
        pytest.param("0905.000.001", False, id="dots"),
        pytest.param("(+84) 905-000-001", False, id="international"),
        pytest.param("84905000001", False, id="without plus"),
        pytest.param("0905000002", True, id="another number"),
        pytest.param("090500000123", True, id="longer digits"),
    ],
)
async def test_the_number_in_words_of_others(engine: AsyncEngine, written: str, kept: bool) -> None:
    stranger = Talk(engine, sender="stranger")
    await stranger.say(written, STATUS)
    await stranger.say("không có số nào ở đây", STATUS)
    done = await erase_phone(engine, PROVINCE, PHONE, NOW, key=KEY)
    texts = {row["text"] for row in await stranger.rows("exchanges")}
    assert texts == {written if kept else None, "không có số nào ở đây"}
    assert done["mentions"] == (0 if kept else 1)


async def test_a_code_that_somebody_else_asked_for(engine: AsyncEngine) -> None:
    other = Talk(engine, sender="stranger")
    await other.know(dossier())
    await other.say("hồ sơ của tôi 0905000001", STATUS)
    assert other.code_sent is not None
    await erase_phone(engine, PROVINCE, PHONE, NOW, key=KEY)
    assert "905000001" not in await everything(engine)
    assert await other.say("123456", STATUS)


async def test_erased_words_do_not_count_as_content(engine: AsyncEngine) -> None:
    """A JSON null would: the index of what is still to be forgotten would keep the row."""
    sms = Talk(engine, channel="sms_http", sender=PHONE)
    other = Talk(engine, channel="sms_http", sender=STRANGER)
    await sms.say("xin chào", STATUS)
    await other.say("xin chào", STATUS)
    await erase_phone(engine, PROVINCE, PHONE, NOW, key=KEY)
    async with engine.connect() as connection:
        counted = (await connection.execute(text("SELECT count(content) FROM outbox"))).scalar_one()
    assert counted == 1
    assert json.dumps(STRANGER) in await everything(engine)
