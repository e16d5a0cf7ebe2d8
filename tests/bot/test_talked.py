"""Talks that come back to what they were of, ignore what they are asked, or change their mind."""

from collections.abc import Sequence

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import talked
from bot.choose import plan
from bot.conversation import Conversation
from bot.conversation_json import from_json, to_json
from bot.reply import Choice
from bot.step import Step
from nlu.meaning import Awaiting, Entity, EntityName, IntentName, Meaning
from tests.bot.make import CODE
from tests.bot.said import DENY, FEE, OVERVIEW, TIME, inbound, meaning
from tests.bot.talk import Talk

PASSPORT, RECORD, BIRTH, AGAIN, MARRIAGE = "1.001456", "3.000333", "1.001193", "1.004884", "1.000894"
RESIDENCE, COPIES = "1.004222", "2.000815"
PLACE, PAPERS = IntentName.PROCEDURE_PLACE, IntentName.PROCEDURE_PAPERS
WITHDRAW, OUT = IntentName.DOSSIER_WITHDRAW, IntentName.OUT_OF_SCOPE
TALKED = (
    Choice(label="Cấp hộ chiếu phổ thông", procedure=PASSPORT),
    Choice(label="Phiếu lý lịch tư pháp", procedure=RECORD),
)
ONE = Conversation(procedure=PASSPORT, last=(FEE,), talked=TALKED[:1])
TWO = Conversation(procedure=RECORD, last=(FEE,), talked=TALKED)
LISTED = Conversation(last=(OVERVIEW,), alternatives=(BIRTH, AGAIN))
ASKED_ONE = Conversation(
    awaiting=Awaiting.YES_NO, pending=(OVERVIEW,), last=(OVERVIEW,), alternatives=(BIRTH,)
)


@pytest.fixture
def talk(engine: AsyncEngine) -> Talk:
    return Talk(engine)


@pytest.mark.parametrize(
    ("state", "text", "meant", "expected"),
    [
        pytest.param(
            TWO,
            "cả hai hết bao nhiêu",
            meaning(FEE, procedure=RECORD),
            [Step(intent=FEE, procedure=PASSPORT), Step(intent=FEE, procedure=RECORD)],
            id="both",
        ),
        pytest.param(
            TWO,
            "cả hai vợ chồng hết bao nhiêu",
            meaning(FEE, procedure=RECORD),
            [Step(intent=FEE, procedure=RECORD)],
            id="both people",
        ),
        pytest.param(
            ONE,
            "cả hai hết bao nhiêu",
            meaning(FEE, procedure=PASSPORT),
            [Step(intent=FEE, procedure=PASSPORT)],
            id="both of one",
        ),
        pytest.param(
            TWO,
            "quay lại hộ chiếu, mấy ngày",
            meaning(TIME, procedure=MARRIAGE),
            [Step(intent=TIME, procedure=PASSPORT)],
            id="led back",
        ),
        pytest.param(
            TWO,
            "quay lại kết hôn",
            meaning(OVERVIEW, procedure=MARRIAGE),
            [Step(intent=OVERVIEW, procedure=MARRIAGE)],
            id="back to what was never talked of",
        ),
        pytest.param(
            TWO,
            "thôi hộ chiếu trước, nộp ở đâu",
            meaning(PLACE, options=(COPIES, PASSPORT, RECORD)),
            [Step(intent=PLACE, procedure=PASSPORT)],
            id="named among what it may be",
        ),
        pytest.param(
            TWO, "còn cái kia", meaning(OUT), [Step(intent=FEE, procedure=PASSPORT)], id="the one before"
        ),
        pytest.param(
            TWO,
            "cái kia mấy ngày",
            meaning(TIME, procedure=RECORD),
            [Step(intent=TIME, procedure=PASSPORT)],
            id="the one before, asked something else",
        ),
        pytest.param(
            LISTED,
            "bao nhiêu tiền",
            meaning(FEE),
            [Step(intent=FEE, ask_procedure=(BIRTH, AGAIN))],
            id="the list outlives a question",
        ),
        pytest.param(
            ASKED_ONE,
            "cần gì",
            meaning(PAPERS),
            [Step(intent=PAPERS, procedure=BIRTH)],
            id="a single guess that is not denied is meant",
        ),
        pytest.param(
            TWO,
            "không phải hỏi phí, hỏi mấy ngày",
            meaning(DENY, TIME),
            [Step(intent=TIME, procedure=RECORD)],
            id="a no and what is asked instead",
        ),
        pytest.param(
            TWO,
            "giấy tờ gì",
            meaning(PAPERS, options=(RECORD, BIRTH)),
            [Step(intent=PAPERS, procedure=RECORD)],
            id="likeliest what is talked of",
        ),
        pytest.param(
            TWO,
            "3 bản",
            meaning(IntentName.FEEDBACK_RATING),
            [Step(intent=FEE, procedure=RECORD)],
            id="amount",
        ),
    ],
)
def test_by_what_was_talked_of(
    state: Conversation, text: str, meant: Meaning, expected: Sequence[Step]
) -> None:
    assert list(plan(inbound(text), meant, state).steps) == list(expected)


def test_what_is_remembered_is_kept() -> None:
    state = Conversation(talked=TALKED, place="Bình Sơn")
    assert from_json(to_json(state), phone=None, phone_proven_at=None, last_at=None) == state


async def test_both_are_told(talk: Talk) -> None:
    await talk.say("hộ chiếu mấy ngày", TIME, procedures=[PASSPORT])
    await talk.say("lý lịch mấy ngày", TIME, procedures=[RECORD])
    said = await talk.say("cả hai hết bao nhiêu", FEE, procedures=[RECORD])
    assert said.index("Cấp hộ chiếu phổ thông, phí") < said.index("Phiếu lý lịch tư pháp, phí")
    assert "thủ tục nào" not in said


async def test_what_so_many_cost_is_told_with_the_fee(talk: Talk) -> None:
    await talk.say("phí sao y", FEE, procedures=[COPIES])
    said = await talk.say("10 trang 3 bản", OUT)
    assert "36.000 đồng" in said and "2.000 đồng một trang" in said and "Nguồn:" in said
    assert "bao nhiêu trang" in await talk.say("3 bản", IntentName.FEEDBACK_RATING, clear=False)
    await talk.say("phí hộ chiếu", FEE, procedures=[PASSPORT])
    assert "chưa tính được" in await talk.say("10 bản thì sao", FEE, procedures=[PASSPORT])


async def test_a_list_is_never_shown_twice_in_the_same_words(talk: Talk) -> None:
    asked = [await talk.say("giấy tờ", PAPERS, options=[BIRTH, COPIES]) for _ in range(4)]
    questions = [said.partition("1.")[0] for said in asked]
    assert len(set(questions)) == len(questions)
    assert "cán bộ" in questions[2] and len(await talk.rows("tickets")) == 1


async def test_whoever_cannot_choose_is_helped(talk: Talk) -> None:
    await talk.say("giấy tờ", PAPERS, options=[BIRTH, COPIES])
    assert "bằng lời của mình" in await talk.say("tôi không biết cái nào", DENY)


async def test_the_case_is_asked_once(talk: Talk) -> None:
    assert "trường hợp nào" in await talk.say("giấy tờ nhập khẩu", PAPERS, procedures=[RESIDENCE])
    assert "thời hạn" in await talk.say("mấy ngày", TIME, procedures=[RESIDENCE])
    every = await talk.say("giấy tờ gì", PAPERS, procedures=[RESIDENCE])
    assert "trường hợp nào" not in every and "Về ở với người thân:" in every
    one = await talk.say("nhà thuê", OVERVIEW, options=[BIRTH, COPIES])
    assert "Hợp đồng thuê" in one and "quan hệ với chủ hộ" not in one


async def test_the_topic_outlives_the_question_which_one(talk: Talk) -> None:
    await talk.say("kết hôn", OVERVIEW, procedures=[MARRIAGE])
    assert "nào" in await talk.say("chồng em người Hàn", OVERVIEW, options=[MARRIAGE, BIRTH])
    assert "Đăng ký kết hôn, phí" in await talk.say("bao nhiêu", FEE)


async def test_what_is_not_ours_keeps_the_topic(talk: Talk) -> None:
    await talk.say("kết hôn", OVERVIEW, procedures=[MARRIAGE])
    assert "Về Đăng ký kết hôn" in await talk.say("hôm qua trời mưa", OUT)
    assert "Đăng ký kết hôn, phí" in await talk.say("bao nhiêu", FEE)


async def test_an_overview_is_not_told_twice_in_a_row(talk: Talk) -> None:
    await talk.say("khai sinh", OVERVIEW, procedures=[BIRTH])
    again = await talk.say("khai sinh", OVERVIEW, procedures=[BIRTH])
    assert "vừa trả lời" in again and "1. Giấy tờ cần nộp" in again
    assert "Đăng ký khai sinh, phí" in await talk.say("2", clear=False)


async def test_after_asking_back_in_vain_the_best_guess_is_answered(talk: Talk) -> None:
    await talk.say("ơ", OUT, clear=False)
    assert "gặp cán bộ, số" in await talk.say("cho tao gặp lãnh đạo", IntentName.HANDOFF, clear=False)


async def test_a_withdrawal_that_is_dropped_needs_no_proof(talk: Talk) -> None:
    assert "số điện thoại" in await talk.say(f"rút hồ sơ {CODE}", WITHDRAW)
    assert "không ghi yêu cầu rút" in await talk.say("à thôi không rút nữa", WITHDRAW)
    assert not await talk.rows("tickets")


async def test_a_lost_phone_is_no_dead_end(talk: Talk) -> None:
    await talk.say(f"hồ sơ {CODE}", IntentName.DOSSIER_STATUS)
    assert "4 số cuối" in await talk.say("quên mất số đt rồi", IntentName.ACCOUNT_HELP)
    await talk.say(f"rút hồ sơ {CODE}", WITHDRAW)
    said = await talk.say("số đó mất rồi", OUT)
    assert "nơi nộp" in said and "4 số cuối" not in said


async def test_a_proof_that_is_given_up_is_asked_for_no_more(talk: Talk) -> None:
    await talk.say(f"hồ sơ {CODE}", IntentName.DOSSIER_STATUS)
    assert "nhắn lại đủ mã" not in await talk.say("thôi khỏi", DENY)


async def test_the_place_is_remembered(talk: Talk) -> None:
    named = Entity(name=EntityName.PLACE, value="Bình Sơn", start=0, end=0)
    first = await talk.say("địa chỉ xã Bình Sơn", IntentName.OFFICE_CONTACT, extra=[named])
    assert await talk.say("số điện thoại", IntentName.OFFICE_CONTACT) == first


@pytest.mark.parametrize(
    ("state", "text", "meant", "expected"),
    [
        pytest.param(
            Conversation(procedure=PASSPORT, dossier_code=CODE, last=(FEE,), talked=TALKED[:1]),
            "quay lại hồ sơ của tôi",
            meaning(IntentName.DOSSIER_SUPPLEMENT, clear=False),
            [Step(intent=IntentName.DOSSIER_STATUS, dossier_code=CODE)],
            id="back to the dossier",
        ),
        pytest.param(
            Conversation(dossier_code=CODE, misunderstood=1),
            "rút giùm tôi",
            meaning(WITHDRAW, clear=False),
            [Step(intent=WITHDRAW, dossier_code=CODE)],
            id="the best guess about the dossier in hand",
        ),
        pytest.param(
            ONE,
            "không, tạm trú",
            meaning(DENY, OVERVIEW, procedure=PASSPORT),
            [Step(intent=OVERVIEW)],
            id="what is denied is not told again",
        ),
        pytest.param(
            Conversation(procedure=PASSPORT, last=(FEE,)),
            "4 tuổi",
            meaning(IntentName.FEEDBACK_RATING),
            [Step(intent=OUT)],
            id="years rate nothing",
        ),
        pytest.param(
            Conversation(procedure=PASSPORT, last=(OVERVIEW,)),
            "5 bản",
            meaning(IntentName.FEEDBACK_RATING),
            [Step(intent=FEE, procedure=PASSPORT)],
            id="so many behind how it is done",
        ),
        pytest.param(
            Conversation(
                awaiting=Awaiting.CHOICE, pending=(OVERVIEW,), last=(OVERVIEW,), alternatives=(BIRTH, AGAIN)
            ),
            "con ba tuổi",
            meaning(IntentName.CHAT_AFFIRM, clear=False),
            [Step(intent=OVERVIEW, ask_procedure=(BIRTH, AGAIN))],
            id="what answers no list shows it again",
        ),
        pytest.param(
            Conversation(awaiting=Awaiting.PROOF, pending=(WITHDRAW,), dossier_code=CODE),
            "mà thôi",
            meaning(OUT),
            [Step(intent=WITHDRAW, dossier_code=CODE, takes_back=True)],
            id="a withdrawal is dropped",
        ),
        pytest.param(
            Conversation(awaiting=Awaiting.CODE, pending=(IntentName.DOSSIER_STATUS,)),
            "thôi khỏi",
            meaning(OUT),
            [Step(intent=DENY)],
            id="a look-up is dropped",
        ),
    ],
)
def test_what_the_talk_makes_of_it(
    state: Conversation, text: str, meant: Meaning, expected: Sequence[Step]
) -> None:
    assert list(plan(inbound(text), meant, state).steps) == list(expected)


GUESSED = Conversation(
    awaiting=Awaiting.CHOICE,
    misunderstood=1,
    dossier_code=CODE,
    choices=(
        Choice(label="Rút hồ sơ", intent=WITHDRAW),
        Choice(label="Việc khác", intent=OUT),
        Choice(label="Gặp cán bộ", intent=IntentName.HANDOFF),
    ),
)


@pytest.mark.parametrize(
    ("text", "meant", "expected"),
    [
        ("dung", IntentName.NOTICE_UNSUBSCRIBE, WITHDRAW),
        ("đúng", IntentName.CHAT_AFFIRM, WITHDRAW),
        ("dạ", IntentName.CHAT_AFFIRM, WITHDRAW),
        ("DUNG", IntentName.NOTICE_UNSUBSCRIBE, IntentName.NOTICE_UNSUBSCRIBE),
        ("dừng", IntentName.NOTICE_UNSUBSCRIBE, IntentName.NOTICE_UNSUBSCRIBE),
    ],
)
def test_a_yes_to_the_only_guess(text: str, meant: IntentName, expected: IntentName) -> None:
    assert [step.intent for step in plan(inbound(text), meaning(meant), GUESSED).steps] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("giấy tờ gì", True),
        ("thì làm sao", True),
        ("hết bao nhiêu tiền", True),
        ("giấy tờ nhà đất", False),
        ("sang tên mất mấy ngày", False),
    ],
)
def test_a_question_alone_names_nothing(text: str, expected: bool) -> None:
    assert talked.names_nothing(text) is expected


async def test_a_question_alone_leans_on_the_list(talk: Talk) -> None:
    await talk.say("khai sinh", OVERVIEW, options=[BIRTH, AGAIN])
    await talk.say("", OUT)
    said = await talk.say("giấy tờ gì", PAPERS, options=[COPIES, MARRIAGE])
    assert "1. Trẻ mới sinh" in said and "kết hôn" not in said


async def test_rather_the_other_by_an_everyday_name(talk: Talk) -> None:
    await talk.say("đổi bằng lái", TIME, procedures=["3.000347"])
    await talk.say("đăng kiểm xe", TIME, procedures=[RESIDENCE])
    said = await talk.say("thôi bằng lái đi, bao nhiêu tiền", FEE, procedures=[RESIDENCE])
    assert "Đổi giấy phép lái xe, phí" in said


async def test_what_to_do_after_an_emergency_is_the_call(talk: Talk) -> None:
    await talk.say("vợ tôi bị đánh", IntentName.EMERGENCY)
    assert "113" in await talk.say("tôi phải làm gì", OVERVIEW)
    assert "Đăng ký khai sinh" in await talk.say("khai sinh cần gì", PAPERS, procedures=[BIRTH])
