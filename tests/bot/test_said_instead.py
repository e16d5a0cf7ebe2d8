"""What is said instead of an answer: behind a request, or to a question that asks for something else."""

import pytest

from bot.choose import Step, plan
from bot.conversation import Conversation
from bot.reply import Reply
from bot.step import Detour
from nlu.meaning import (
    Awaiting,
    IntentName,
    Meaning,
)
from tests.bot.make import CODE, PHONE
from tests.bot.said import FEE, OPTIONS, OVERVIEW, PROOF, STATUS, inbound, meaning

ASKED_FOR_ONE = Conversation(last=(IntentName.HANDOFF,), report=7)


@pytest.mark.parametrize(
    ("state", "text", "meant", "expected"),
    [
        pytest.param(
            ASKED_FOR_ONE,
            "0905000001",
            meaning(STATUS, phone=PHONE),
            [Step(intent=IntentName.HANDOFF, adds_to=7)],
            id="a phone joins the request",
        ),
        pytest.param(
            ASKED_FOR_ONE,
            "thôi khỏi gọi nữa",
            meaning(IntentName.NOTICE_UNSUBSCRIBE),
            [Step(intent=IntentName.HANDOFF, takes_back=True)],
            id="taken back",
        ),
        pytest.param(
            Conversation(phone=PHONE),
            "bạn nhắn tin cho người khác nha",
            meaning(IntentName.NOTICE_SUBSCRIBE),
            [Step(intent=IntentName.NOTICE_UNSUBSCRIBE)],
            id="a wrong number subscribes to nothing",
        ),
    ],
)
def test_behind_a_request_for_an_officer(
    state: Conversation, text: str, meant: Meaning, expected: list[Step]
) -> None:
    assert list(plan(inbound(text), meant, state).steps) == expected


CODE_ASKED = Conversation(awaiting=Awaiting.CODE, pending=(STATUS,))
NAME_ONLY = [Step(intent=STATUS, detour=Detour.NAME_ONLY)]


@pytest.mark.parametrize(
    ("state", "text", "meant", "expected"),
    [
        pytest.param(CODE_ASKED, "Trần Văn Thử", meaning(OVERVIEW), NAME_ONLY, id="a name"),
        pytest.param(CODE_ASKED, "xã Bình Sơn", meaning(STATUS, place="21000"), NAME_ONLY, id="a commune"),
        pytest.param(
            CODE_ASKED,
            "ubnd xã bình sơn số điện thoại",
            meaning(IntentName.OFFICE_CONTACT, place="21000"),
            [Step(intent=IntentName.OFFICE_CONTACT)],
            id="another request",
        ),
        pytest.param(
            PROOF,
            "chín mươi",
            meaning(IntentName.FEEDBACK_RATING),
            [Step(intent=STATUS, dossier_code=CODE)],
            id="no rating is asked while a proof is",
        ),
        pytest.param(
            Conversation(),
            "bạn là ai vậy",
            meaning(IntentName.OUT_OF_SCOPE),
            [Step(intent=IntentName.CHAT_GREET)],
            id="who are you",
        ),
    ],
)
def test_what_is_said_instead(state: Conversation, text: str, meant: Meaning, expected: list[Step]) -> None:
    assert list(plan(inbound(text), meant, state).steps) == expected


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        pytest.param(Reply(says=(), about_procedure="1.001193"), True, id="something of the list"),
        pytest.param(Reply(says=()), True, id="thanks"),
        pytest.param(Reply(says=(), about_procedure="1.000894"), False, id="another subject"),
        pytest.param(Reply(says=(), about_dossier=CODE), False, id="a dossier"),
    ],
)
def test_a_list_is_forgotten_with_its_subject(reply: Reply, kept: bool) -> None:
    state = Conversation(last_choices=OPTIONS, last_pending=(FEE,)).after(reply)
    assert bool(state.last_choices) is kept
