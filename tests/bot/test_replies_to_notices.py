"""What is done with an answer to a notice: ratings, refusals, wrong numbers, on a real database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import real_or_not
from bot.outbox_store import State
from db.tables.bot import exchanges
from nlu.meaning import IntentName
from tests.bot.make import CODE, PHONE, STRANGER, dossier
from tests.bot.talk import NOW, PROVINCE, Talk
from tests.left_notice import Left, leave

RATING, REPORT, STATUS = IntentName.FEEDBACK_RATING, IntentName.FEEDBACK_REPORT, IntentName.DOSSIER_STATUS
AFFIRM, DENY, SCOPE = IntentName.CHAT_AFFIRM, IntentName.CHAT_DENY, IntentName.OUT_OF_SCOPE
STOP, WANT = IntentName.NOTICE_UNSUBSCRIBE, IntentName.NOTICE_SUBSCRIBE


@pytest.fixture
async def sms(engine: AsyncEngine) -> Talk:
    talk = Talk(engine, channel="sms_http", sender=PHONE)
    await talk.know(dossier())
    return talk


async def told(talk: Talk, kind: str, *, copy: State = State.SENT, carrier: int | None = None) -> int:
    left = Left(
        kind=kind,
        channel=talk.channel,
        recipient=talk.sender,
        dossier_code=CODE if carrier is None else "H48.12-261102-0008",
        unit_code="H48.12",
        subject=talk.sender if talk.sender.startswith("+") else f"{talk.channel}:{talk.sender}",
        copy=copy,
        carrier_id=carrier,
    )
    async with talk.engine.begin() as connection:
        number = await leave(connection, PROVINCE, left, talk.now)
    talk.wait(minutes=5)
    return number


class TestRating:
    @pytest.mark.parametrize(
        ("text", "value"),
        [("5", 5), ("ok", 4), ("👍", 5), ("rat khong hai long", 1), ("2 - chờ lâu quá", 2), ("4 nhé", 4)],
    )
    async def test_is_the_dossiers(self, sms: Talk, text: str, value: int) -> None:
        await told(sms, "survey")
        await sms.say(text, SCOPE, clear=False)
        [row] = await sms.rows("ratings")
        assert (row["value"], row["dossier_code"]) == (value, CODE)
        assert (row["unit_code"], row["procedure_code"]) == ("H48.12", "1.004884")

    @pytest.mark.parametrize("text", ["tạm trú cần giấy gì", "được", "ok, để mai tôi đánh giá"])
    async def test_another_matter_is_none(self, sms: Talk, text: str) -> None:
        await told(sms, "survey")
        await sms.say(text, IntentName.PROCEDURE_PAPERS)
        assert await sms.rows("ratings") == []

    @pytest.mark.parametrize(("days", "kept"), [(29, 1), (31, 0)])
    async def test_counts_thirty_days(self, sms: Talk, days: int, kept: int) -> None:
        await told(sms, "survey")
        sms.wait(days=days)
        await sms.say("5", SCOPE, clear=False)
        assert len(await sms.rows("ratings")) == kept

    async def test_counts_after_other_talk_and_is_kept_once(self, sms: Talk) -> None:
        await told(sms, "survey")
        await sms.say(CODE, STATUS)
        await sms.say("2", SCOPE, clear=False)
        await sms.say("5", SCOPE, clear=False)
        [row] = await sms.rows("ratings")
        assert (row["value"], row["dossier_code"]) == (5, CODE)

    async def test_thanks_behind_it_is_no_second_one(self, sms: Talk) -> None:
        await told(sms, "survey")
        await sms.say("5", SCOPE, clear=False)
        await sms.say("ok", AFFIRM)
        [row] = await sms.rows("ratings")
        assert row["value"] == 5

    async def test_a_question_that_came_later_is_the_open_one(self, sms: Talk) -> None:
        await told(sms, "survey")
        await sms.say("rút hồ sơ", IntentName.DOSSIER_WITHDRAW)
        await sms.say("ok", AFFIRM)
        assert await sms.rows("ratings") == []

    async def test_a_low_one_goes_to_control_alone_and_names_nobody(self, sms: Talk) -> None:
        await told(sms, "survey")
        await sms.say("1", SCOPE, clear=False)
        await sms.say("cán bộ đòi thêm tiền mới làm", REPORT)
        tasks = await sms.rows("tasks")
        assert {(task["kind"], task["desk"], task["unit_code"]) for task in tasks} == {
            ("low_rating", "control", None)
        }
        assert len(tasks) == 2
        assert not any(word in str(task["content"]) for task in tasks for word in (PHONE, "đòi thêm"))
        assert {row["unit_code"] for row in await sms.rows("tickets")} == {"control"}

    @pytest.mark.parametrize(("answer", "reports"), [(AFFIRM, 1), (DENY, 0)])
    async def test_the_reason_is_offered_as_a_report(
        self, sms: Talk, answer: IntentName, reports: int
    ) -> None:
        await told(sms, "survey")
        await sms.say("3", SCOPE, clear=False)
        await sms.say("phải đi lại ba lần", SCOPE)
        await sms.say("có" if reports else "không", answer)
        found = [row for row in await sms.rows("tickets") if row["kind"] == "report"]
        assert [(row["text"], row["unit_code"]) for row in found] == [
            ("phải đi lại ba lần", "control")
        ] * reports

    async def test_a_chat_without_proof_rates_and_sees_nothing(self, engine: AsyncEngine) -> None:
        talk = Talk(engine, channel="zalo_oa", sender="z-1")
        await talk.know(dossier())
        await told(talk, "survey")
        assert CODE not in await talk.say("5", SCOPE, clear=False)
        [row] = await talk.rows("ratings")
        assert row["dossier_code"] == CODE
        assert "27/11/2026" not in await talk.say("tới đâu rồi", STATUS)


class TestTopic:
    async def test_a_reply_is_about_the_notices_dossier(self, sms: Talk) -> None:
        await told(sms, "supplement")
        assert CODE in await sms.say("sao vậy", STATUS)
        async with sms.engine.connect() as connection:
            assert await connection.scalar(select(exchanges.c.dossier_code)) == CODE

    async def test_what_has_not_left_is_no_topic(self, sms: Talk) -> None:
        await told(sms, "survey", copy=State.QUEUED)
        await sms.say("5", SCOPE, clear=False)
        assert await sms.rows("ratings") == []

    async def test_several_dossiers_in_one_message_are_none(self, sms: Talk) -> None:
        await sms.know(dossier(code="H48.12-261102-0008"))
        number = await told(sms, "supplement")
        await told(sms, "supplement", carrier=number)
        assert "2 hồ sơ" in await sms.say("sao vậy", STATUS) or sms.turn.drafts[0].content["labels"]

    async def test_an_unproven_one_is_not_written_beside_the_message(self, engine: AsyncEngine) -> None:
        talk = Talk(engine)
        await talk.know(dossier())
        await talk.say(CODE, STATUS)
        [row] = await talk.rows("exchanges")
        assert row["dossier_code"] is None


class TestRefusal:
    async def test_stops_what_waits_everywhere(self, sms: Talk, engine: AsyncEngine) -> None:
        zalo = Talk(engine, channel="zalo_oa", sender="z-2")
        await zalo.say("", shares=PHONE)
        waiting = await told(sms, "ready", copy=State.QUEUED)
        assert "gọi điện" in (await zalo.say("TC", STOP)) or "báo tại quầy" in await zalo.say("TC", STOP)
        [notice] = await sms.rows("notices")
        assert (notice["id"], notice["next_at"]) == (waiting, zalo.now)
        copies = [row for row in await sms.rows("outbox") if row["notice_id"] == waiting]
        assert [(row["state"], row["reason"]) for row in copies] == [("failed", "người dân từ chối nhận tin")]
        refused = {row["subject"] for row in await sms.rows("consents") if not row["given"]}
        assert refused == {PHONE, "zalo_oa:z-2"}

    async def test_stops_what_is_told_in_the_message_of_another(self, sms: Talk) -> None:
        carrier = await told(sms, "ready", copy=State.QUEUED)
        follower = await told(sms, "ready", carrier=carrier)
        await sms.say("TC", STOP)
        assert {row["id"]: row["next_at"] for row in await sms.rows("notices")} == {
            carrier: sms.now, follower: sms.now
        }  # fmt: skip

    async def test_is_told_once_and_undone_from_any_of_the_chats(
        self, sms: Talk, engine: AsyncEngine
    ) -> None:
        zalo = Talk(engine, channel="zalo_oa", sender="z-3")
        await zalo.say("", shares=PHONE)
        first = await sms.say("dung gui tin nua", SCOPE)
        again = await zalo.say("TC", STOP)
        assert "goi dien" in first
        assert "hiện không nhận" in again
        await sms.say("BAO TIN", WANT)
        newest = {(row["subject"], row["purpose"]): row["given"] for row in await sms.rows("consents")}
        assert newest == {(PHONE, "notices"): True, ("zalo_oa:z-3", "notices"): True}

    async def test_is_not_undone_by_a_chat_that_has_another_number_now(self, engine: AsyncEngine) -> None:
        before = Talk(engine, channel="telegram", sender="t-1")
        await before.say("", shares=PHONE)
        await before.say("bao tin", WANT)
        owner = Talk(engine, channel="sms_http", sender=PHONE)
        await owner.say("TC", STOP)
        await before.say("", shares=STRANGER)
        await before.say("bao tin", WANT)
        newest = {row["subject"]: row["given"] for row in await owner.rows("consents")}
        assert (newest[PHONE], newest[STRANGER]) == (False, True)

    async def test_of_extras_leaves_duty_alone(self, sms: Talk) -> None:
        ready = await told(sms, "ready", copy=State.QUEUED)
        survey = await told(sms, "survey", copy=State.QUEUED)
        assert "Tin ve ho so van gui" in await sms.say("đừng hỏi khảo sát nữa", SCOPE)
        states = {row["notice_id"]: row["state"] for row in await sms.rows("outbox") if row["notice_id"]}
        assert states == {ready: "queued", survey: "failed"}
        [consent] = await sms.rows("consents")
        assert (consent["purpose"], consent["given"]) == ("extras", False)

    async def test_of_extras_behind_a_refusal_of_all_says_that_none_is_sent(self, sms: Talk) -> None:
        await sms.say("TC", STOP)
        fewer = await sms.say("TC KS", STOP)
        assert "khong nhan tin bao nao" in fewer
        assert "van gui" not in fewer
        await sms.say("BAO TIN", WANT)
        assert "Tin ve ho so van gui" in await sms.say("TC KS", STOP)

    @pytest.mark.parametrize(
        ("words", "purpose"),
        [pytest.param("TC", "notices", id="all"), pytest.param("TC KS", "extras", id="extras")],
    )
    async def test_without_a_proven_phone_says_that_it_holds_here_alone(
        self, engine: AsyncEngine, words: str, purpose: str
    ) -> None:
        """The chat of an account in which a template was answered that went to a phone number."""
        zalo = Talk(engine, channel="zalo_oa", sender="z-9")
        said = await zalo.say(words, STOP)
        assert "chưa ngừng" in said
        assert "nhắn TC bằng SMS từ chính số đó" in said
        assert zalo.turn.drafts[0].content["ask_phone"]
        assert {row["subject"] for row in await zalo.rows("consents")} == {"zalo_oa:z-9"}
        assert "chưa ngừng" not in await zalo.say("", shares=PHONE)
        refused = {
            (row["subject"], row["purpose"]) for row in await zalo.rows("consents") if not row["given"]
        }
        assert refused == {("zalo_oa:z-9", purpose), (PHONE, purpose)}

    async def test_reaches_the_phone_by_a_one_time_code_as_well(self, engine: AsyncEngine) -> None:
        zalo = Talk(engine, channel="zalo_oa", sender="z-10")
        await zalo.know(dossier())
        await zalo.say("TC", STOP)
        await zalo.say(PHONE.replace("+84", "0"))
        assert zalo.code_sent is not None
        assert "các ứng dụng đã nối với số đó" in await zalo.say(zalo.code_sent[1])
        assert PHONE in {row["subject"] for row in await zalo.rows("consents") if not row["given"]}


class TestWrongNumber:
    async def test_stops_tells_the_office_and_is_undone(self, engine: AsyncEngine) -> None:
        other = Talk(engine, channel="sms_http", sender=STRANGER)
        await other.know(dossier())
        await told(other, "ready")
        assert "Cam on" in await other.say("nham so roi", SCOPE, clear=False)
        [row] = await other.rows("wrong_numbers")
        assert row["phone"] == STRANGER
        [task] = await other.rows("tasks")
        assert (task["kind"], task["desk"], task["unit_code"]) == ("wrong_number", "officer", "H48.12")
        assert task["dossier_code"] == CODE
        assert STRANGER not in str(dict(task))
        assert "roi" in await other.say("nhầm số rồi mà", SCOPE)
        assert len(await other.rows("tasks")) == 1
        await other.say("BAO TIN", WANT)
        assert await other.rows("wrong_numbers") == []

    async def test_is_not_heard_where_nothing_was_told(self, engine: AsyncEngine) -> None:
        other = Talk(engine, channel="sms_http", sender=STRANGER)
        await other.say("nham so roi", SCOPE, clear=False)
        assert await other.rows("wrong_numbers") == []


class TestCodes:
    async def test_asking_is_limited(self, sms: Talk) -> None:
        for _ in range(10):
            assert "KHONG phai ma tin" in await sms.say("ma tin C2345X7", SCOPE)
        assert "nhieu ma tin" in await sms.say("ma tin C2345X7", SCOPE)
        sms.now = NOW + timedelta(hours=2)
        assert "KHONG phai ma tin" in await sms.say("ma tin C2345X7", SCOPE)


async def test_a_code_answers_for_every_dossier_of_its_message(sms: Talk) -> None:
    left = Left(
        kind="ready", channel="sms_http", recipient=PHONE, dossier_code=CODE, unit_code="H48.12",
        check_code="NRHDJPG",
    )  # fmt: skip
    async with sms.engine.begin() as connection:
        carrier = await leave(connection, PROVINCE, left, sms.now)
        other = replace(left, dossier_code="H48.12-261102-0008", check_code=None, carrier_id=carrier)
        await leave(connection, PROVINCE, other, sms.now + timedelta(minutes=1))
    assert "2 ho so co 4 so cuoi 0007; 0008." in await sms.say("NRHDJPG co that khong", SCOPE)


async def test_a_stranger_hears_only_that_there_is_such_a_message(sms: Talk) -> None:
    left = Left(
        kind="ready", channel="sms_http", recipient=PHONE, dossier_code=CODE, unit_code="H48.12",
        check_code="NRHDJPG",
    )  # fmt: skip
    async with sms.engine.begin() as connection:
        await leave(connection, PROVINCE, left, sms.now)
    web = Talk(sms.engine, channel="webchat", sender="w1")
    heard = await web.say("mã tin NRHDJPG này có thật không", SCOPE)
    assert "là mã thật" in heard and "chưa so được" in heard
    assert "0007" not in heard and PHONE[-3:] not in heard


async def test_web_chats_share_a_budget(sms: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(real_or_not, "MOST_OF_ALL", 3)
    heard = [
        await Talk(sms.engine, channel="webchat", sender=f"w{number}").say("mã tin C2345X7", SCOPE)
        for number in range(4)
    ]
    assert ["nhiều mã tin" in words for words in heard] == [False, False, False, True]
    assert "KHONG phai ma tin" in await sms.say("ma tin C2345X7", SCOPE)
