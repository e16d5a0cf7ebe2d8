"""Lists as offices have them: what is read, what is refused, and in which words."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.campaigns.cells import CellError, clean, read_cell
from bot.campaigns.errors import CampaignError
from bot.campaigns.listing import BadRow, Recipient, read_listing
from tests.bot.campaigns.make import listing

TEN = {"ten": None}


def read(path: Path, variables: dict[str, str | None] | None = None) -> list[Recipient | BadRow]:
    return list(read_listing(path, TEN if variables is None else variables))


@pytest.mark.parametrize(
    ("lines", "encoding"),
    [
        pytest.param(("phone,ten", "0905123456,Thử"), "utf-8", id="plain"),
        pytest.param(("phone,ten", "0905123456,Thử"), "utf-8-sig", id="with Excel's mark"),
        pytest.param(("phone;ten", "0905123456;Thử"), "utf-8", id="semicolons of a Vietnamese Excel"),
        pytest.param(("sep=;", "phone;ten", "0905123456;Thử"), "utf-8", id="Excel's own hint"),
        pytest.param(("phone\tten", "+84 905 123 456\tThử"), "utf-8", id="tabs, a number with spaces"),
        pytest.param(("ten, phone ,cũ", "Thử,84905123456,x"), "utf-8", id="another order, one more column"),
        pytest.param(("phone,ten", '"0905123456","Thử"', "", ",,"[:1]), "utf-8", id="quotes, empty lines"),
        pytest.param(
            ("phone,ten", "'+84905123456,Thử\u031b"[:-1]), "utf-8", id="an apostrophe before a plus"
        ),
        pytest.param(("phone,ten", "0905123456,Thu\u031b\u0309"), "utf-8", id="marks apart from letters"),
    ],
)
def test_one_person_however_it_is_written(tmp_path: Path, lines: tuple[str, ...], encoding: str) -> None:
    file = listing(tmp_path / "a.csv", *lines, encoding=encoding)
    row = 3 if lines[0].startswith("sep=") else 2
    expected = Recipient(row=row, phone="+84905123456", values={"ten": "Thử"})
    assert [(each.phone, each.values) for each in read(file) if isinstance(each, Recipient)] == [
        (expected.phone, expected.values)
    ]


def test_a_packed_list_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a.csv.gz"
    file.write_bytes(gzip.compress(b"phone,ten\n0905123456,A\n"))
    assert read(file) == [Recipient(row=2, phone="+84905123456", values={"ten": "A"})]


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        pytest.param("12,A", "phone", "không phải", id="no phone"),
        pytest.param(",A", "phone", "để trống", id="empty phone"),
        pytest.param("905123456,A", "phone", "mất số 0", id="the zero that Excel drops"),
        pytest.param("8.4905E+10,A", "phone", "số mũ", id="the power that Excel writes"),
        pytest.param("0905123456", "", "có 1 ô", id="a cell too few"),
        pytest.param("0905123456,A,B", "", "có 3 ô", id="a cell too many"),
        pytest.param("0905123456,051090001234", "ten", "căn cước", id="an identity number"),
        pytest.param("0905123456,xem http://a.b/c", "ten", "đường dẫn", id="a link"),
        pytest.param("0905123456,xem nhanqua.com", "ten", "đường dẫn", id="a bare link"),
        pytest.param(f"0905123456,{'a' * 201}", "ten", "201 chữ", id="a novel"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, field: str, words: str) -> None:
    file = listing(tmp_path / "a.csv", "phone,ten", row, "0905123457,B")
    bad, good = read(file)
    assert isinstance(bad, BadRow)
    assert (bad.row, bad.field) == (2, field)
    assert words in bad.reason
    assert good == Recipient(row=3, phone="+84905123457", values={"ten": "B"})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "trống", id="empty file"),
        pytest.param(b"\r\n", "trống", id="empty line"),
        pytest.param(b"ten\r\nA\r\n", "thiếu cột phone", id="no phone column"),
        pytest.param(b"phone\r\n0905123456\r\n", "thiếu cột ten", id="no column of a variable"),
        pytest.param(b"phone,ten,ten\r\n", "trùng nhau", id="two columns of one name"),
        pytest.param(b"phone,ten,so_cccd\r\n", "giấy tờ tùy thân", id="identity numbers"),
        pytest.param(b"phone,ten,Can cuoc\r\n", "giấy tờ tùy thân", id="identity numbers in words"),
        pytest.param("phone,ten,Ngày sinh\r\n".encode(), "ngày sinh", id="days of birth"),
        pytest.param("phone,ten\r\n".encode("utf-16"), "UTF-16", id="utf-16"),
        pytest.param(b"phone,ten,h\xf4\r\n", "không phải UTF-8", id="header in an old code page"),
        pytest.param(b'phone,ten\r\n0905123456,"A\r\n' + b"x\r\n" * 60_000, "ngoặc kép", id="an open quote"),
        pytest.param(
            b"phone,ten\r\n0905123456," + b"a" * 10_000_000, "dòng 2: dài hơn", id="10 MB in a line"
        ),
    ],
)
def test_a_file_that_is_no_list(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(CampaignError, match=words) as refused:
        read(file)
    assert "a.csv" in refused.value.what


def test_an_old_code_page_is_named_by_row_and_column(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(
        b"phone,ten\r\n0905123456,A\r\n0905123457," + "Nguyễn".encode("cp1258", "replace")[:-1] + b"\xf2"
    )
    bad = read(file)[1]
    assert isinstance(bad, BadRow)
    assert (bad.row, bad.field) == (3, "ten")
    assert "UTF-8" in bad.reason


def test_a_cut_archive(tmp_path: Path) -> None:
    whole = gzip.compress(b"phone,ten\n" + b"".join(b"090%07d,A%d\n" % (n, n * 7919) for n in range(20_000)))
    file = tmp_path / "a.csv.gz"
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CampaignError, match="cắt ngang"):
        read(file)


@pytest.mark.parametrize(
    ("cell", "form", "words"),
    [
        pytest.param("", "date", "để trống", id="no date"),
        pytest.param("31/02/2026", "date", "không đọc được ngày", id="no such day"),
        pytest.param("abc", "money", "số nguyên", id="no amount"),
    ],
)
def test_typed_cells_are_refused(cell: str, form: str, words: str) -> None:
    with pytest.raises(CellError, match=words):
        read_cell(cell, form)


@given(st.text(max_size=30))
def test_a_clean_cell_is_one_printable_line(text: str) -> None:
    try:
        cleaned = clean(text)
    except CellError:
        return
    assert cleaned.isprintable()
    assert cleaned == cleaned.strip()
