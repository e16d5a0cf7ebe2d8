"""The intent classifier alone, on sentences that have nothing to do with offices."""

import pytest

from nlu.benchmark import benchmark
from nlu.sentences import load_sentences

TRAIN = [
    *((f"vé máy bay đi {city} giá bao nhiêu", "fare") for city in ("Huế", "Vinh", "Đà Lạt", "Cần Thơ")),
    *((f"chuyến bay đến {city} mấy giờ", "time#flight") for city in ("Huế", "Vinh", "Đà Lạt", "Cần Thơ")),
]


def test_accuracy_as_given_and_stripped() -> None:
    test = [("vé đi Pleiku giá bao nhiêu", "fare"), ("chuyến bay đến Pleiku mấy giờ", "time#flight")]
    done = benchmark(TRAIN, [*test, ("đồ ăn trên máy bay", "meal")])
    assert (done.labels, done.trained_on, done.tested_on) == (2, 8, 3)
    assert done.accuracy == done.stripped == 2 / 3
    assert done.unseen == {"meal": 1}
    assert done.reachable == pytest.approx(2 / 3)
    assert 0 < done.macro_f1 < 2 / 3 + 1e-9


def test_a_joined_label_is_read_from_its_parts() -> None:
    """Nobody taught both together about this city, nor in this order."""
    both = [
        (f"chuyến bay đi {city} mấy giờ, vé giá bao nhiêu", "fare#time#flight") for city in ("Huế", "Vinh")
    ]
    asked = ("cho biết vé giá bao nhiêu, chuyến bay đến Pleiku mấy giờ", "fare#time#flight")
    done = benchmark([*TRAIN, *both], [asked, ("vé đi Pleiku giá bao nhiêu", "fare")])
    assert done.accuracy == done.stripped == 1


def test_a_stranger_is_read() -> None:
    """What the sentences of the teachers share with themselves must not be leaned on."""
    rows = [row for row in load_sentences() if len(row.intents) == 1]
    strangers = {"chi-lan-hai-phong", "nhan-vien-van-phong"}
    taught = [(row.text, row.intents[0]) for row in rows if row.author not in strangers][::6]
    asked = [(row.text, row.intents[0]) for row in rows if row.author in strangers]
    seen = benchmark(taught, asked)
    assert min(seen.accuracy, seen.stripped) > 0.75
