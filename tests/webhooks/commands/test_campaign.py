"""`motcua campaign`: from a file to an approved campaign, and what is refused on the way."""

from pathlib import Path
from typing import Any

import pytest

from tests.webhooks.commands.conftest import Motcua, Ran
from tests.webhooks.commands.test_importing import event, written

TEXT = """\
name = "Nghỉ do bão"
chat = "UBND xã Bình Sơn: ngày {ngay:date} tạm nghỉ do bão. Kính báo Ông/Bà {ten}."
sms = "UBND xa Binh Son: ngay {ngay:date} tam nghi do bao. Kinh bao Ong/Ba {ten}."
unit = "H48.12"
ends_at = 2099-11-30T17:00:00
urgent = true
"""
ROWS = ("0905123456,Thử,24/11/2026", "0905123457,Nguyễn Thị Mẫu,24/11/2026", "0905123458,,24/11/2026")
BY = ("--by", "Trần Soạn")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "storm.toml"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def rows(tmp_path: Path, *lines: str) -> str:
    path = tmp_path / "people.csv"
    path.write_text("\n".join(("phone,ten,ngay", *lines)), encoding="utf-8")
    return str(path)


def made(motcua: Motcua, file: str, tmp_path: Path, *lines: str) -> str:
    ran = motcua("campaign", "new", file, "--csv", rows(tmp_path, *(lines or ROWS)), *BY, "--json")
    assert ran.code == 0, ran.err
    return str(ran.json["id"])


def approved(
    motcua: Motcua, number: str, by: str = "Lê Duyệt", count: int = 3, *more: str, version: str = "1"
) -> Ran:
    seen = ("--count", str(count), "--version", version)
    return motcua("campaign", "approve", number, "--by", by, *seen, "--json", *more)


def test_from_a_file_to_approval_and_back(on_database: Motcua, file: str, tmp_path: Path) -> None:
    number = made(on_database, file, tmp_path)
    preview = on_database("campaign", "preview", number, "--price", "300", "--json").json
    assert (preview["rows"], preview["segments"], preview["cost"]) == (3, 3, 900)
    assert {name: sample["row"] for name, sample in preview["samples"].items()} == {
        "đầu tiên": 2, "dài nhất": 3, "trống nhất": 4,
    }  # fmt: skip
    sms = preview["samples"]["dài nhất"]["forms"]["sms_http"]
    assert sms["segments"] == 1
    assert sms["text"].startswith(
        "UBND xa Binh Son: ngay 24/11/2026 tam nghi do bao. Kinh bao Ong/Ba Nguyen Thi Mau."
    )
    assert approved(on_database, number, "Lê Duyệt", 3, "--dry-run").json["state"] == "running"
    assert on_database("campaign", "show", number, "--json").json["state"] == "draft"
    assert approved(on_database, number).json["state"] == "running"
    assert on_database("campaign", "undo", number, "--by", "Lê Duyệt", "--json").json["state"] == "draft"
    approved(on_database, number)
    assert on_database("campaign", "stop", number, "--by", "Lê Duyệt", "--json").json["state"] == "stopped"
    assert on_database("campaign", "resume", number, "--by", "Lê Duyệt", "--json").json["state"] == "running"
    (listed,) = on_database("campaign", "list", "--json").json
    assert (str(listed["id"]), listed["state"]) == (number, "running")


def test_orders_say_what_has_not_happened_yet(on_database: Motcua, file: str, tmp_path: Path) -> None:
    number = made(on_database, file, tmp_path)
    said = on_database("campaign", "approve", number, "--by", "Lê Duyệt", "--count", "3", "--version", "1")
    assert "chưa gửi" in said.out and "đang chạy" not in said.out
    assert on_database("campaign", "stop", number, "--by", "Lê Duyệt").code == 0
    assert "chưa làm" in on_database("campaign", "resume", number, "--by", "Lê Duyệt", "--dry-run").out
    assert on_database("campaign", "show", number, "--json").json["state"] == "stopped"


def test_what_a_row_receives_can_be_shown(on_database: Motcua, file: str, tmp_path: Path) -> None:
    number = made(on_database, file, tmp_path)
    told = on_database("campaign", "show", number, "--row", "3", "--json").json
    assert (
        told["chat"] == "UBND xã Bình Sơn: ngày 24/11/2026 tạm nghỉ do bão. Kính báo Ông/Bà Nguyễn Thị Mẫu."
    )
    assert told["state"] is None
    assert on_database("campaign", "show", number, "--row", "99").code == 1


def test_a_row_that_repeats_another_is_not_counted(on_database: Motcua, file: str, tmp_path: Path) -> None:
    number = made(on_database, file, tmp_path, *ROWS, ROWS[0], "02363888999,Bàn,24/11/2026")
    preview = on_database("campaign", "preview", number, "--json").json
    assert (preview["rows"], preview["segments"], preview["no_sms"]) == (5, 3, 1)
    told = on_database("campaign", "show", number, "--row", "5")
    assert "trùng số với dòng 2, không gửi" in told.out
    assert on_database("campaign", "show", number, "--row", "5", "--json").json["repeats_row"] == 2
    assert on_database("campaign", "show", number, "--row", "2", "--json").json["repeats_row"] is None


@pytest.mark.parametrize(
    ("by", "count", "words"),
    [
        pytest.param("tran  SOẠN", 3, "trùng với người soạn", id="the author"),
        pytest.param("Lê Duyệt", 2, "xác nhận là 2", id="another count"),
    ],
)
def test_an_approval_is_refused(
    on_database: Motcua, file: str, tmp_path: Path, by: str, count: int, words: str
) -> None:
    ran = approved(on_database, made(on_database, file, tmp_path), by, count)
    assert ran.code == 1
    assert words in ran.err


def test_a_bad_row_makes_nothing_unless_skipped(on_database: Motcua, file: str, tmp_path: Path) -> None:
    csv = rows(tmp_path, *ROWS, "905123459,Sai,24/11/2026", "0905123460,Sai,hôm nào")
    ran = on_database("campaign", "new", file, "--csv", csv, *BY, "--json")
    assert (ran.code, ran.json["id"]) == (1, None)
    assert [(bad["row"], bad["field"]) for bad in ran.json["refused"]] == [(5, "phone"), (6, "ngay")]
    assert on_database("campaign", "list", "--json").json == []
    told = on_database("campaign", "new", file, "--csv", csv, *BY)
    assert "mất số 0" in told.out
    assert "905123459" not in told.out + told.err
    skipped = on_database("campaign", "new", file, "--csv", csv, *BY, "--skip-bad", "--json")
    assert (skipped.code, skipped.json["rows"], skipped.json["refused_count"]) == (1, 3, 2)
    assert skipped.json["id"] is not None


def test_doubles_are_warned_about(on_database: Motcua, file: str, tmp_path: Path) -> None:
    csv = rows(tmp_path, *ROWS, "+84 905 123 456,Thử,24/11/2026")
    ran = on_database("campaign", "new", file, "--csv", csv, *BY)
    assert ran.code == 0
    assert "dòng 2, 5" in ran.err
    again = on_database("campaign", "new", file, "--csv", csv, *BY, "--dry-run", "--json").json
    assert (again["id"], again["duplicates"]["extra"]) == (None, 1)


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        pytest.param(("--sms", "Xem http://a.vn"), 1, "đường dẫn", id="a link"),
        pytest.param(("--sms", "a" * 200), 1, "2 tin", id="two segments"),
        pytest.param(("--ends-at", "01/01/2020"), 1, "đã qua", id="over already"),
        pytest.param(("--ends-at", "mai"), 2, "ends_at", id="no moment"),
        pytest.param(("--chat", "Chào {ho}"), 1, "thiếu cột ho", id="no column"),
        pytest.param(("--query", "unit=H48.12"), 2, "đúng một", id="a list and a query"),
    ],
)
def test_what_is_refused(
    on_database: Motcua, file: str, tmp_path: Path, options: tuple[str, ...], code: int, words: str
) -> None:
    ran = on_database("campaign", "new", file, "--csv", rows(tmp_path, *ROWS), *BY, *options)
    assert ran.code == code
    assert words in ran.err
    assert on_database("campaign", "list", "--json").json == []


def test_words_are_mended_before_the_approval(on_database: Motcua, file: str, tmp_path: Path) -> None:
    number = made(on_database, file, tmp_path)
    edited = on_database(
        "campaign", "edit", number, "--chat", "Mới: {ten}", "--by", "Phạm Sửa", "--json"
    ).json
    assert (edited["version"], edited["chat"], edited["created_by"]) == (2, "Mới: {ten}", "Phạm Sửa")
    assert approved(on_database, number).code == 1
    approved(on_database, number, version="2")
    assert on_database("campaign", "edit", number, "--chat", "Khác", *BY).code == 1
    assert on_database("campaign", "discard", number).code == 1


def dossiers() -> list[dict[str, Any]]:
    person = {"name": "Lê Văn Ủy", "phone": "+84905000009"}
    return [
        event(1),
        event(2, status=5, authorised=[person]),
        event(3, status=9),
        event(4, procedure_name="Cấp phiếu lý lịch tư pháp", procedure_code="9.999999"),
        event(5, received_at="2026-10-01T09:00:00+07:00"),
        event(6, applicant={"name": "Không Số"}),
    ]


def test_people_of_dossiers(on_database: Motcua, file: str, tmp_path: Path) -> None:
    on_database("import", "dossiers", str(written(tmp_path / "d.jsonl", *dossiers())))
    words = ("--chat", "Hồ sơ {code} ({procedure}), hẹn {due:date}", "--sms", "Ho so {code}, hen {due:date}")
    query = ("--query", "unit=H48.12 status=4,5 received_from=2026-11-01")
    refused = on_database("campaign", "new", file, *words, *query, *BY, "--json")
    assert (refused.code, refused.json["refused_count"]) == (1, 1)
    ran = on_database("campaign", "new", file, *words, *query, *BY, "--skip-bad", "--json")
    assert ran.json["rows"] == 3
    number = str(ran.json["id"])
    shown = [
        on_database("campaign", "show", number, "--row", str(n), "--json").json["chat"] for n in (1, 2, 3)
    ]
    assert sorted(shown) == [
        "Hồ sơ H48.12-261102-0001 (Đăng ký khai sinh), hẹn 09/11/2026",
        "Hồ sơ H48.12-261102-0002 (Đăng ký khai sinh), hẹn 09/11/2026",
        "Hồ sơ H48.12-261102-0004 (thủ tục hành chính), hẹn 09/11/2026",
    ]
    wrong = on_database("campaign", "new", file, *words, "--query", "phuong=x", *BY)
    assert (wrong.code, "phuong" in wrong.err) == (1, True)
