"""A retrained model that reads the kept set worse does not take the place of the one in use."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from nlu.card import Exam, card_file, last_exam, read_card
from nlu.meaning import Context, IntentName
from nlu.model import file_in_use
from nlu.review.labelling import add_sentences
from nlu.sentences import Sentence, accepted_folder, labelled_folder, load_sentences
from nlu.understand import Understanding
from tests.nlu.conftest import ENTRIES
from vietnam.calendar import VN
from webhooks.retraining import Retrained, retrain

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=VN)
GREETINGS = ("chào em", "chao ban", "xin chào", "alo em ơi", "chào buổi sáng")
THANKS = ("cảm ơn nhé", "cam on em nhieu", "cảm ơn ạ")


def every_tenth(own: Path | None = None) -> tuple[Sentence, ...]:
    """Of the shipped sentences, and all of one's own: three trainings on all of them take minutes."""
    shipped = load_sentences()
    return (*shipped[::10], *load_sentences(own=own)[len(shipped) :])


def kept_set(folder: Path) -> Path:
    rows = [{"text": text, "intents": ["chat.greet"]} for text in GREETINGS]
    rows += [{"text": text, "intents": ["chat.thanks"]} for text in THANKS]
    file = folder / "kept.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    return file


def trained(data_dir: Path, kept: Path | None = None, *, force: bool = False) -> Retrained:
    return retrain(data_dir, ENTRIES, (), kept_set=kept, force=force, made_at=NOW)


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
    ("exact", "macro_f1", "worse"),
    [
        pytest.param(0.900, 0.940, False, id="the same"),
        pytest.param(0.898, 0.938, False, id="within 0.3 points"),
        pytest.param(0.896, 0.950, True, id="exact fell"),
        pytest.param(0.950, 0.936, True, id="macro-F1 fell"),
    ],
)
def test_worse_by_more_than_three_tenths_of_a_point(exact: float, macro_f1: float, worse: bool) -> None:
    before = Exam(file="a", digest="d", messages=9, exact=0.9, macro_f1=0.94, procedure_top1=0.9)
    after = Exam(file="a", digest="d", messages=9, exact=exact, macro_f1=macro_f1, procedure_top1=0.9)
    assert after.worse_than(before) is worse


@pytest.mark.parametrize("content", ["", "[]", "{", '{"exam": null}', '{"exam": {}}'])
def test_a_damaged_card_counts_as_none(tmp_path: Path, content: str) -> None:
    model = tmp_path / "model-x.npz"
    card_file(model).write_text(content)
    assert read_card(model) is None
