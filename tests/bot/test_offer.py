"""Which guessed procedures are offered, and how a single one is asked about."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.offer import likely, offered
from nlu.meaning import IntentGuess, IntentName, Meaning, ProcedureGuess
from tests.bot.make import PHONE
from tests.bot.talk import Talk

BIRTH, MARRIAGE = "1.001193", "1.000894"
FEE, OVERVIEW = IntentName.PROCEDURE_FEE, IntentName.PROCEDURE_OVERVIEW


def meant(**chances: float) -> Meaning:
    guesses = tuple(ProcedureGuess(code=code, name="", confidence=chance) for code, chance in chances.items())
    return Meaning(
        text="",
        intents=(IntentGuess(name=FEE, confidence=0.9),),
        procedures=guesses,
        options=tuple(chances)[:3],
    )


@pytest.mark.parametrize(
    ("chances", "codes"),
    [
        pytest.param({"a": 0.87, "b": 0.005, "c": 0.004}, ("a",), id="one is likely"),
        pytest.param({"a": 0.5, "b": 0.3, "c": 0.01}, ("a", "b"), id="the third is noise"),
        pytest.param({"a": 0.2, "b": 0.2, "c": 0.2}, ("a", "b", "c"), id="a family"),
        pytest.param({"a": 0.012, "b": 0.01}, (), id="none is"),
    ],
)
def test_what_hardly_anybody_means_is_not_offered(chances: dict[str, float], codes: tuple[str, ...]) -> None:
    assert offered(meant(**chances)) == likely(meant(**chances)) == codes


class TestTheOnlyLikelyOne:
    @pytest.fixture
    async def asked(self, engine: AsyncEngine) -> Talk:
        talk = Talk(engine)
        said = await talk.say("phí giấy cho bé", FEE, options=[BIRTH])
        assert "Có phải Ông/Bà hỏi thủ tục: Đăng ký khai sinh?" in said
        assert "Đúng" in said and "Thủ tục khác" in said
        return talk

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            pytest.param("1", IntentName.OUT_OF_SCOPE, id="number"),
            pytest.param("đúng rồi", IntentName.CHAT_AFFIRM, id="yes"),
        ],
    )
    async def test_yes(self, asked: Talk, text: str, intent: IntentName) -> None:
        assert "Đăng ký khai sinh, phí" in await asked.say(text, intent)

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            pytest.param("2", IntentName.OUT_OF_SCOPE, id="number"),
            pytest.param("không", IntentName.CHAT_DENY, id="no"),
            pytest.param("không phải khai sinh", OVERVIEW, id="no with the name"),
        ],
    )
    async def test_no_and_then_the_name(self, asked: Talk, text: str, intent: IntentName) -> None:
        named = [BIRTH] if intent is OVERVIEW else []
        assert "tên việc cần làm" in await asked.say(text, intent, procedures=named)
        assert "Đăng ký kết hôn, phí" in await asked.say("kết hôn", OVERVIEW, procedures=[MARRIAGE])

    async def test_no_but_another(self, asked: Talk) -> None:
        assert "Đăng ký kết hôn, phí" in await asked.say("không, kết hôn cơ", OVERVIEW, procedures=[MARRIAGE])

    async def test_by_sms(self, engine: AsyncEngine) -> None:
        sms = Talk(engine, channel="sms_http", sender=PHONE)
        said = await sms.say("phi giay cho be", FEE, options=[BIRTH])
        assert "Co phai Ong/Ba hoi thu tuc: Dang ky khai sinh?" in said
        assert "Dang ky khai sinh, le phi" in await sms.say("dung", IntentName.CHAT_AFFIRM)
