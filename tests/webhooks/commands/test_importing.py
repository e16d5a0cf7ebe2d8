"""`motcua import` and `export`: reports, exit codes, files that come back as unchanged."""

import asyncio
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import create_engine
from tests.webhooks.commands.conftest import Motcua


def event(serial: int = 7, **more: Any) -> dict[str, Any]:
    return {
        "code": f"H48.12-261102-{serial:04}",
        "procedure_code": "1.001193",
        "procedure_name": "Đăng ký khai sinh",
        "unit": {"code": "H48.12", "name": "UBND xã Bình Sơn", "phone": "0255 000 000"},
        "applicant": {"name": "Nguyễn Văn A", "phone": "+84905123456", "citizen_id": "051090001234"},
        "status": 4,
        "received_at": "2026-11-02T09:15:00+07:00",
        "due_at": "2026-11-09T17:00:00+07:00",
        "updated_at": "2026-11-10T08:00:00+07:00",
        "sequence": 12,
        **more,
    }


def written(path: Path, *rows: object) -> Path:
    text = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def counts(told: dict[str, Any]) -> tuple[int, int, int, int]:
    return told["taken"], told["unchanged"], told["stale"], len(told["refused"])


@pytest.mark.parametrize("name", ["d.jsonl", "d.jsonl.gz"])
def test_twice_is_once(on_database: Motcua, tmp_path: Path, name: str) -> None:
    file = written(tmp_path / name, event(7), event(8))
    first, second = (on_database("import", "dossiers", str(file), "--json") for _ in range(2))
    assert (first.code, counts(first.json)) == (0, (2, 0, 0, 0))
    assert (second.code, counts(second.json)) == (0, (0, 2, 0, 0))


def test_good_rows_are_taken_and_bad_ones_named(on_database: Motcua, tmp_path: Path) -> None:
    file = written(tmp_path / "d.jsonl", event(7), "{nonsense", event(8, updated_at="sometime"))
    ran = on_database("import", "dossiers", str(file), "--json")
    assert (ran.code, counts(ran.json)) == (1, (1, 0, 0, 2))
    assert [(bad["row"], bad["field"]) for bad in ran.json["refused"]] == [(2, ""), (3, "updated_at")]
    again = on_database("import", "dossiers", str(file))
    assert again.code == 1
    assert "Bị từ chối" in again.out
    assert "updated_at" in again.out
    assert "sometime" not in again.out


def test_an_older_event_is_counted_as_stale(on_database: Motcua, tmp_path: Path) -> None:
    on_database("import", "dossiers", str(written(tmp_path / "new.jsonl", event(sequence=12))))
    old = written(tmp_path / "old.jsonl", event(sequence=11, status=2))
    assert counts(on_database("import", "dossiers", str(old), "--json").json) == (0, 0, 1, 0)


@pytest.mark.parametrize("kind", ["procedures", "dossiers", "offices"])
def test_a_broken_archive_takes_nothing(on_database: Motcua, tmp_path: Path, kind: str) -> None:
    whole = gzip.compress(b"".join(json.dumps(event(n)).encode() + b"\n" for n in range(200)))
    file = tmp_path / "d.jsonl.gz"
    file.write_bytes(whole[: len(whole) // 2])
    assert on_database("import", kind, str(file)).code == 1
    assert on_database("export", "procedures").out == ""


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz", "csv", "xlsx"])
def test_dossiers_come_back_unchanged(on_database: Motcua, tmp_path: Path, suffix: str) -> None:
    on_database("import", "dossiers", str(written(tmp_path / "d.jsonl", event(7), event(8, extra="kept"))))
    out = tmp_path / f"out.{suffix}"
    assert on_database("export", "dossiers", "--out", str(out), "--json").json["rows"] == 2
    assert out.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert counts(on_database("import", "dossiers", str(out), "--json").json) == (0, 2, 0, 0)


def test_export_to_standard_output(on_database: Motcua, tmp_path: Path) -> None:
    on_database("import", "dossiers", str(written(tmp_path / "d.jsonl", event(7))))
    assert on_database("export", "dossiers").json["code"] == "H48.12-261102-0007"
    assert on_database("export", "dossiers", "--format", "csv").out.startswith("\ufeffcode,")


def test_procedures_and_offices_come_back_unchanged(on_database: Motcua, tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.jsonl"
    count = on_database("export", "procedures", "--shipped", "--out", str(shipped), "--json").json["rows"]
    taken = on_database("import", "procedures", str(shipped), "--no-train", "--json")
    assert (taken.code, taken.json["taken"]) == (0, count)
    assert set(taken.json["fields"]["papers"]) == {"parsed", "partly", "flagged", "empty"}
    out = tmp_path / "out.jsonl.gz"
    assert on_database("export", "procedures", "--out", str(out), "--json").json["rows"] == count
    again = on_database("import", "procedures", str(out), "--no-train", "--json")
    assert counts(again.json) == (0, count, 0, 0)


@pytest.mark.timeout(900)  # it trains, and makes way for whatever else runs
def test_new_procedures_are_understood_without_waiting_for_a_server(
    on_database: Motcua, tmp_path: Path, data_dir: Path
) -> None:
    file = tmp_path / "procedures.jsonl"
    on_database("export", "procedures", "--shipped", "--out", str(file))
    one = written(tmp_path / "one.jsonl", json.loads(file.read_text().splitlines()[0]))
    ran = on_database("import", "procedures", str(one), "--json")
    assert (ran.code, ran.json["taken"]) == (0, 1)
    assert "thủ tục" in ran.err
    assert len(list((data_dir / "nlu").glob("model-*.npz"))) == 1
    found = {check["area"]: check["level"] for check in on_database("doctor", "--json").json["checks"]}
    assert found["model"] == "ok"


def test_the_sample_is_loaded_again_and_its_offices_exported(on_database: Motcua, tmp_path: Path) -> None:
    assert on_database("import", "sample", "--json").json["taken"] == 3000
    assert on_database("import", "sample", "--json").json["taken"] == 3000
    out = tmp_path / "offices.csv"
    rows = on_database("export", "offices", "--out", str(out), "--json").json["rows"]
    assert rows > 10
    assert counts(on_database("import", "offices", str(out), "--json").json) == (0, rows, 0, 0)


def test_no_sample_among_real_dossiers(on_database: Motcua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_LIVE", "1")
    ran = on_database("import", "sample")
    assert ran.code == 1
    assert "MOTCUA_LIVE" in ran.err


@pytest.mark.parametrize(
    ("options", "source"),
    [pytest.param([], "import", id="in silence"), pytest.param(["--notify"], "announced", id="told")],
)
def test_imports_are_watched(
    on_database: Motcua, database_url: str, tmp_path: Path, options: list[str], source: str
) -> None:
    """An archive is not: nothing of it can be due any more."""
    old = event(8, status=10, updated_at="2020-01-06T08:00:00+07:00")
    file = written(tmp_path / "d.jsonl", event(7), old)
    assert on_database("import", "dossiers", str(file), *options).code == 0

    async def kept() -> list[tuple[Any, ...]]:
        engine = create_engine(database_url)
        query = "SELECT dossier_code, source FROM watches JOIN dossiers ON code = dossier_code ORDER BY 1"
        async with engine.connect() as connection:
            rows = [tuple(row) for row in await connection.execute(text(query))]
        await engine.dispose()
        return rows

    assert asyncio.run(kept()) == [(event(7)["code"], source)]


def test_officers_see_work_in_the_sample_and_yesterdays_is_gone(
    on_database: Motcua, database_url: str
) -> None:
    for _ in range(2):
        assert on_database("import", "sample").code == 0

    async def look() -> tuple[int, int]:
        engine = create_engine(database_url)
        async with engine.connect() as connection:
            count = await connection.scalar(text("SELECT count(*) FROM watches"))
            lost = await connection.scalar(
                text("SELECT count(*) FROM watches WHERE dossier_code NOT IN (SELECT code FROM dossiers)")
            )
        await engine.dispose()
        return count or 0, lost or 0

    assert asyncio.run(look()) == (3000, 0)
