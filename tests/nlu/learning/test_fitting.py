"""Linear models and networks learn what they are taught."""

import numpy as np
import pytest

from nlu.learning import fitting
from nlu.learning.fitting import Example, fit
from nlu.learning.linear import LinearModel

SUBJECTS = ("khai sinh", "kết hôn", "hộ chiếu")


def examples(count: int) -> list[Example]:
    """Each about one or two subjects among other words, now and then about none."""
    chosen = np.random.default_rng(0)
    found = []
    for _ in range(count):
        subjects = chosen.choice(len(SUBJECTS), size=chosen.choice([1, 1, 1, 2]), replace=False)
        around = [f"w{number}" for number in chosen.choice(40, size=6)]
        named = [SUBJECTS[at] for at in subjects if chosen.random() < 0.9]
        found.append(Example(features=(*named, *around), labels=tuple(SUBJECTS[at] for at in subjects)))
    return found


def margins(model: LinearModel, rows: list[Example]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.vstack([model.margins(row.features) for row in rows])


def test_several_labels_of_a_text_are_each_learnt() -> None:
    model = fit(examples(400), strength=2.0)
    assert model.labels == tuple(sorted(SUBJECTS))
    seen = model.margins((SUBJECTS[0], SUBJECTS[2]))
    assert [label for label, margin in zip(model.labels, seen, strict=True) if margin > 0] == sorted(
        (SUBJECTS[0], SUBJECTS[2])
    )


def test_a_label_of_all_texts_is_always_there() -> None:
    rows = [Example(features=("a", str(at % 3)), labels=("x", "y") if at % 2 else ("x",)) for at in range(9)]
    model = fit(rows, strength=1.0)
    assert model.margins(("b",))[model.labels.index("x")] > 0


def test_texts_far_from_the_border_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = examples(1_500)
    whole = margins(fit(rows, strength=2.0), rows)
    monkeypatch.setattr(fitting, "_MANY", 100)
    seen = margins(fit(rows, strength=2.0), rows)
    assert np.abs(seen - whole).mean() < 0.1
    assert ((seen > 0) == (whole > 0)).mean() > 0.995
