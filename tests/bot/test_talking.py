"""Everything that is not a dossier: procedures in context, feedback, notices, offices, small talk."""

from itertools import pairwise

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from nlu.meaning import Entity, EntityName, IntentName
from tests.bot.make import CODE, PHONE, dossier
from tests.bot.talk import Talk

BIRTH, RESIDENCE, MARRIAGE = "1.001193", "1.004222", "1.000894"
FEE, PAPERS, TIME = IntentName.PROCEDURE_FEE, IntentName.PROCEDURE_PAPERS, IntentName.PROCEDURE_TIME
OVERVIEW, STATUS = IntentName.PROCEDURE_OVERVIEW, IntentName.DOSSIER_STATUS
RATING, REPORT = IntentName.FEEDBACK_RATING, IntentName.FEEDBACK_REPORT


@pytest.fixture
def talk(engine: AsyncEngine) -> Talk:
    return Talk(engine)


@pytest.fixture
def sms(engine: AsyncEngine) -> Talk:
    return Talk(engine, channel="sms_http", sender=PHONE)


def place(name: str) -> Entity:
    return Entity(name=EntityName.PLACE, value=name, start=0, end=0)


def rated(value: int) -> Entity:
    return Entity(name=EntityName.RATING, value=value, start=0, end=0)


class TestProcedures:
    async def test_a_follow_up_keeps_its_procedure(self, talk: Talk) -> None:
        assert "Đăng ký thường trú, thời hạn" in await talk.say("mấy ngày", TIME, procedures=[RESIDENCE])
        assert "Đăng ký thường trú, phí" in await talk.say("thế còn lệ phí?", FEE)

    async def test_two_questions_in_one_message(self, talk: Talk) -> None:
        said = await talk.say("bao lâu, bao nhiêu", TIME, FEE, procedures=[RESIDENCE])
        assert said.index("thời hạn") < said.index("phí và lệ phí")

    async def test_the_question_waits_for_the_name(self, talk: Talk) -> None:
        assert "thủ tục nào" in await talk.say("lệ phí bao nhiêu", FEE)
        assert "Đăng ký thường trú, phí" in await talk.say("thường trú", OVERVIEW, procedures=[RESIDENCE])

    async def test_asked_which_one_is_meant_and_answered_by_number(self, talk: Talk) -> None:
        said = await talk.say("lệ phí giấy khai sinh", FEE, options=[BIRTH, "1.004884"])
        assert "1. Trẻ mới sinh" in said and "Gặp cán bộ" in said
        assert "Đăng ký khai sinh, phí" in await talk.say("1", clear=False)

    async def test_asked_which_one_is_meant_and_answered_by_name(self, talk: Talk) -> None:
        await talk.say("lệ phí giấy khai sinh", FEE, options=[BIRTH, "1.004884"])
        assert "Đăng ký kết hôn, phí" in await talk.say("kết hôn cơ", OVERVIEW, procedures=[MARRIAGE])

    async def test_not_that_one_the_other(self, talk: Talk) -> None:
        await talk.say("phí khai sinh", FEE, procedures=[BIRTH, MARRIAGE])
        assert "Đăng ký kết hôn, phí" in await talk.say("không, cái kia", IntentName.CHAT_DENY)
        assert "Đăng ký khai sinh, phí" in await talk.say("không phải", IntentName.CHAT_DENY)

    async def test_the_case_is_asked_and_picked(self, talk: Talk) -> None:
        said = await talk.say("giấy tờ nhập khẩu", PAPERS, procedures=[RESIDENCE])
        assert "trường hợp nào" in said and "3. Nhà thuê, mượn, ở nhờ" in said
        chosen = await talk.say("3", clear=False)
        assert "Hợp đồng thuê" in chosen and "quan hệ với chủ hộ" not in chosen

    async def test_an_overview_offers_what_to_ask_next(self, talk: Talk) -> None:
        said = await talk.say("làm khai sinh thế nào", OVERVIEW, procedures=[BIRTH])
        assert "2. Phí, lệ phí" in said
        assert "Đăng ký khai sinh, phí" in await talk.say("2", clear=False)

    async def test_the_procedure_of_an_open_dossier(self, sms: Talk) -> None:
        await sms.know(dossier())
        await sms.say(CODE, STATUS)
        assert "Dang ky lai khai sinh, le phi" in await sms.say("le phi bao nhieu", FEE)

    async def test_when_will_it_be_ready_asks_for_the_dossiers_own_day(self, sms: Talk) -> None:
        await sms.know(dossier())
        await sms.say(CODE, STATUS)
        assert "27/11/2026" in await sms.say("bao gio co", TIME)

    async def test_the_procedure_of_an_unproven_dossier_is_not_told(self, talk: Talk) -> None:
        await talk.know(dossier())
        await talk.say(CODE, STATUS)
        assert "thủ tục nào" in await talk.say("lệ phí bao nhiêu", FEE)


class TestRatings:
    async def test_a_good_one_is_thanked(self, sms: Talk) -> None:
        await sms.know(dossier())
        await sms.say(CODE, STATUS)
        assert "cam on" in await sms.say("5 điểm", RATING, extra=[rated(5)])
        [row] = await sms.rows("ratings")
        assert (row["value"], row["dossier_code"]) == (5, CODE)

    async def test_a_low_one_is_asked_why_once(self, talk: Talk) -> None:
        assert "điều gì" in await talk.say("2 điểm", RATING, extra=[rated(2)])
        assert "ghi nhận ý kiến" in await talk.say("hồ sơ trễ quá lâu", IntentName.DOSSIER_OVERDUE)
        [ticket] = await talk.rows("tickets")
        assert (ticket["kind"], ticket["text"]) == ("comment", "hồ sơ trễ quá lâu")

    async def test_a_reason_given_at_once_is_not_asked_for(self, talk: Talk) -> None:
        assert "ghi nhận" in await talk.say("2 điểm, chờ lâu quá", RATING, extra=[rated(2)])
        assert len(await talk.rows("tickets")) == 1

    async def test_another_request_is_no_reason(self, talk: Talk) -> None:
        await talk.say("2 điểm", RATING, extra=[rated(2)])
        assert "phí và lệ phí" in await talk.say("phí thường trú", FEE, procedures=[RESIDENCE])
        assert await talk.rows("tickets") == []

    async def test_money_asked_for_goes_past_the_officers(self, talk: Talk) -> None:
        await talk.say("1 điểm", RATING, extra=[rated(1)])
        await talk.say("cán bộ đòi thêm tiền mới làm", REPORT)
        [ticket] = await talk.rows("tickets")
        assert ticket["unit_code"] == "control"

    async def test_a_dossier_that_is_not_open_is_not_rated(self, talk: Talk) -> None:
        await talk.know(dossier())
        await talk.say(CODE, STATUS)
        await talk.say("5 điểm", RATING, extra=[rated(5)])
        [row] = await talk.rows("ratings")
        assert row["dossier_code"] is None

    async def test_asked_for_and_given(self, talk: Talk) -> None:
        assert "5 Rất hài lòng" in await talk.say("tôi muốn chấm điểm", RATING)
        assert "cảm ơn" in await talk.say("4", clear=False, extra=[rated(4)])


class TestReports:
    async def test_without_content_it_is_asked_for(self, talk: Talk) -> None:
        assert "kể rõ" in await talk.say("tôi muốn phản ánh cán bộ một cửa", REPORT)
        assert await talk.rows("tickets") == []
        assert "phản ánh số" in await talk.say("ghế ít quá", clear=False)
        [ticket] = await talk.rows("tickets")
        assert (ticket["kind"], ticket["text"]) == ("report", "ghế ít quá")

    @pytest.mark.parametrize(
        ("text", "expected", "unit"),
        [
            pytest.param("quầy số 4 nạt nộ người già rất to", "chính thức", None, id="service"),
            pytest.param("đường vào thôn ổ gà đầy xe ngã hoài", "hiện trường", None, id="a pothole"),
            pytest.param("có anh gợi ý đưa tiền cà phê cho mau", "bộ phận kiểm soát", "control", id="money"),
        ],
    )
    async def test_recorded_for_its_own_desk(
        self, talk: Talk, text: str, expected: str, unit: str | None
    ) -> None:
        assert expected in await talk.say(text, REPORT)
        [ticket] = await talk.rows("tickets")
        assert (ticket["kind"], ticket["unit_code"]) == ("report", unit)

    async def test_a_legal_complaint_is_not_taken_but_shown_its_way(self, talk: Talk) -> None:
        assert "Ban Tiếp công dân" in await talk.say("tôi muốn tố cáo ông A nhận đất trái phép", REPORT)
        assert await talk.rows("tickets") == []


class TestNotices:
    async def test_wanted_and_stopped_by_the_owner_of_the_phone(self, sms: Talk) -> None:
        assert "TC hoac HUY" in await sms.say("bao tin", IntentName.NOTICE_SUBSCRIBE)
        assert "dang nhan tin bao roi" in await sms.say("bao tin", IntentName.NOTICE_SUBSCRIBE)
        assert "BAO TIN" in await sms.say("HUY", IntentName.NOTICE_UNSUBSCRIBE)
        assert "hien khong nhan" in await sms.say("HUY", IntentName.NOTICE_UNSUBSCRIBE)
        rows = await sms.rows("consents")
        assert [(row["subject"], row["given"]) for row in rows] == [(PHONE, True), (PHONE, False)]

    async def test_wanting_needs_a_proven_phone(self, talk: Talk) -> None:
        await talk.know(dossier())
        await talk.say("báo tin cho tôi", IntentName.NOTICE_SUBSCRIBE)
        await talk.say("0905000001", clear=False)
        assert talk.code_sent is not None
        assert "sẽ nhận tin báo" in await talk.say(talk.code_sent[1], clear=False)

    async def test_stopping_works_after_the_proof_has_faded(self, talk: Talk) -> None:
        await talk.say("báo tin", IntentName.NOTICE_SUBSCRIBE, shares=PHONE)
        talk.wait(hours=2)
        await talk.say("HUY", IntentName.NOTICE_UNSUBSCRIBE)
        newest = {row["subject"]: row["given"] for row in await talk.rows("consents")}
        assert newest[PHONE] is False


class TestPrivacy:
    async def test_recorded_at_once_and_proven_afterwards(self, talk: Talk) -> None:
        await talk.know(dossier())
        assert "đã ghi nhận yêu cầu" in await talk.say("xóa dữ liệu của tôi", IntentName.PRIVACY_REQUEST)
        await talk.say("0905000001", clear=False)
        assert talk.code_sent is not None
        assert "kèm số điện thoại đã xác nhận" in await talk.say(talk.code_sent[1], clear=False)
        [ticket] = await talk.rows("tickets")
        assert (ticket["phone"], ticket["text"]) == (PHONE, "xóa dữ liệu của tôi")

    async def test_why_is_answered(self, talk: Talk) -> None:
        assert "người lạ không xem" in await talk.say("hỏi cccd làm gì", IntentName.PRIVACY_REQUEST)
        assert await talk.rows("tickets") == []


class TestPeopleAndPlaces:
    async def test_a_person_is_asked_for_once(self, talk: Talk) -> None:
        first = await talk.say("cho gặp cán bộ", IntentName.HANDOFF)
        assert "1022" in first and first == await talk.say("gặp người thật", IntentName.HANDOFF)
        [ticket] = await talk.rows("tickets")
        assert f"số {ticket['id']}." in first

    async def test_at_night_the_hour_of_opening_is_told(self, talk: Talk) -> None:
        talk.wait(hours=10)
        assert "07:00 23/11/2026" in await talk.say("cho gặp cán bộ", IntentName.HANDOFF)

    async def test_an_office_by_its_place(self, talk: Talk) -> None:
        contact = IntentName.OFFICE_CONTACT
        said = await talk.say("xã bình sơn mấy giờ mở cửa", contact, extra=[place("xã Bình Sơn")])
        assert "0255 000 0112" in said and "13:30-17:00" in said and "xác nhận ngày" in said

    async def test_the_place_is_asked_for(self, talk: Talk) -> None:
        assert "xã, phường nào" in await talk.say("cơ quan mấy giờ mở cửa", IntentName.OFFICE_CONTACT)
        said = await talk.say("Mộ Đức", clear=False, extra=[place("Mộ Đức")])
        assert "UBND xã Mộ Đức" in said

    async def test_a_day_off_is_told(self, talk: Talk) -> None:
        talk.wait(days=1)
        said = await talk.say("mở cửa không", IntentName.OFFICE_CONTACT, extra=[place("xã Bình Sơn")])
        assert "21/11/2026, cơ quan nghỉ; làm việc lại ngày 23/11/2026" in said

    async def test_an_unknown_place_is_not_invented(self, talk: Talk) -> None:
        said = await talk.say("địa chỉ", IntentName.OFFICE_CONTACT, extra=[place("xã Không Có")])
        assert "chưa có địa chỉ" in said and "1022" in said

    async def test_a_team_nearby_and_none(self, talk: Talk) -> None:
        near = await talk.say("ai giúp", IntentName.COMMUNITY_HELP, extra=[place("xã Bình Sơn")])
        assert "thôn Mẫu Một" in near and "0900 009 901" in near
        far = await talk.say("ai giúp", IntentName.COMMUNITY_HELP, extra=[place("xã Đông Sơn")])
        assert "chưa có số" in far


class TestHelp:
    @pytest.mark.parametrize(
        ("intent", "text", "expected"),
        [
            pytest.param(
                IntentName.PAYMENT_HELP, "tiền có trả lại không", "hỏi nơi đã thu tiền", id="refund"
            ),
            pytest.param(IntentName.PAYMENT_HELP, "biên lai tải đâu", "tài khoản đã nộp", id="receipt"),
            pytest.param(IntentName.PAYMENT_HELP, "bị trừ tiền rồi", "trước khi nộp lại", id="charged"),
            pytest.param(IntentName.PAYMENT_HELP, "nộp tiền ở đâu", "tại quầy", id="how"),
            pytest.param(IntentName.ACCOUNT_HELP, "otp không về", "hỏi nhà mạng", id="code"),
            pytest.param(IntentName.ACCOUNT_HELP, "sim mẹ đứng tên", "chính chủ", id="sim"),
            pytest.param(IntentName.ACCOUNT_HELP, "quên mật khẩu", "Mật khẩu VNeID", id="password"),
            pytest.param(
                IntentName.ACCOUNT_HELP, "tài khoản bị khóa", "vì sao tài khoản bị khóa", id="locked"
            ),
            pytest.param(IntentName.ACCOUNT_HELP, "vneid là gì", "Định danh mức 2", id="vneid"),
            pytest.param(IntentName.ACCOUNT_HELP, "đăng nhập sao", "đăng nhập bằng", id="account"),
            pytest.param(IntentName.CHAT_GREET, "chào", "máy trả lời tự động", id="greeting"),
            pytest.param(IntentName.CHAT_HELP, "giúp", "mã hồ sơ", id="help"),
        ],
    )
    async def test_by_topic(self, talk: Talk, intent: IntentName, text: str, expected: str) -> None:
        assert expected in await talk.say(text, intent)

    async def test_what_an_open_dossier_says_of_money(self, sms: Talk) -> None:
        await sms.know(dossier(status=3, fee={"amount": 50000, "paid": True, "refund_due": True}))
        await sms.say(CODE, STATUS)
        assert "khoan duoc xem xet hoan" in await sms.say("hoan tien sao", IntentName.PAYMENT_HELP)


class TestAside:
    async def test_emergency_before_everything_and_nothing_else(self, talk: Talk) -> None:
        await talk.say(CODE, STATUS)
        said = await talk.say("cháy nhà rồi", IntentName.EMERGENCY, STATUS)
        assert all(number in said for number in ("113", "114", "115", "111"))
        assert "hồ sơ" not in said

    async def test_out_of_scope_is_never_said_twice_alike(self, talk: Talk) -> None:
        said = [await talk.say("tỷ số bóng đá", IntentName.OUT_OF_SCOPE) for _ in range(4)]
        assert all(one != other for one, other in pairwise(said))

    async def test_a_guessed_number_is_confirmed_or_asked_for_anew(self, talk: Talk) -> None:
        guess = Entity(name=EntityName.DOSSIER_CODE, value=CODE, start=0, end=0, sure=False)
        assert f"số {CODE}" in await talk.say("h48 12 261102 7", STATUS, extra=[guess])
        assert "nhắn lại đủ mã" in await talk.say("không phải", IntentName.CHAT_DENY)

    async def test_a_guessed_number_is_confirmed_also_after_talk_of_procedures(self, talk: Talk) -> None:
        await talk.say("phí khai sinh", FEE, procedures=[BIRTH, MARRIAGE])
        guess = Entity(name=EntityName.DOSSIER_CODE, value=CODE, start=0, end=0, sure=False)
        await talk.say("h48 12 261102 7", STATUS, extra=[guess])
        assert "nhắn lại đủ mã" in await talk.say("không", IntentName.CHAT_DENY)

    @pytest.mark.parametrize("name", [name for name in IntentName if name.startswith("chat.")])
    async def test_small_talk_always_answers(self, talk: Talk, name: IntentName) -> None:
        assert "Ông/Bà" in await talk.say("…", name)
