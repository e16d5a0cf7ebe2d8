"""What is printed where a table does not fit: nothing is broken in the middle, nothing is wider."""

from io import StringIO

import pytest
from rich.console import Console

from webhooks.narrow import is_narrow, print_entries, print_figures

CODE = "H48.12-261110-9022"


def screen(width: int) -> tuple[Console, StringIO]:
    paper = StringIO()
    return Console(file=paper, width=width, highlight=False, markup=False), paper


@pytest.mark.parametrize("width", [40, 80, 99])
def test_entries_keep_codes_whole(width: int) -> None:
    console, paper = screen(width)
    words = f"Hồ sơ của ông bà có số {CODE}, đã quá hạn gửi văn bản xin lỗi: {CODE}."
    print_entries(console, [("35 Quá hạn xin lỗi", f"{words}\nDòng hai")])
    head, *below = paper.getvalue().splitlines()
    assert head == "35 Quá hạn xin lỗi"
    assert " ".join(line.strip() for line in below) == f"{words} Dòng hai"
    assert sum(line.count(CODE) for line in below) == 2
    assert all(line.startswith("    ") and len(line) <= width for line in below)


@pytest.mark.parametrize(
    ("width", "narrow"), [pytest.param(80, True, id="a terminal"), pytest.param(120, False, id="a wide one")]
)
def test_narrow(width: int, narrow: bool) -> None:
    assert is_narrow(screen(width)[0]) is narrow


def test_figures_of_many_columns_stand_in_lines() -> None:
    columns = ["Đơn vị", "Tên", *(f"Con số {at}" for at in range(12))]
    row = ["H48.12", "UBND xã Bình Sơn", *range(1000, 1011), ""]
    console, paper = screen(80)
    print_figures(console, "Đúng hẹn", columns, [row], 2)
    title, head, *below = paper.getvalue().splitlines()
    assert (title, head) == ("Đúng hẹn", "H48.12 · UBND xã Bình Sơn")
    said = "; ".join(f"Con số {at} {1000 + at:,}".replace(",", ".") for at in range(11))
    assert " ".join(line.strip() for line in below).replace("\N{NO-BREAK SPACE}", " ") == said
    assert all(len(line) <= 80 and not line.endswith("số") for line in below)


def test_figures_that_fit_are_a_table() -> None:
    console, paper = screen(80)
    print_figures(console, "Thư", ["Đơn vị", "Gửi đúng hạn"], [["H48.12", 1]], 1)
    assert "│ H48.12 │" in paper.getvalue()


def test_a_thin_column_of_words_is_no_table() -> None:
    columns = ["Đơn vị", "Tên", *(f"Số {at}" for at in range(7))]
    console, paper = screen(80)
    print_figures(console, "Thư", columns, [["H48.77", "Trung tâm Phục vụ " * 6, *[1] * 7]] * 3, 2)
    assert "│" not in paper.getvalue()
