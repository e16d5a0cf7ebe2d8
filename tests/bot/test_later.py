"""Several requests of one message: all are answered, or wait with their own topic; sources stand once."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.compose import composed
from bot.conversation import Conversation
from bot.conversation_json import from_json, to_json
from bot.reply import Choice, Say, Value
from bot.step import Detour, Step
from nlu.meaning import Awaiting, IntentName
from tests.bot.make import CITIZEN_ID, CODE, PHONE, dossier
from tests.bot.talk import NOW, Talk

BIRTH, RESIDENCE = "1.001193", "1.004222"
SECOND = "H48.12-261103-0008"
FEE, TIME, STATUS = IntentName.PROCEDURE_FEE, IntentName.PROCEDURE_TIME, IntentName.DOSSIER_STATUS


@pytest.fixture
def talk(engine: AsyncEngine) -> Talk:
    return Talk(engine)


async def test_what_needs_no_proof_is_answered_before_the_question(talk: Talk) -> None:
    said = await talk.say(f"{CODE}, phí thường trú", STATUS, FEE, procedures=[RESIDENCE])
    assert said.index("Đăng ký thường trú, phí") < said.index("4 số cuối căn cước")


async def test_a_second_number_waits_with_its_own_code(talk: Talk) -> None:
    await talk.know(dossier(), dossier(code=SECOND))
    await talk.say(f"{CODE} và {SECOND}", STATUS)
    first = await talk.say(CITIZEN_ID[-4:], clear=False)
    assert f"Hồ sơ {CODE}" in first and "4 số cuối căn cước" in first
    assert f"Hồ sơ {SECOND}" in await talk.say(CITIZEN_ID[-4:], clear=False)


async def test_what_is_too_much_at_once_is_said(talk: Talk) -> None:
    codes = " ".join(f"H48.12-26110{day}-0008" for day in range(1, 5))
    assert "ba câu một lần" in await talk.say(codes, STATUS)


async def test_sources_stand_once_behind_all_facts(talk: Talk) -> None:
    said = await talk.say("bao lâu, bao nhiêu", TIME, FEE, procedures=[RESIDENCE])
    assert said.count("Nguồn:") == 1
    assert said.index("phí và lệ phí") < said.index("Nguồn:")


def test_sources_are_joined_with_the_oldest_day() -> None:
    def source(title: str, day: int) -> Say:
        checked = NOW.date().replace(day=day)
        values: dict[str, Value] = {"source": title, "title": title, "checked": checked, "hotline": "1022"}
        return Say(wording="procedure.source", values=values)

    fact = Say(wording="procedure.fee")
    *facts, last = composed([fact, source("A", 9), fact, source("A; B", 3)])
    assert facts == [fact]
    assert (last.values["source"], last.values["checked"]) == ("A; B", NOW.date().replace(day=3))


def test_a_conversation_comes_back_as_it_was_kept() -> None:
    step = Step(intent=STATUS, dossier_code=CODE, detour=Detour.CODE_AGAIN, confirmed=True, said="rút")
    state = Conversation(
        awaiting=Awaiting.CHOICE,
        later=(step, Step(intent=FEE, ask_procedure=(BIRTH, RESIDENCE))),
        choices=(Choice(label="a", procedure=BIRTH, words="b"),),
        last_choices=(Choice(label="a", intent=FEE, said="c"),),
        last_pending=(FEE,),
        list_age=2,
        unresolved=1,
        report=5,
        takes_back=True,
        told_late="x",
        code_sent_to=PHONE,
        proven={CODE: NOW},
    )
    assert from_json(to_json(state), phone=None, phone_proven_at=None, last_at=None) == state
