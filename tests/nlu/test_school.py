"""Lessons: what is held back, what names nothing, and what the files of sentences say."""

import json
from pathlib import Path

import numpy as np
import pytest

from nlu.learning.network_fitting import fit_network
from nlu.lessons import INTENTS_ONLY, held_back, lesson
from nlu.meaning import Awaiting, Context
from nlu.sentences import Sentence, load_questions, load_sentences


def said(
    text: str = "cần gì",
    *,
    author: str = "an",
    intent: str = "procedure.papers",
    procedures: tuple[str, ...] = (),
    procedure_of_talk: str | None = None,
) -> Sentence:
    return Sentence(
        author=author,
        text=text,
        intents=(intent,),
        procedures=procedures,
        context=Context(procedure=procedure_of_talk),
    )


def test_no_voice_is_heard_and_held_back() -> None:
    lessons = [lesson(said(author=author), "cần gì") for author in "abcdefghij" for _ in range(3)]
    heard, held = held_back(lessons)
    voices = {one.sentence.author for one in heard}, {one.sentence.author for one in held}
    assert not voices[0] & voices[1]
    assert len(heard) + len(held) == len(lessons)
    assert 2 <= len(voices[1]) <= 4


def test_few_voices_are_heard_and_held_back() -> None:
    lessons = [lesson(said(author=author), "cần gì") for author in "ab"]
    heard, held = held_back(lessons)
    assert heard == held
    assert [one.copies for one in heard] == [("cần gì",), ("can gi",)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(said(intent="chat.greet"), True, id="small talk"),
        pytest.param(said(), False, id="may name one"),
        pytest.param(said(procedures=("1.000894",)), False, id="names one"),
        pytest.param(said(procedure_of_talk="1.000894"), True, id="leaves it to the talk"),
        pytest.param(
            said("khai sinh cho cháu nội thì cần những giấy gì", procedure_of_talk="1.001193"),
            False,
            id="may name it again",
        ),
        pytest.param(said(intent="chat.greet", author=INTENTS_ONLY), False, id="teaches intents only"),
    ],
)
def test_what_names_nothing(sentence: Sentence, expected: bool) -> None:
    assert lesson(sentence, sentence.text).names_nothing is expected


def test_a_message_of_a_talk_names_only_what_is_new(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"text": "mấy ngày", "procedures": ["1.1"], "context": {"procedure": "1.1", "awaiting": "choice"}},
        {"text": "còn khai tử", "procedures": ["2.2"], "context": {"procedure": "1.1"}},
        {"text": "a và b", "requests": [{"intent": "procedure.fee", "procedures": ["1.1"]},
                                        {"intent": "procedure.time", "procedures": ["2.2"]}]},
    ]  # fmt: skip
    lines = [json.dumps({"author": "an", "intents": ["procedure.time"], **row}) for row in rows]
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    same, new, two = load_questions(tmp_path)
    assert (same.procedures, same.context.awaiting) == ((), Awaiting.CHOICE)
    assert new.procedures == ("2.2",)
    assert two.procedures == ("1.1", "2.2")
    assert two.requests == (("procedure.fee", ("1.1",)), ("procedure.time", ("2.2",)))


def test_shipped_sentences_are_whole() -> None:
    rows = load_sentences()
    assert all(row.text.strip() and row.author and row.intents for row in rows)
    assert len({(row.text, row.intents, row.context) for row in rows}) > 0.98 * len(rows)


def test_a_network_learns_what_no_single_number_tells() -> None:
    rows = np.array([[a, b] for a in (0, 1) for b in (0, 1)] * 500, dtype=np.float32)
    wanted = rows[:, 0] != rows[:, 1]
    chances = fit_network(rows, wanted).chances(rows)
    assert (chances[wanted] > 0.5).all()
    assert (chances[~wanted] < 0.5).all()
    assert ((chances >= 0) & (chances <= 1)).all()
