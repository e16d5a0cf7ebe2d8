import gzip
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from openpyxl import Workbook
from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.dossiers.change import Source
from knowledge.dossiers.dossier import Dossier
from knowledge.dossiers.exporting import export_dossiers
from knowledge.dossiers.fileformat import UnknownFormatError, format_of
from knowledge.dossiers.importing import Report, import_dossiers, read_file
from knowledge.dossiers.refusal import Refusal
from knowledge.dossiers.store import apply, everything, lookup
from tests.knowledge.dossiers.make import PROVINCE, dossier, event


async def take(engine: AsyncEngine, path: Path) -> Report:
    async with engine.begin() as conn:
        return await import_dossiers(conn, PROVINCE, path, lambda done: None)


def jsonl(*events: dict[str, Any]) -> bytes:
    return b"".join(orjson.dumps(given, option=orjson.OPT_APPEND_NEWLINE) for given in events)


def refused(path: Path) -> list[tuple[int, str]]:
    return [(row, found.field) for row, found in read_file(path) if isinstance(found, Refusal)]


def left_in(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


def read(path: Path) -> list[Dossier]:
    return [found for _, found in read_file(path) if isinstance(found, Dossier)]


@pytest.mark.parametrize("name", ["d.jsonl", "d.jsonl.gz", "d.csv", "d.csv.gz", "d.xlsx", "D.JSONL"])
async def test_what_is_exported_comes_back_unchanged(engine: AsyncEngine, tmp_path: Path, name: str) -> None:
    given = [
        dossier(1),
        dossier(2, status_note='=HYPERLINK("x")', note="@nhắc", ma_vach="007", count=5, empty=""),
        dossier(3, status_note="'+1", authorised=[], supplement={}, apology=None, fee=None, yes=True),
        dossier(4, applicant={"phone": "không có", "address": 'thôn "Mẫu";\n1, 2'}, sequence=None),
        dossier(5, status=99, due_at=None, sequence=2**62, more={"a.b": [1, 2]}),
    ]
    path = tmp_path / name
    async with engine.begin() as conn:
        await apply(conn, PROVINCE, given, Source.FEED)
        assert await export_dossiers(conn, PROVINCE, path) == 5
    assert await take(engine, path) == Report(unchanged=5)
    assert read(path) == given
    assert left_in(tmp_path) == {name: 0o600}


async def test_good_rows_are_taken_bad_ones_reported(engine: AsyncEngine, tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    lines = [
        jsonl(event(1), event(2, status="lạ")),
        b"\n{broken\n",
        b'{"code": "\xff"}\n',
        b"[]\n",
        jsonl(event(3), event(3), event(3, status=9), event(4, code="x")),
    ]
    path.write_bytes(b"\xef\xbb\xbf" + b"".join(lines))
    report = await take(engine, path)
    assert (report.taken, report.unchanged, report.stale) == (2, 1, 0)
    assert [(bad.row, bad.field) for bad in report.refused] == [
        (2, "status"),
        (4, ""),
        (5, ""),
        (6, ""),
        (9, "sequence"),
        (10, "code"),
    ]
    again = await take(engine, path)
    assert (again.taken, again.unchanged) == (0, 3)


async def test_progress_counts_every_row(engine: AsyncEngine, tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_bytes(jsonl(*(event(n) for n in range(450)), event(code="x")))
    steps: list[int] = []
    async with engine.begin() as conn:
        report = await import_dossiers(conn, PROVINCE, path, steps.append)
    assert (report.taken, sum(steps)) == (450, 451)


async def test_an_error_in_between_leaves_nothing(engine: AsyncEngine, tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "d.jsonl"
    path.write_bytes(jsonl(event(1)))
    with pytest.raises(KeyboardInterrupt):
        async with engine.begin() as conn:
            await import_dossiers(conn, PROVINCE, path, stop)
    async with engine.connect() as conn:
        assert [kept async for kept in everything(conn, PROVINCE)] == []


async def test_csv_of_a_vietnamese_excel(engine: AsyncEngine, tmp_path: Path) -> None:
    path = tmp_path / "một cửa.csv"
    path.write_bytes(
        "\ufeffcode;status;due_at;updated_at;applicant.phone;authorised;"
        "supplement.items;fee.amount;khu vực\r\n"
        "h48.12-261102-0007;Đang xử lý;09/11/2026;10/11/2026 08:00;0905 123 456;"
        '"[{""name"":""B"",""phone"":""0905123457""}]";;50.000;Đông\r\n'
        ";;;;;;;;\r\n"
        "H48.12-261102-0008;Chờ bổ sung;;10/11/2026;;;không phải JSON;;\r\n"
        "H48.12-261102-0009;4;;10/11/2026\r\n".encode()
    )
    report = await take(engine, path)
    assert report.taken == 1
    assert [(bad.row, bad.field) for bad in report.refused] == [(4, "supplement.items"), (5, "")]
    async with engine.connect() as conn:
        kept = await lookup(conn, PROVINCE, "H48.12-261102-0007")
    assert kept is not None and kept.fee is not None
    assert kept.due_at == datetime.fromisoformat("2026-11-09T17:00:00+07:00")
    assert (kept.applicant.phone, kept.authorised[0].phone) == ("+84905123456", "+84905123457")
    assert (kept.status_code, kept.fee.amount, kept.extra) == (4, 50000, {"khu vực": "Đông"})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", [], id="empty file"),
        pytest.param(b"code,code\n", [(1, "")], id="a column twice"),
        pytest.param(b"c\xf4t\n1\n", [(1, "")], id="header not UTF-8"),
        pytest.param(b"code,status_note\nx,a\nH48.12-261102-0007,\xff\n", [(2, "code"), (3, "status_note")]),
        pytest.param(b"sep=;\ncode;status\nH48.12-261102-0007;4\n", [(2, "updated_at")], id="Excel's hint"),
        pytest.param(b'code,status\n"a\nb",4\nx,4\n', [(2, "code"), (3, "code")], id="line break in a cell"),
    ],
)
def test_refused_in_csv(tmp_path: Path, content: bytes, expected: list[tuple[int, str]]) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes(content)
    assert refused(path) == expected


@pytest.mark.parametrize("name", ["d.jsonl.gz", "d.csv.gz"])
def test_a_file_cut_in_the_middle_is_reported(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    format_of(path).write(path, [{"code": f"H48.12-261102-{n:04d}"} for n in range(2000)])
    whole = path.read_bytes()
    for length in (len(whole) // 2, 5):
        path.write_bytes(whole[:length])
        assert refused(path)[-1][1] == ""
    path.write_bytes(gzip.compress(b"{}\n")[:-3] + b"abc")
    assert refused(path)


def test_xlsx_cells_as_excel_keeps_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        ["code", "status", "due_at", "updated_at", "applicant.phone", "applicant.citizen_id", "fee.paid"]
    )
    day, moment = map(datetime.fromisoformat, ("2026-11-09", "2026-11-10T08:30"))
    sheet.append(["H48.12-261102-0001", 4, day, moment, 905123456, 51090001234, True])
    sheet["C2"].number_format = "dd/mm/yyyy"
    sheet.append([None] * 7)
    sheet.append(["H48.12-261102-0002", "=1+3", None, moment])
    sheet.append(["H48.12-261102-0003", "#N/A", None, moment])
    sheet["B5"].data_type = "e"
    sheet.append(["H48.12-261102-0004", 4.0, None, moment, None, None, None, "thừa"])
    path = tmp_path / "d.xlsx"
    book.save(path)
    assert refused(path) == [(4, "status"), (5, "status"), (6, "")]
    (taken,) = read(path)
    assert taken.due_at == datetime.fromisoformat("2026-11-09T17:00:00+07:00")
    assert taken.updated_at == datetime.fromisoformat("2026-11-10T08:30:00+07:00")
    assert (taken.applicant.phone, taken.applicant.citizen_id) == ("+84905123456", "051090001234")


def test_what_is_no_workbook_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "d.xlsx"
    path.write_bytes(b"no zip")
    assert refused(path) == [(1, "")]


@pytest.mark.parametrize("starts", ["=", "+", "-", "@", "\t"])
def test_no_cell_of_a_csv_begins_like_a_formula(tmp_path: Path, starts: str) -> None:
    path = tmp_path / "d.csv"
    format_of(path).write(path, [{"a": f"{starts}1", "b": f"'{starts}1"}])
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert all(cell.startswith("'") for cell in lines[1].split(","))
    assert list(format_of(path).read(path)) == [(2, {"a": f"{starts}1", "b": f"'{starts}1"})]


def test_an_unknown_ending_says_which_are_known() -> None:
    with pytest.raises(UnknownFormatError, match=r"\.csv.*\.jsonl.*\.xlsx"):
        format_of(Path("d.pdf"))


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.xlsx"])
def test_every_format_gives_row_numbers_of_an_editor(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    known = format_of(path)
    known.write(path, [{"code": "a"}, {"code": "b"}])
    reader: Callable[[Path], Any] = known.read
    first = 2 if known.flat else 1
    assert list(reader(path)) == [(first, {"code": "a"}), (first + 1, {"code": "b"})]
