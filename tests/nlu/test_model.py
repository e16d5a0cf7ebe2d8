"""The trained model in its file: kept, found again, trained again when damaged or outdated."""

from dataclasses import replace
from pathlib import Path

import pytest

from nlu import model as models
from nlu.meaning import Context
from nlu.model import Model, file_of, fingerprint, read, save
from nlu.understand import Understanding
from tests.nlu.conftest import ENTRIES

TEXT = "lam giay ks cho con het bn tien"


def test_a_kept_model_understands_the_same(
    model: Model, understanding: Understanding, tmp_path: Path
) -> None:
    path = file_of(tmp_path, fingerprint(ENTRIES))
    save(model, path)
    kept = read(path, ENTRIES)
    assert kept is not None
    again = Understanding.of(kept, ENTRIES)
    assert again.understand(TEXT, Context()) == understanding.understand(TEXT, Context())


def test_the_mark_changes_with_the_procedures() -> None:
    renamed = (replace(ENTRIES[0], name="Khai sinh"), *ENTRIES[1:])
    assert fingerprint(ENTRIES) == fingerprint(tuple(ENTRIES))
    assert fingerprint(ENTRIES) != fingerprint(renamed)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda raw: b"", id="empty"),
        pytest.param(lambda raw: raw[: len(raw) // 2], id="cut"),
        pytest.param(lambda raw: b"x" * len(raw), id="overwritten"),
        pytest.param(lambda raw: raw[:2000] + b"\xff" * 500 + raw[2500:], id="flipped inside"),
    ],
)
def test_a_damaged_file_counts_as_none(model: Model, tmp_path: Path, damage: object) -> None:
    path = file_of(tmp_path, "mark")
    save(model, path)
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    assert read(path, ENTRIES) is None


def test_load_trains_once_and_again_after_damage(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[int] = []

    def train(entries: object, sentences: object) -> Model:
        trained.append(1)
        return model

    monkeypatch.setattr("nlu.understand.train", train)
    Understanding.load(tmp_path, ENTRIES)
    Understanding.load(tmp_path, ENTRIES)
    assert len(trained) == 1
    file_of(tmp_path, fingerprint(ENTRIES)).write_bytes(b"damaged")
    Understanding.load(tmp_path, ENTRIES)
    assert len(trained) == 2


def test_few_old_models_stay(model: Model, tmp_path: Path) -> None:
    for number in range(5):
        save(model, file_of(tmp_path, f"m{number}"))
    assert len(list((tmp_path / "nlu").iterdir())) == models.KEPT_FILES
