"""What a message is taken for while a question is open. Pure: meanings in, steps out."""

from dataclasses import replace

import pytest

from bot import pick
from bot.choose import Step, plan
from bot.conversation import Conversation
from bot.reply import Choice
from nlu.meaning import (
    Awaiting,
    IntentGuess,
    IntentName,
    Meaning,
)
from tests.bot.make import CODE, PHONE
from tests.bot.said import DENY, FEE, OPTIONS, OVERVIEW, PROOF, STATUS, TIME, WHICH, inbound, meaning


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1", OPTIONS[0].label),
        ("2.", OPTIONS[1].label),
        ("số 2", OPTIONS[1].label),
        ("chọn 3", OPTIONS[2].label),
        ("dang ky lai khai sinh", OPTIONS[1].label),
        ("gặp cán bộ", OPTIONS[2].label),
        ("4", None),
        ("0", None),
        ("khai tử", None),
        ("0905000001", None),
    ],
)
def test_picked(text: str, label: str | None) -> None:
    assert [choice.label for choice in pick.by_form(text, OPTIONS)] == ([label] if label else [])


@pytest.mark.parametrize(
    ("state", "text", "meant", "expected"),
    [
        pytest.param(
            WHICH, "2", meaning(OVERVIEW), [Step(intent=FEE, procedure="1.004884")], id="option by number"
        ),
        pytest.param(
            WHICH, "3", meaning(OVERVIEW), [Step(intent=IntentName.HANDOFF)], id="option with intent"
        ),
        pytest.param(
            replace(WHICH, choices=()),
            "kết hôn",
            meaning(OVERVIEW, procedure="1.000894"),
            [Step(intent=FEE, procedure="1.000894")],
            id="a name answers which procedure",
        ),
        pytest.param(
            WHICH,
            "kết hôn mấy ngày",
            meaning(TIME, procedure="1.000894"),
            [Step(intent=TIME, procedure="1.000894")],
            id="a new question is one",
        ),
        pytest.param(
            replace(WHICH, choices=()),
            "khai sinh",
            meaning(OVERVIEW, options=("1.001193", "1.004884")),
            [Step(intent=FEE, ask_procedure=("1.001193", "1.004884"))],
            id="a name of several asks on",
        ),
        pytest.param(
            PROOF,
            "5678",
            meaning(IntentName.FEEDBACK_RATING),
            [Step(intent=STATUS, dossier_code=CODE)],
            id="proof",
        ),
        pytest.param(
            PROOF,
            "0905000001",
            meaning(STATUS, phone=PHONE),
            [Step(intent=STATUS, dossier_code=CODE)],
            id="phone as proof",
        ),
        pytest.param(
            PROOF,
            "lệ phí khai sinh",
            meaning(FEE, procedure="1.001193"),
            [Step(intent=FEE, procedure="1.001193", dossier_code=CODE)],
            id="another question is no proof",
        ),
        pytest.param(
            Conversation(awaiting=Awaiting.YES_NO, choices=OPTIONS[:2], pending=(FEE,)),
            "ừ",
            meaning(IntentName.CHAT_AFFIRM),
            [Step(intent=FEE, procedure="1.001193")],
            id="yes takes the first",
        ),
        pytest.param(
            Conversation(
                awaiting=Awaiting.YES_NO,
                choices=OPTIONS[:2],
                pending=(FEE,),
                alternatives=("9.9",),
                last=(FEE,),
            ),
            "không",
            meaning(DENY),
            [Step(intent=FEE, procedure="1.004884")],
            id="no takes the second, whatever was talked of before",
        ),
        pytest.param(
            Conversation(awaiting=Awaiting.CODE, pending=(STATUS, FEE)),
            CODE,
            meaning(STATUS, dossier_code=CODE),
            [Step(intent=STATUS, dossier_code=CODE), Step(intent=FEE, dossier_code=CODE)],
            id="a number opens all that waits",
        ),
        pytest.param(
            Conversation(alternatives=("1.000894",), last=(FEE,), procedure="1.001193"),
            "không, cái kia",
            meaning(DENY),
            [Step(intent=FEE, procedure="1.000894")],
            id="the other one",
        ),
        pytest.param(
            Conversation(alternatives=("1.000894",), last=(STATUS,), procedure="1.001193"),
            "không",
            meaning(DENY),
            [Step(intent=DENY, procedure="1.001193")],
            id="no other one after talk of a dossier",
        ),
    ],
)
def test_answers(state: Conversation, text: str, meant: Meaning, expected: list[Step]) -> None:
    assert list(plan(inbound(text), meant, state).steps) == expected


def test_an_sms_is_no_proof_merely_because_its_sender_is_proven() -> None:
    said = plan(inbound("lệ phí khai sinh", PHONE), meaning(FEE, procedure="1.001193"), PROOF)
    assert [step.intent for step in said.steps] == [FEE]


def test_emergency_comes_before_the_open_question() -> None:
    said = plan(inbound("1 người bị thương"), meaning(IntentName.EMERGENCY, STATUS), WHICH)
    assert said.steps == (Step(intent=IntentName.EMERGENCY),)


def test_what_is_not_clear_does_nothing() -> None:
    assert plan(inbound("abc"), meaning(STATUS, clear=False), Conversation()).steps == ()


INSURANCE = Conversation(
    awaiting=Awaiting.CHOICE,
    pending=(IntentName.PROCEDURE_PAPERS,),
    choices=(
        Choice(label="Đăng ký tham gia bảo hiểm y tế", procedure="1"),
        Choice(label="Cấp lại thẻ bảo hiểm y tế", procedure="2"),
    ),
)
ANSWERED = Conversation(
    procedure="1.001193", last=(FEE,), last_choices=OPTIONS, last_pending=(FEE,), alternatives=("1.004884",)
)


@pytest.mark.parametrize(
    ("state", "text", "meant", "expected"),
    [
        pytest.param(
            INSURANCE,
            "đăng ký tạm trú tham gia",
            meaning(IntentName.PROCEDURE_PAPERS, procedure="1.004194"),
            [Step(intent=IntentName.PROCEDURE_PAPERS, procedure="1.004194")],
            id="a clear procedure beside the list wins over half of an option's words",
        ),
        pytest.param(
            INSURANCE,
            "làm lại căn cước",
            meaning(OVERVIEW, procedure="2.001177"),
            [Step(intent=IntentName.PROCEDURE_PAPERS, procedure="2.001177")],
            id="its name alone answers what was asked",
        ),
        pytest.param(
            INSURANCE,
            "cấp lại thẻ",
            meaning(OVERVIEW, procedure="2.001177"),
            [Step(intent=IntentName.PROCEDURE_PAPERS, procedure="2")],
            id="all words of an option still mean it",
        ),
        pytest.param(
            ANSWERED,
            "không phải, ý tôi là kết hôn",
            meaning(DENY, procedure="1.000894"),
            [Step(intent=FEE, procedure="1.000894")],
            id="corrected by name",
        ),
        pytest.param(
            Conversation(last=(STATUS,)),
            "à không, khai tử",
            meaning(DENY, procedure="1.000656"),
            [Step(intent=OVERVIEW, procedure="1.000656")],
            id="another subject behind a no",
        ),
        pytest.param(
            replace(ANSWERED, alternatives=()),
            "à nhầm, số 2",
            meaning(DENY),
            [Step(intent=FEE, procedure="1.004884")],
            id="picked again by number",
        ),
        pytest.param(
            replace(ANSWERED, alternatives=()),
            "không, khai sinh lại",
            meaning(IntentName.OUT_OF_SCOPE),
            [Step(intent=FEE, procedure="1.004884")],
            id="picked again by words",
        ),
    ],
)
def test_another_is_named(state: Conversation, text: str, meant: Meaning, expected: list[Step]) -> None:
    assert list(plan(inbound(text), meant, state).steps) == expected


def guessed(*guesses: IntentGuess) -> Meaning:
    return Meaning(text="", intents=guesses)


def test_a_doubtful_emergency_is_told_beside_the_answer() -> None:
    emergency = IntentGuess(name=IntentName.EMERGENCY, confidence=0.4)
    said = plan(
        inbound("sổ đỏ cháy rồi"), guessed(emergency, IntentGuess(name=FEE, confidence=0.4)), Conversation()
    )
    assert [step.intent for step in said.steps] == [FEE]
    assert said.asides == ("emergency.call",)
    alone = plan(inbound("gấp quá"), guessed(emergency), Conversation())
    assert (alone.steps, alone.asides) == ((), ("emergency.call",))


def test_a_doubtful_emergency_with_a_word_of_danger_is_one() -> None:
    emergency = IntentGuess(name=IntentName.EMERGENCY, confidence=0.4)
    said = plan(inbound("có người bị đâm"), guessed(emergency), Conversation())
    assert said.steps == (Step(intent=IntentName.EMERGENCY),)


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "clear", "asides"),
    [
        pytest.param("gấp lắm rồi", IntentName.EMERGENCY, 0.6, False, ("emergency.call",), id="unclear"),
        pytest.param(
            "con em uống nhầm xăng", IntentName.OUT_OF_SCOPE, 0.9, True, ("emergency.call",), id="calm"
        ),
        pytest.param("con em uống nhầm xăng", STATUS, 0.3, False, ("emergency.call",), id="not understood"),
        pytest.param("giá xăng hôm nay", IntentName.OUT_OF_SCOPE, 0.9, True, (), id="no danger"),
    ],
)
def test_who_may_need_help_hears_whom_to_call(
    text: str, intent: IntentName, confidence: float, clear: bool, asides: tuple[str, ...]
) -> None:
    guess = IntentGuess(name=intent, confidence=confidence)
    said = plan(inbound(text), replace(guessed(guess), clear=clear), Conversation())
    assert said.asides == asides


def test_danger_that_is_told_is_an_emergency_without_clearness() -> None:
    guess = IntentGuess(name=IntentName.EMERGENCY, confidence=0.6)
    said = plan(inbound("có người bị đâm"), replace(guessed(guess), clear=False), Conversation())
    assert said.steps == (Step(intent=IntentName.EMERGENCY),)


def test_behind_a_warning_a_few_words_are_enough() -> None:
    state = Conversation(last=(IntentName.OUT_OF_SCOPE,))
    said = plan(inbound("tôi lỡ đọc rồi"), meaning(IntentName.PAYMENT_HELP), state)
    assert said.steps == (Step(intent=IntentName.OUT_OF_SCOPE),)


def test_each_intent_keeps_the_procedure_of_its_own_part() -> None:
    parts = (
        IntentGuess(name=FEE, confidence=0.9, procedure="1.001456"),
        IntentGuess(name=TIME, confidence=0.9, procedure="3.000333"),
    )
    said = plan(inbound("…"), guessed(*parts), Conversation(procedure="1.000894"))
    assert [(step.intent, step.procedure) for step in said.steps] == [(FEE, "1.001456"), (TIME, "3.000333")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2", [Step(intent=FEE, procedure="1.004884")], id="a number"),
        pytest.param("con cai kia", [Step(intent=FEE, procedure="1.004884")], id="the other one"),
        pytest.param("9", [], id="a number that is none of them"),
    ],
)
def test_the_last_list_is_still_known(text: str, expected: list[Step]) -> None:
    state = Conversation(last_choices=OPTIONS, last_pending=(FEE,), procedure="1.001193")
    assert list(plan(inbound(text), meaning(IntentName.FEEDBACK_RATING), state).steps) == expected


def test_what_waited_behind_a_question_keeps_its_own_topic() -> None:
    other = "H48.12-261103-0008"
    later = (Step(intent=STATUS, dossier_code=other), Step(intent=FEE))
    steps = plan(inbound("5678"), meaning(STATUS), replace(PROOF, later=later)).steps
    assert [step.dossier_code for step in steps] == [CODE, other, CODE]


def test_a_report_is_added_to_by_a_name_and_not_by_a_question() -> None:
    state = Conversation(report=7)
    added = plan(inbound("Trần Văn Thử"), meaning(OVERVIEW), state).steps
    assert added == (Step(intent=IntentName.FEEDBACK_REPORT, adds_to=7),)
    assert plan(inbound("địa chỉ ở đâu"), meaning(FEE), state).steps == (Step(intent=FEE),)
