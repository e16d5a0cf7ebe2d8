"""A dossier whose procedure must not be named is not named by a question that follows it either."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from nlu.meaning import IntentName
from tests.bot.make import CODE, PHONE, dossier
from tests.bot.talk import Talk

STATUS = IntentName.DOSSIER_STATUS
CRIMINAL_RECORD = "3.000333"


@pytest.fixture(params=["webchat", "sms_http"])
async def talk(engine: AsyncEngine, request: pytest.FixtureRequest) -> Talk:
    """At level 1 on the web, at level 2 by SMS; the dossier has been shown."""
    channel: str = request.param
    talk = Talk(engine, channel=channel, sender=PHONE if channel == "sms_http" else "someone")
    await talk.know(dossier(procedure_code=CRIMINAL_RECORD, procedure_name="Cấp Phiếu lý lịch tư pháp"))
    assert CODE in await talk.say(f"{CODE} 0905000001", STATUS)
    return talk


@pytest.mark.parametrize(
    "facet",
    [
        pytest.param(IntentName.PROCEDURE_OVERVIEW, id="overview"),
        pytest.param(IntentName.PROCEDURE_PAPERS, id="papers"),
        pytest.param(IntentName.PROCEDURE_FEE, id="fee"),
        pytest.param(IntentName.PROCEDURE_LEGAL, id="legal"),
        pytest.param(IntentName.PROCEDURE_TIME, id="time"),
    ],
)
async def test_a_follow_up_does_not_name_it(talk: Talk, facet: IntentName) -> None:
    answer = await talk.say("còn cái này thì sao", facet)
    assert "lịch tư pháp" not in answer and "lich tu phap" not in answer and "LLTP" not in answer


async def test_whoever_names_it_is_answered(talk: Talk) -> None:
    papers = IntentName.PROCEDURE_PAPERS
    answer = await talk.say("phiếu lý lịch tư pháp cần gì", papers, procedures=[CRIMINAL_RECORD])
    assert "Phiếu lý lịch tư pháp" in answer or "Phieu ly lich tu phap" in answer
