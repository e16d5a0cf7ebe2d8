"""Who may see what: the ways to a dossier, and that a stranger learns nothing from any of them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.intent import Policy
from bot.message import ChannelId
from nlu.meaning import Entity, EntityName, IntentName
from tests.bot.make import CITIZEN_ID, CODE, PHONE, STRANGER, UNKNOWN, dossier
from tests.bot.talk import Talk, services

STATUS, WITHDRAW = IntentName.DOSSIER_STATUS, IntentName.DOSSIER_WITHDRAW
SHOWN = "đang được giải quyết"
ASKED = "số điện thoại đã ghi trên hồ sơ"
WRONG = "chưa khớp"
SHUT = "15 phút"


@pytest.fixture
async def talk(engine: AsyncEngine) -> Talk:
    talk = Talk(engine)
    await talk.know(dossier())
    return talk


@contextmanager
def counted(engine: AsyncEngine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine.sync_engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    "proof",
    [
        pytest.param("0905000001", id="phone"),
        pytest.param("0905 000 001", id="phone with spaces"),
        pytest.param(CITIZEN_ID, id="identity number"),
        pytest.param(CITIZEN_ID[-4:], id="last four"),
    ],
)
async def test_number_and_one_proof_open_a_dossier(talk: Talk, proof: str) -> None:
    assert ASKED in await talk.say(f"hồ sơ {CODE} tới đâu rồi", STATUS)
    assert SHOWN in await talk.say(proof, clear=False)


async def test_everything_in_one_message(talk: Talk) -> None:
    assert SHOWN in await talk.say(f"{CODE} sđt 0905000001 tới đâu", STATUS)


async def test_a_proven_number_stays_open_in_this_chat_for_a_day(talk: Talk) -> None:
    await talk.say(f"{CODE} 0905000001", STATUS)
    assert SHOWN in await talk.say("tới đâu rồi", STATUS)
    talk.wait(minutes=31)  # a web page may stand on a shared computer
    assert ASKED in await talk.say(f"{CODE} tới đâu rồi", STATUS)


@pytest.mark.parametrize("proof", ["0905999999", "9999", "051090009999"])
async def test_unknown_and_unproven_cannot_be_told_apart(engine: AsyncEngine, talk: Talk, proof: str) -> None:
    """The same words after the same statements, asked and refused."""
    seen: dict[str, list[str]] = {}
    done: dict[str, list[str]] = {}
    for code in (CODE, UNKNOWN):
        stranger = Talk(engine, sender=f"stranger of {code}")
        with counted(engine) as statements:
            seen[code] = [await stranger.say(f"hồ sơ {code}", STATUS), await stranger.say(proof, clear=False)]
        done[code] = statements
    assert seen[CODE] == seen[UNKNOWN]
    assert WRONG in seen[CODE][1]
    assert done[CODE] == done[UNKNOWN]


async def test_the_fifth_wrong_proof_shuts_the_door_for_the_right_one_too(talk: Talk) -> None:
    await talk.say(CODE, STATUS)
    answers = [await talk.say(f"00{n:02d}", clear=False) for n in range(5)]
    assert [SHUT in answer for answer in answers] == [False] * 4 + [True]
    assert SHUT in await talk.say(f"{CODE} 0905000001", STATUS)
    talk.wait(minutes=16)
    assert SHOWN in await talk.say(f"{CODE} 0905000001", STATUS)


async def test_a_year_in_a_question_is_no_wrong_proof(talk: Talk) -> None:
    await talk.say(f"hồ sơ {CODE} nộp năm 2026 tới đâu", STATUS)
    assert await talk.rows("proof_tries") == []


async def test_an_old_identity_number_proves_nothing_and_costs_nothing(talk: Talk) -> None:
    old = Entity(name=EntityName.CITIZEN_ID, value="201234567", start=0, end=0)
    await talk.say(f"{CODE} cmnd", STATUS, extra=[old])
    assert await talk.rows("proof_tries") == []


async def test_when_everybody_has_guessed_too_much_only_a_proven_phone_opens(
    engine: AsyncEngine, talk: Talk
) -> None:
    for guesser in range(60):
        guess = Talk(engine, sender=f"guesser {guesser}")
        await guess.say(f"{UNKNOWN} 0905999999", STATUS)
    assert "mã xác nhận" in await talk.say(f"{CODE} 0905000001", STATUS)
    assert talk.code_sent is not None
    assert SHOWN in await talk.say(talk.code_sent[1], clear=False)


class TestCoarse:
    @pytest.fixture
    async def talk(self, engine: AsyncEngine) -> Talk:
        policy = Policy(lookup_without_proof="coarse", text_channel=ChannelId("sms_http"))
        talk = Talk(engine, services=services(policy))
        await talk.know(dossier())
        return talk

    async def test_group_and_day_then_more_for_a_proof(self, talk: Talk) -> None:
        said = await talk.say(CODE, STATUS)
        assert "đang giải quyết" in said and "27/11/2026" in said and "UBND" not in said
        assert SHOWN in await talk.say("0905000001", clear=False)

    async def test_guessing_numbers_is_counted(self, talk: Talk) -> None:
        for serial in range(5):
            await talk.say(f"H48.12-261102-8{serial:03d}", STATUS)
        assert SHUT in await talk.say(CODE, STATUS)


class TestSms:
    @pytest.fixture
    async def talk(self, engine: AsyncEngine) -> Talk:
        return Talk(engine, channel="sms_http", sender=PHONE)

    async def test_the_only_own_dossier_is_told_at_once(self, talk: Talk) -> None:
        await talk.know(dossier())
        assert "H48.12-261102-0007 dang giai quyet" in await talk.say("ho so toi dau roi", STATUS)

    async def test_several_are_offered_and_picked_by_number(self, talk: Talk) -> None:
        late = dossier(code="H48.12-261101-0001", due_at="2026-11-09T17:00:00+07:00")
        await talk.know(dossier(), late)
        assert "1: H48.12-261101-0001 (dang giai quyet) 2: H48.12-261102-0007" in await talk.say("?", STATUS)
        assert "H48.12-261102-0007 dang giai quyet" in await talk.say("2", clear=False)

    async def test_a_question_that_fits_one_of_several(self, talk: Talk) -> None:
        ready = dossier(code="H48.12-261101-0001", status=9)
        await talk.know(dossier(), ready)
        assert "H48.12-261101-0001 da co ket qua" in await talk.say("nhan o dau", IntentName.DOSSIER_RESULT)

    async def test_none_asks_for_the_number(self, talk: Talk) -> None:
        assert "Ong/Ba nhan ma ho so" in await talk.say("ho so toi dau roi", STATUS)

    async def test_dossiers_older_than_a_year_are_not_listed(self, talk: Talk) -> None:
        await talk.know(dossier(received_at="2025-11-01T09:00:00+07:00"))
        assert "nhan ma ho so" in await talk.say("ho so toi dau roi", STATUS)

    async def test_somebody_elses_needs_a_proof(self, talk: Talk) -> None:
        await talk.know(dossier(applicant={"phone": STRANGER}))
        assert "nhan so dien thoai ghi tren ho so" in await talk.say(CODE, STATUS)
        assert "dang giai quyet" in await talk.say("0905999999", clear=False)

    async def test_an_authorised_person_sees_it(self, talk: Talk) -> None:
        await talk.know(dossier(applicant={"phone": STRANGER}, authorised=[{"phone": PHONE}]))
        assert "dang giai quyet" in await talk.say(CODE, STATUS)

    async def test_withdrawing_for_another_number_is_refused(self, talk: Talk) -> None:
        await talk.know(dossier(applicant={"phone": STRANGER}))
        theirs = await talk.say(f"rut ho so {CODE}", WITHDRAW)
        assert theirs.replace(CODE, UNKNOWN) == await talk.say(f"rut ho so {UNKNOWN}", WITHDRAW)
        assert await talk.rows("tickets") == []


class TestOneTimeCode:
    async def test_proves_the_phone_and_the_request_goes_on(self, talk: Talk) -> None:
        assert "số điện thoại di động" in await talk.say(f"rút hồ sơ {CODE}", WITHDRAW)
        assert "Nếu số 09xx xxx 001 ghi trên hồ sơ" in await talk.say("0905000001", clear=False)
        assert talk.code_sent is not None and talk.code_sent[0] == PHONE
        said = await talk.say(f"mã là {talk.code_sent[1]}", clear=False)
        [ticket] = await talk.rows("tickets")
        assert f"số {ticket['id']}" in said
        assert (ticket["kind"], ticket["dossier_code"], ticket["unit_code"]) == ("withdraw", CODE, "H48.12")
        assert ticket["phone"] == PHONE and ticket["text"] is None

    async def test_a_strangers_number_gets_no_message_and_the_same_words(self, talk: Talk) -> None:
        await talk.say(f"rút hồ sơ {CODE}", WITHDRAW)
        known = await talk.say("0905000001", clear=False)
        stranger = await talk.say("0905999001", clear=False)
        assert stranger == known
        assert talk.code_sent is None
        assert "chưa đúng" in await talk.say("000000", clear=False)

    async def test_wrong_codes_use_it_up(self, talk: Talk) -> None:
        await talk.say(f"rút hồ sơ {CODE} 0905000001", WITHDRAW)
        assert talk.code_sent is not None
        right = talk.code_sent[1]
        wrong = f"{(int(right) + 1) % 1_000_000:06d}"
        for _ in range(4):
            assert "chưa đúng" in await talk.say(wrong, clear=False)
        assert "hết hiệu lực" in await talk.say(right, clear=False)

    async def test_it_is_too_old_after_five_minutes(self, talk: Talk) -> None:
        await talk.say(f"rút hồ sơ {CODE} 0905000001", WITHDRAW)
        assert talk.code_sent is not None
        right = talk.code_sent[1]
        talk.wait(minutes=6)
        assert "hết hiệu lực" in await talk.say(right, clear=False)

    async def test_three_an_hour(self, talk: Talk) -> None:
        for _ in range(3):
            await talk.say(f"rút hồ sơ {CODE} 0905000001", WITHDRAW)
        assert "sau một giờ" in await talk.say(f"rút hồ sơ {CODE} 0905000001", WITHDRAW)
        assert talk.code_sent is None

    async def test_a_fixed_line_gets_no_code(self, talk: Talk) -> None:
        await talk.say(f"rút hồ sơ {CODE}", WITHDRAW)
        assert "số di động" in await talk.say("02553822222", clear=False)

    async def test_own_phone_but_not_this_dossier(self, engine: AsyncEngine, talk: Talk) -> None:
        await talk.know(dossier(code="H48.12-261101-0001", applicant={"phone": STRANGER}))
        await talk.say(f"rút hồ sơ {CODE} 0905999999", WITHDRAW)
        assert talk.code_sent is not None
        assert "chưa khớp" in await talk.say(talk.code_sent[1], clear=False)
        assert await talk.rows("tickets") == []

    async def test_instead_of_a_lost_number(self, talk: Talk) -> None:
        assert "mã hồ sơ" in await talk.say("hồ sơ tôi tới đâu", STATUS)
        await talk.say("0905000001", clear=False)
        assert talk.code_sent is not None
        assert SHOWN in await talk.say(talk.code_sent[1], clear=False)

    async def test_without_sms_the_phone_can_only_be_shared(self, engine: AsyncEngine) -> None:
        talk = Talk(engine, channel="telegram", services=services(Policy(text_channel=None)))
        await talk.know(dossier())
        assert "chia sẻ số điện thoại" in await talk.say(f"rút hồ sơ {CODE} 0905000001", WITHDRAW)
        assert "đã ghi nhận yêu cầu rút" in await talk.say("", shares=PHONE, clear=False)


async def test_a_shared_contact_lists_own_dossiers(engine: AsyncEngine) -> None:
    talk = Talk(engine, channel="telegram")
    await talk.know(dossier())
    await talk.say(CODE, STATUS)
    assert SHOWN in await talk.say("", shares=PHONE, clear=False)
    talk.wait(days=100)
    assert "chậm" in await talk.say("hồ sơ tôi tới đâu", STATUS)


async def test_a_finished_dossier_is_not_withdrawn(engine: AsyncEngine) -> None:
    talk = Talk(engine, channel="sms_http", sender=PHONE)
    await talk.know(dossier(status=9))
    assert "Khong rut duoc nua" in await talk.say(f"rut {CODE}", WITHDRAW)
    assert await talk.rows("tickets") == []
