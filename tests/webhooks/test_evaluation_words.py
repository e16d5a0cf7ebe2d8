"""What `motcua nlu evaluate` tells somebody who wrote the file and not the program."""

import pytest

from nlu.judging.evaluate import judge, worst
from nlu.judging.labelled import Seen, case_of
from nlu.meaning import Entity, EntityName, IntentGuess, IntentName, Meaning, ProcedureGuess
from webhooks.evaluation import show_evaluation, told_unknown, unknown_codes
from webhooks.evaluation_errors import error_rows, show_errors

PLACE = Entity(name=EntityName.PLACE, value="Bình Minh", start=0, end=3)
NAMES = {"1.1": "Khai sinh", "2.2": "Khai tử"}


def seen(
    line: int,
    wanted: str,
    found: str,
    *,
    procedures: tuple[str, ...] = (),
    guessed: tuple[str, ...] = (),
    entities: tuple[Entity, ...] = (),
    clear: bool = True,
    **row: object,
) -> Seen:
    labelled = {"text": f"câu {line}", "intents": wanted.split(), "procedures": procedures, **row}
    meaning = Meaning(
        text="",
        intents=tuple(IntentGuess(name=IntentName(name), confidence=0.9) for name in found.split()),
        procedures=tuple(ProcedureGuess(code=code, name="", confidence=0.75) for code in guessed),
        entities=entities,
        clear=clear,
    )
    return Seen(case=case_of(labelled, f"a.jsonl:{line}"), meaning=meaning, seconds=0.0015)


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


def printed(capsys: pytest.CaptureFixture[str], *given: Seen, intents: bool = True) -> str:
    show_evaluation(judge(given), intents=intents)
    return capsys.readouterr().out


@pytest.mark.usefixtures("wide")
def test_where_there_is_nothing_to_judge_no_figure_stands(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, seen(1, "chat.bye", "chat.bye"))
    [row] = [line for line in told.splitlines() if "tất cả" in line]
    assert [cell.strip() for cell in row.split("│")[1:-1]] == [
        "tất cả", "1", "100,0", "100,0", "–", "0", "–", "–", "–",
    ]  # fmt: skip
    assert "Không nhầm ý định nào." in told
    assert "người viết" not in told


@pytest.mark.usefixtures("wide")
def test_what_the_file_does_not_label_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, seen(1, "chat.bye", "chat.bye", entities=(PLACE,)))
    assert "Tệp không gán nhãn place" in told


@pytest.mark.usefixtures("wide")
def test_shares_tell_of_how_many_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    both = "procedure.fee procedure.time"
    told = printed(
        capsys,
        seen(1, both, "procedure.fee", author="k"),
        seen(2, "chat.bye", "chat.bye chat.thanks", author="m"),
    )
    assert "0,0 % của 1 tin" in told
    assert "người viết k" in told
    assert "(bỏ sót)" in told
    assert "(không có gì thêm)" in told
    assert "nửa số tin dưới 1,5," in told


def test_errors_name_line_talk_and_procedures(capsys: pytest.CaptureFixture[str]) -> None:
    talk = {"procedure": "2.2"}
    wrong = worst(
        [
            seen(1, "procedure.fee", "procedure.fee", procedures=("1.1",), guessed=("2.2",), context=talk),
            seen(2, "procedure.fee procedure.time", "procedure.time procedure.fee"),
            seen(3, "chat.bye", "chat.thanks", clear=False),
            seen(4, "chat.bye", "chat.bye"),
        ]
    )
    assert [(row["where"], row["wrong"]) for row in error_rows(wrong)] == [
        ("a.jsonl:1", ["procedure"]),
        ("a.jsonl:2", ["order"]),
        ("a.jsonl:3", ["intents"]),
    ]
    assert error_rows(wrong)[0]["context"] == talk
    show_errors(wrong[:1], of=len(wrong), names=NAMES)
    told = capsys.readouterr().out
    assert "Đọc sai 3 tin; 1 tin nặng nhất" in told
    assert "a.jsonl:1: sai thủ tục" in told
    assert "đang nói về: 2.2 Khai tử" in told
    assert "thủ tục đúng: 1.1 Khai sinh" in told
    assert "2.2 Khai tử 0,75" in told
    assert "hiểu là" not in told


def test_codes_that_nobody_here_knows() -> None:
    cases = [
        seen(1, "procedure.fee", "procedure.fee", procedures=("9.9", "1.1")).case,
        seen(2, "procedure.fee", "procedure.fee", procedures=("9.9",), context={"procedure": "8.8"}).case,
        seen(3, "procedure.fee", "procedure.fee", procedures=("2.2",), context={"procedure": "2.2"}).case,
    ]
    unknown = unknown_codes(cases, NAMES)
    assert unknown == {"9.9": 2, "8.8": 1}
    assert "9.9 (2 tin), 8.8 (1 tin)" in told_unknown(unknown)
