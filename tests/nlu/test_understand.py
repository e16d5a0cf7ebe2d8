"""The one door: border cases of the contract, and any text at all."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlu.judging.evaluate import evaluate
from nlu.judging.labelled import case_of
from nlu.meaning import Context
from nlu.understand import Understanding
from tests.nlu.scenes import SUNDAY
from vietnam.text import strip_marks

SMOKE = Path(__file__).parents[1] / "cases" / "nlu" / "smoke.jsonl"
CODE = "H48.12-261103-0042"


def intents(understanding: Understanding, text: str, **context: object) -> list[str]:
    meaning = understanding.understand(text, Context(sent_at=SUNDAY, **context))  # type: ignore[arg-type]
    return [guess.name.value for guess in meaning.intents]


@pytest.mark.parametrize("text", ["3 nguoi", "5 cái", "10 trang"])
def test_a_count_rates_nothing(understanding: Understanding, text: str) -> None:
    meaning = understanding.understand(text, Context())
    assert not meaning.clear
    assert "feedback.rating" not in meaning.intent_options


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("TC", ["notice.unsubscribe"], id="TC alone"),
        pytest.param("DUNG", ["notice.unsubscribe"], id="DUNG alone"),
        pytest.param("huy", ["notice.unsubscribe"], id="HUY in lower case"),
        pytest.param(f"TC {CODE}", ["dossier.status"], id="TC with a number"),
        pytest.param(f"TTHS {CODE}", ["dossier.status"], id="TTHS"),
        pytest.param(f"kq {CODE}", ["dossier.status"], id="KQ"),
        pytest.param(f"HS {CODE}", ["dossier.status"], id="HS"),
        pytest.param("HD", ["chat.help"], id="HD"),
        pytest.param("Y", ["chat.affirm"], id="Y"),
        pytest.param("N", ["chat.deny"], id="N"),
        pytest.param(CODE, ["dossier.status"], id="bare number"),
        pytest.param(f"mã đây em: {CODE.lower()}", ["dossier.status"], id="number with small words"),
        pytest.param("5", ["feedback.rating"], id="bare rating"),
        pytest.param("đúng rồi", ["chat.affirm"], id="right"),
        pytest.param("cảm ơn nhé", ["chat.thanks"], id="thanks alone"),
        pytest.param("cảm ơn, chào em nhé", ["chat.thanks", "chat.bye"], id="thanks and bye"),
        pytest.param(
            "chào em, cho hỏi làm khai sinh hết bao nhiêu tiền, cảm ơn", ["procedure.fee"], id="wrapped"
        ),
        pytest.param("hồ sơ của mẹ tôi tới đâu rồi", ["dossier.status"], id="a relative's dossier"),
        pytest.param("cháy nhà rồi cứu với", ["emergency"], id="fire"),
        pytest.param("cho gặp nhân viên", ["handoff"], id="a person"),
        pytest.param("nộp tiền rồi mà bị từ chối thì hoàn lại sao", ["payment.help"], id="refund"),
        pytest.param(
            "làm giấy khai sinh cần giấy tờ gì, mất bao lâu",
            ["procedure.papers", "procedure.time"],
            id="two in order",
        ),
        pytest.param(
            "làm giấy khai sinh mất bao lâu, cần giấy tờ gì",
            ["procedure.time", "procedure.papers"],
            id="the other order",
        ),
    ],
)
def test_border_cases(understanding: Understanding, text: str, expected: list[str]) -> None:
    assert intents(understanding, text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("làm khai sinh cho con cần giấy tờ gì", "1.001193", id="everyday"),
        pytest.param("lam gks het bn tien", "1.001193", id="unaccented, abbreviated"),
        pytest.param("lamf hooj chieeus maats bao laau", "1.001456", id="leftover key strokes"),
        pytest.param("thủ tục 1.000894 nộp ở đâu", "1.000894", id="by its code"),
        pytest.param("cấp giấy phép nuôi chim yến lấy tổ cần gì", "2.009999", id="imported"),
    ],
)
def test_the_procedure_is_found_and_clear(understanding: Understanding, text: str, code: str) -> None:
    meaning = understanding.understand(text, Context())
    assert (meaning.procedures[0].code, meaning.procedure_clear) == (code, True)
    assert meaning.options == ()


def test_a_family_alone_is_asked_about(understanding: Understanding) -> None:
    meaning = understanding.understand("căn cước cần giấy tờ gì", Context())
    assert not meaning.procedure_clear
    assert set(meaning.options) == {"1.014061", "1.014064"}


@pytest.mark.parametrize("text", ["thế còn lệ phí?", "mất bao lâu", "can giay to gi", "nộp ở đâu vậy"])
def test_a_follow_up_takes_the_procedure_of_the_talk(understanding: Understanding, text: str) -> None:
    meaning = understanding.understand(text, Context(procedure="1.000894"))
    assert (meaning.procedures[0].code, meaning.procedure_clear) == ("1.000894", True)


@pytest.mark.parametrize(
    "text", ["chào em", "hồ sơ của tôi tới đâu rồi", CODE, "cháy nhà rồi", "mất bao lâu"]
)
def test_no_procedure_where_none_is_named(understanding: Understanding, text: str) -> None:
    meaning = understanding.understand(text, Context())
    assert (meaning.procedures, meaning.options, meaning.procedure_clear) == ((), (), False)


def test_diacritics_are_restored_for_display(understanding: Understanding) -> None:
    meaning = understanding.understand("lam giay khai sinh cho con", Context())
    assert meaning.restored == "làm giấy khai sinh cho con"


def test_offsets_are_into_the_text_as_it_came(understanding: Understanding) -> None:
    text = "ho\u0302\u0300 sơ\u200b  Ｈ48.12-261103-0042 nhé"
    [entity] = understanding.understand(text, Context()).entities
    assert entity.value == CODE
    assert text[entity.start : entity.end] == "Ｈ48.12-261103-0042"


@given(text=st.one_of(st.text(max_size=200), st.text("H48.12- 0917/:ạđO\u0301\u200b\n?", max_size=80)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_taken_calmly(understanding: Understanding, text: str) -> None:
    meaning = understanding.understand(text, Context(sent_at=SUNDAY))
    assert meaning.intents
    assert all(0 <= entity.start < entity.end <= len(text) for entity in meaning.entities)
    assert all(0 <= guess.confidence <= 1 for guess in meaning.intents)
    assert all(0 <= guess.confidence <= 1 for guess in meaning.procedures)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t", id="blank"),
        pytest.param("\x00\x07\x1b[31m" * 5_000, id="control characters"),
        pytest.param("a" * 100_000, id="one long word"),
        pytest.param("1." * 50_000, id="digits and dots"),
        pytest.param("h48 12 " * 15_000, id="codes without an end"),
        pytest.param("2 trieu 12/11 " * 7_000, id="amounts and days"),
        pytest.param("\ud800 hồ sơ", id="half a surrogate pair"),
        pytest.param("İ" * 500, id="letters that grow in lower case"),
        pytest.param("\u1100\u1161" * 2_000, id="letters that join"),
        pytest.param("".join(map(chr, range(0x2100, 0x9000, 7))), id="many writings"),
        pytest.param("a" + "\u0301" * 100_000, id="marks on marks"),
        pytest.param("⭐" * 100_000, id="stars"),
        pytest.param("hồ sơ của tôi đến đâu rồi, " * 4_000, id="a very long story"),
        pytest.param("xã A " * 1_000, id="places without an end"),
    ],
)
def test_strange_text_costs_little(understanding: Understanding, text: str) -> None:
    took: list[float] = []
    for _ in range(6):
        start = time.process_time()
        meaning = understanding.understand(text, Context(sent_at=SUNDAY))
        took.append(time.process_time() - start)
        assert meaning.text == text
    assert min(took) < 0.02


def test_accents_hardly_matter(understanding: Understanding) -> None:
    """Where the accented message is understood, the same without accents is too, nine times in ten."""
    rows = [json.loads(line) for line in SMOKE.read_text(encoding="utf-8").splitlines()]
    accented = [case_of(row) for row in rows if not row["text"].isascii()]
    same = [
        intents(understanding, case.text) == intents(understanding, strip_marks(case.text))
        for case in accented
    ]
    assert sum(same) >= 0.85 * len(same)


def test_the_smoke_cases_are_mostly_understood(understanding: Understanding) -> None:
    rows = [json.loads(line) for line in SMOKE.read_text(encoding="utf-8").splitlines()]
    result = evaluate(understanding.understand, map(case_of, rows))
    assert result.overall.exact >= 0.8
    assert result.as_json()["overall"]["messages"] == len(rows)
