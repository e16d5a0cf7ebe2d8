"""A retrained model that reads the kept set worse does not take the place of the one in use."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

import pytest

from nlu.card import Exam, card_file, exam_of, last_exam, read_card
from nlu.judging.evaluate import score
from nlu.meaning import Context, IntentName
from nlu.model import file_in_use
from nlu.review.labelling import add_sentences
from nlu.sentences import Sentence, accepted_folder, labelled_folder, load_sentences
from nlu.understand import Understanding
from tests.nlu.conftest import ENTRIES
from vietnam.calendar import VN
from webhooks.labelled_messages import KeptSet, kept_set_of
from webhooks.retraining import Retrained, retrain

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=VN)
GREETINGS = ("chào em", "chao ban", "xin chào", "alo em ơi", "chào buổi sáng")
THANKS = ("cảm ơn nhé", "cam on em nhieu", "cảm ơn ạ")


def every_tenth(own: Path | None = None) -> tuple[Sentence, ...]:
    """Of the shipped sentences, and all of one's own: three trainings on all of them take minutes."""
    shipped = load_sentences()
    return (*shipped[::10], *load_sentences(own=own)[len(shipped) :])


def kept_set(folder: Path) -> KeptSet:
    rows = [{"text": text, "intents": ["chat.greet"]} for text in GREETINGS]
    rows += [{"text": text, "intents": ["chat.thanks"]} for text in THANKS]
    file = folder / "kept.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    return kept_set_of(file)


def trained(data_dir: Path, kept: KeptSet | None = None, *, force: bool = False) -> Retrained:
    return retrain(data_dir, ENTRIES, (), kept=kept, force=force, made_at=NOW)


def test_worse_is_refused_and_better_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webhooks.retraining.load_sentences", every_tenth)
    kept = kept_set(tmp_path)
    first = trained(tmp_path, kept)
    assert first.file == file_in_use(tmp_path, ENTRIES)
    assert first.before is None
    assert read_card(first.file) == first.card
    assert first.card.sentences == len(every_tenth()) == sum(first.card.by_author.values())

    variants = [f"{text} {tail}" for text in GREETINGS for tail in ("", "nha", "nhé", "ạ", "em", "ad")]
    add_sentences(labelled_folder(tmp_path), IntentName.HANDOFF, "k", variants)
    worse = trained(tmp_path, kept)
    assert (worse.file, worse.card.own) == (None, len(variants))
    assert worse.before == first.card.exam
    assert worse.worse[:2] == ("exact", "macro_f1")
    assert not accepted_folder(tmp_path).exists()
    assert file_in_use(tmp_path, ENTRIES) == first.file
    in_use = Understanding.load(tmp_path, ENTRIES)
    assert in_use.understand("chào em", Context()).intents[0].name is IntentName.CHAT_GREET

    forced = trained(tmp_path, kept, force=True)
    assert forced.file is not None
    assert forced.file == file_in_use(tmp_path, ENTRIES) != first.file
    assert read_card(forced.file) == forced.card
    assert last_exam(tmp_path / "nlu", forced.card.exam.digest if forced.card.exam else "") is not None


@pytest.mark.parametrize(
    ("changed", "worse"),
    [
        pytest.param({}, (), id="the same"),
        pytest.param({"exact": 0.898, "macro_f1": 0.938}, (), id="within 0.3 points"),
        pytest.param({"exact": 0.896, "macro_f1": 0.95}, ("exact",), id="exact fell"),
        pytest.param({"exact": 0.95, "macro_f1": 0.936}, ("macro_f1",), id="macro-F1 fell"),
        pytest.param({"exact": 0.95, "procedure_top1": 0.88}, ("procedure_top1",), id="procedures fell"),
        pytest.param({"procedure_top3": 0.95}, ("procedure_top3",), id="out of the first three"),
        pytest.param({"direct_wrong": 0.02}, ("direct_wrong",), id="more wrong answers"),
        pytest.param({"direct_wrong": 0.005}, (), id="fewer wrong answers"),
        pytest.param({"direct": 0.86}, (), id="a little less answered without asking"),
        pytest.param({"direct": 0.8, "direct_wrong": 0.0}, ("direct",), id="sure by saying nothing"),
        pytest.param({"procedure_top1": None, "direct": None}, (), id="not measured"),
    ],
)
def test_worse_by_more_than_may_be(changed: dict[str, float | None], worse: tuple[str, ...]) -> None:
    before = Exam(
        file="a", digest="d", messages=900, exact=0.9, macro_f1=0.94, procedure_messages=500,
        procedure_top1=0.9, procedure_top3=0.97, direct=0.87, direct_wrong=0.01, asked_right=0.9,
    )  # fmt: skip
    after = Exam(**(asdict(before) | changed))
    assert after.worse_in(before) == worse


@pytest.mark.parametrize(
    ("exact", "worse"),
    [
        pytest.param(0.94, (), id="one message"),
        pytest.param(0.93, ("exact",), id="two messages"),
    ],
)
def test_one_message_of_a_small_set_may_be_lost(exact: float, worse: tuple[str, ...]) -> None:
    before = Exam(file="a", digest="d", messages=100, exact=0.95, macro_f1=0.9, procedure_top1=None)
    assert replace(before, exact=exact).worse_in(before) == worse


def test_a_card_of_an_older_program_still_compares(tmp_path: Path) -> None:
    """It knew three figures only."""
    model = tmp_path / "model-x.npz"
    exam = {"file": "a", "digest": "d", "messages": 9, "exact": 0.9, "macro_f1": 0.9, "procedure_top1": 0.9}
    card = {
        "format": 1,
        "made_at": "",
        "data": "",
        "procedures": 1,
        "sentences": 1,
        "own": 0,
        "by_author": {},
    }
    card_file(model).write_text(json.dumps(card | {"exam": exam}))
    model.touch()
    older = last_exam(tmp_path, "d")
    assert older is not None
    newer = replace(older, direct_wrong=0.5, procedure_messages=9, procedure_top1=0.7)
    assert newer.worse_in(older) == ("procedure_top1",)


def test_figures_of_procedures_where_none_is_asked_about() -> None:
    assert exam_of(score([]), file="a", digest="d").procedure_top1 is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"exam": null}', '{"exam": {}}'])
def test_a_damaged_card_counts_as_none(tmp_path: Path, content: str) -> None:
    model = tmp_path / "model-x.npz"
    card_file(model).write_text(content)
    assert read_card(model) is None
