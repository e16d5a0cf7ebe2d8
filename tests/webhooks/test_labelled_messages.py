"""Files of labelled messages: what is wrong with one is said with its line and field."""

import gzip
import json
from pathlib import Path

import pytest

from nlu.judging.labelled import Case
from webhooks.labelled_messages import cases_of, kept_set_of
from webhooks.terminal import OperatorError

GOOD = {"text": "chào em", "intents": ["chat.greet"]}


def written(folder: Path, *rows: object, encoding: str = "utf-8") -> Path:
    file = folder / "kept.jsonl"
    file.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows),
        encoding=encoding,
    )
    return file


def refused(file: Path) -> str:
    with pytest.raises(OperatorError) as told:
        list(cases_of(file))
    return told.value.what


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param("{", "không phải JSON", id="no JSON"),
        pytest.param([], "không phải một đối tượng JSON", id="a list"),
        pytest.param({"intents": ["handoff"]}, 'thiếu "text"', id="no text"),
        pytest.param(GOOD | {"text": 5}, '"text" phải là chuỗi', id="a number as text"),
        pytest.param({"text": "a", "intent": "handoff"}, 'thiếu "intents"', id="the key of the benchmark"),
        pytest.param(GOOD | {"intents": []}, '"intents" phải là danh sách', id="no intent"),
        pytest.param(GOOD | {"intents": "handoff"}, '"intents" phải là danh sách', id="one intent as text"),
        pytest.param(
            GOOD | {"intents": ["procedure.fees"]}, "có phải 'procedure.fee'?", id="nearly an intent"
        ),
        pytest.param(GOOD | {"intents": ["chat.greet", 3]}, "nhãn lạ '3'", id="a number as intent"),
        pytest.param(GOOD | {"procedures": "1.001193"}, '"procedures" phải là', id="a code alone"),
        pytest.param(GOOD | {"procedures": [1.001193]}, '"procedures" phải là', id="a code as number"),
        pytest.param(GOOD | {"entities": ["money"]}, '"entities" phải là đối tượng', id="entities as list"),
        pytest.param(GOOD | {"entities": {"tien": 5}}, "\"entities\" có nhãn lạ 'tien'", id="an entity"),
        pytest.param(GOOD | {"entities": {"money": 5.5}}, '"entities"."money"', id="half a đồng"),
        pytest.param(GOOD | {"style": 3}, '"style" phải là chuỗi', id="style"),
        pytest.param(GOOD | {"context": "1.001193"}, '"context" phải là', id="a code as context"),
        pytest.param(GOOD | {"context": {"procedure": 1}}, '"context"."procedure"', id="a number there"),
        pytest.param(GOOD | {"context": {"awaiting": "ratin"}}, "có phải 'rating'?", id="what is awaited"),
        pytest.param(GOOD | {"sent_at": "hôm qua"}, '"sent_at" phải là thời điểm', id="a day in words"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, row: object, said: str) -> None:
    what = refused(written(tmp_path, GOOD, "", row, GOOD))
    assert what.startswith("kept.jsonl, dòng 3: ")
    assert said in what


def test_files_that_are_no_text(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "")) == "kept.jsonl: không có câu nào"
    assert "UTF-8" in refused(written(tmp_path, GOOD, encoding="utf-16"))
    broken = tmp_path / "kept.jsonl.gz"
    broken.write_bytes(gzip.compress(b"{}")[:-9])
    assert "tệp nén hỏng" in refused(broken)


def test_a_mark_before_the_first_line_is_no_part_of_it(tmp_path: Path) -> None:
    [case] = cases_of(written(tmp_path, GOOD, encoding="utf-8-sig"))
    assert case.text == "chào em"


def test_everything_that_may_stand_in_a_line(tmp_path: Path) -> None:
    row = GOOD | {
        "procedures": ["1.001193"], "entities": {"money": [5000, "6000"], "place": "Bình Minh"},
        "style": None, "author": "k", "note": "of no matter", "sent_at": "2026-11-22T09:00:00",
        "context": {"procedure": None, "awaiting": "rating"},
    }  # fmt: skip
    kept = kept_set_of(written(tmp_path, row, GOOD | {"context": None, "entities": None}))
    assert len(kept.cases) == 2
    assert isinstance(kept.cases[0], Case)
    assert kept.cases[0].entities == (("money", "5000"), ("money", "6000"), ("place", "Bình Minh"))
    assert kept.digest != kept_set_of(written(tmp_path, row)).digest
