"""The parse command's lines, and the figures of evaluate."""

import json

import pytest

from nlu.judging.evaluate import evaluate
from nlu.judging.labelled import Case, case_of
from nlu.meaning import (
    Awaiting,
    Context,
    Entity,
    EntityName,
    IntentGuess,
    IntentName,
    Meaning,
    ProcedureGuess,
)
from nlu.parse import message_of, parse_line
from nlu.understand import Understanding


def test_a_line_with_everything(understanding: Understanding) -> None:
    line = json.dumps({"text": "hết bao nhiêu tiền", "context": {"procedure": "1.000894"}})
    ticks = iter([1.0, 1.0025])
    printed = parse_line(understanding, line, clock=lambda: next(ticks))
    assert [intent["name"] for intent in printed["intents"]] == ["procedure.fee"]
    likeliest = printed["procedures"][0]
    assert (likeliest["code"], likeliest["name"]) == ("1.000894", "Đăng ký kết hôn")
    assert 0.6 < likeliest["confidence"] <= 1
    assert (printed["entities"], printed["elapsed_ms"]) == ([], 2.5)


def test_places_carry_their_code_and_offsets(understanding: Understanding) -> None:
    printed = parse_line(understanding, "UBND xã Bình Minh mấy giờ mở cửa")
    assert printed["entities"] == [
        {"name": "place", "value": "Bình Minh", "code": "X1", "start": 8, "end": 17}
    ]


@pytest.mark.parametrize(
    ("line", "text", "context"),
    [
        pytest.param("chào em\n", "chào em", Context(), id="plain text"),
        pytest.param('{"text": "a"}', "a", Context(), id="object"),
        pytest.param('\ufeff{"text": "a"}\n', "a", Context(), id="object behind a byte order mark"),
        pytest.param("\ufeffchào em\r\n", "chào em", Context(), id="text behind a byte order mark"),
        pytest.param('{"txt": "a"}', '{"txt": "a"}', Context(), id="object without text"),
        pytest.param("{broken", "{broken", Context(), id="broken object"),
        pytest.param('["a"]', '["a"]', Context(), id="list"),
        pytest.param("", "", Context(), id="empty"),
        pytest.param('{"text": "a\\ud83db"}', "a\ufffdb", Context(), id="half a character"),
        pytest.param('{"text": "\\ud83d\\ude00"}', "😀", Context(), id="both halves"),
        pytest.param(
            '{"text": "a", "context": {"awaiting": "proof", "dossier_code": "H48"}}',
            "a",
            Context(awaiting=Awaiting.PROOF, dossier_code="H48"),
            id="context",
        ),
        pytest.param(
            '{"text": "a", "context": {"awaiting": "nothing"}, "sent_at": "never"}',
            "a",
            Context(),
            id="unreadable context",
        ),
    ],
)
def test_lines(line: str, text: str, context: Context) -> None:
    message = message_of(line)
    assert (message.text, message.context) == (text, context)


def test_a_time_without_zone_is_vietnamese() -> None:
    sent_at = message_of('{"text": "a", "sent_at": "2026-11-22T09:00:00"}').context.sent_at
    assert sent_at is not None
    assert sent_at.isoformat() == "2026-11-22T09:00:00+07:00"


def _case(text: str, intents: list[str], procedures: list[str], **entities: object) -> Case:
    return case_of(
        {"text": text, "intents": intents, "procedures": procedures, "entities": entities, "style": "sms"}
    )


def test_figures_by_hand() -> None:
    """Two of three intent lists right; procedure right at rank 2; one of two entities found."""
    meanings = {
        "a": Meaning(
            text="a",
            intents=(IntentGuess(name=IntentName.PROCEDURE_FEE, confidence=1.0),),
            procedures=tuple(ProcedureGuess(code=code, name="", confidence=0.5) for code in ("9", "1")),
            options=("9", "1"),
        ),
        "b": Meaning(
            text="b",
            intents=(IntentGuess(name=IntentName.CHAT_BYE, confidence=1.0),),
            entities=(Entity(name=EntityName.MONEY, value=5000, start=0, end=1),),
        ),
        "c": Meaning(text="c", intents=(IntentGuess(name=IntentName.CHAT_BYE, confidence=1.0),)),
    }
    cases = [
        _case("a", ["procedure.fee"], ["1", "2"]),
        _case("b", ["chat.bye"], [], money=[5000, 6000]),
        _case("c", ["chat.thanks"], []),
    ]
    result = evaluate(lambda text, context: meanings[text], cases).overall
    assert result.exact == pytest.approx(2 / 3)
    assert result.macro_f1 == pytest.approx((1 + 2 / 3 + 0) / 3)
    assert result.entity_f1 == pytest.approx(2 / 3)
    assert (result.procedure_top1, result.procedure_top3, result.procedure_mrr) == (0.0, 1.0, 0.5)
    assert (result.direct, result.asked_right) == (0.0, 1.0)
