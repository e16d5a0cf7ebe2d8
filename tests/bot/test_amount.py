"""What so many copies, pages or cards cost, and what is not computed."""

import pytest

from bot.amount import Amounts, amounts_in, is_amount_only, money, totals
from knowledge.procedures.catalogue import Catalogue
from knowledge.procedures.shipped import load_shipped

COPIES, EXTRACT, PASSPORT, RECORD = "2.000815", "2.000635", "1.001456", "3.000333"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("10 bản thì bao nhiêu", {"bản": 10}),
        ("10 trang 3 bản", {"trang": 10, "bản": 3}),
        ("hai đứa thì bao nhiêu tiền", {"đứa": 2}),
        ("lam 2 cuon ho chieu", {"cuốn": 2}),
        ("1 bản", None),
        ("2 bản chính", None),
        ("số 10", None),
        ("5.000 trang", None),
        ("lệ phí bao nhiêu", None),
    ],
)
def test_counted(text: str, counts: dict[str, int] | None) -> None:
    assert amounts_in(text) == (None if counts is None else Amounts(counts=counts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 bản", True),
        ("còn 10 trang thì sao", True),
        ("10 trang 3 bản", True),
        ("3", False),
        ("3 bản nộp ở đâu", False),
        ("mấy bản", False),
    ],
)
def test_nothing_but_an_amount(text: str, expected: bool) -> None:
    assert is_amount_only(text) is expected


@pytest.mark.parametrize(
    ("procedure", "counts", "expected"),
    [
        pytest.param(EXTRACT, {"bản": 10}, ["10 bản × 8.000 đồng = 80.000 đồng"], id="by copy"),
        pytest.param(
            PASSPORT,
            {"đứa": 2},
            [
                "Nộp trực tiếp: 2 hộ chiếu × 200.000 đồng = 400.000 đồng",
                "Cấp lại do hỏng hoặc mất, nộp trực tiếp: 2 hộ chiếu × 400.000 đồng = 800.000 đồng",
            ],
            id="one for each person",
        ),
        pytest.param(COPIES, {"trang": 2}, ["một bản 2 trang: 4.000 đồng"], id="the first pages"),
        pytest.param(COPIES, {"trang": 10}, ["một bản 10 trang: 12.000 đồng"], id="pages behind them"),
        pytest.param(
            COPIES,
            {"trang": 10, "bản": 3},
            ["một bản 10 trang: 12.000 đồng; 3 bản như thế: 36.000 đồng"],
            id="several copies of so many pages",
        ),
        pytest.param(COPIES, {"trang": 500}, ["một bản 500 trang: 200.000 đồng"], id="no copy costs more"),
        pytest.param(COPIES, {"bản": 3}, [], id="how many pages is not known"),
        pytest.param(PASSPORT, {"bản": 10}, [], id="another unit"),
        pytest.param(RECORD, {"bản": 10}, [], id="paid each time"),
    ],
)
def test_totals(procedure: str, counts: dict[str, int], expected: list[str]) -> None:
    found = Catalogue.build(load_shipped()).get(procedure)
    assert found is not None
    lines = [line for line, _ in totals(found.fees, Amounts(counts=counts))]
    assert [line.removeprefix("Làm ở ủy ban cấp xã hoặc tổ chức công chứng: ") for line in lines] == expected


def test_thousands_have_points() -> None:
    assert money(1_234_500) == "1.234.500 đồng"
