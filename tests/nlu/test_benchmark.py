"""The intent classifier alone, on sentences that have nothing to do with offices."""

from nlu.benchmark import benchmark

TRAIN = [
    *((f"vé máy bay đi {city} giá bao nhiêu", "fare") for city in ("Huế", "Vinh", "Đà Lạt", "Cần Thơ")),
    *((f"chuyến bay đến {city} mấy giờ", "time#flight") for city in ("Huế", "Vinh", "Đà Lạt", "Cần Thơ")),
]


def test_accuracy_as_given_and_stripped() -> None:
    test = [("vé đi Pleiku giá bao nhiêu", "fare"), ("chuyến bay đến Pleiku mấy giờ", "time#flight")]
    done = benchmark(TRAIN, [*test, ("đồ ăn trên máy bay", "meal")])
    assert (done.labels, done.trained_on, done.tested_on) == (2, 8, 3)
    assert done.accuracy == done.stripped == 2 / 3
    assert 0 < done.macro_f1 < 2 / 3 + 1e-9
