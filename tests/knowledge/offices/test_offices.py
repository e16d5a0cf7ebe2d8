from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.dossiers.importing import Report
from knowledge.dossiers.refusal import Refusal
from knowledge.offices.importing import export_offices, import_offices
from knowledge.offices.office import Office, read_office, write_office
from knowledge.offices.sample import sample_offices
from knowledge.offices.store import Kept, every_office, forget, keep

PROVINCE = "51"
FIELDS = {
    "code": "h48.12",
    "name": "UBND xã Bình Sơn",
    "kind": "one_stop",
    "level": "commune",
    "phone": "0255 000 0112",
    "confirmed_on": "22/11/2026",
    "source": "thử",
}


async def take(engine: AsyncEngine, path: Path) -> Report:
    async with engine.begin() as conn:
        return await import_offices(conn, PROVINCE, path, lambda done: None)


@pytest.mark.parametrize("name", ["o.jsonl", "o.jsonl.gz", "o.csv", "o.xlsx"])
async def test_offices_go_out_and_come_back(engine: AsyncEngine, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    async with engine.begin() as conn:
        assert await keep(conn, PROVINCE, sample_offices()) == Kept(taken=20)
        assert await export_offices(conn, PROVINCE, path) == 20
        await forget(conn, PROVINCE, sample_offices()[0].source)
        assert await every_office(conn, PROVINCE) == []
    assert await take(engine, path) == Report(taken=20)
    assert await take(engine, path) == Report(unchanged=20)
    async with engine.connect() as conn:
        by_code = sorted(sample_offices(), key=lambda office: office.code)
        assert await every_office(conn, PROVINCE) == by_code
        assert await every_office(conn, "52") == []


async def test_what_was_confirmed_later_stays(engine: AsyncEngine) -> None:
    office = sample_offices()[0]
    newer = replace(office, phone="0255 000 0999", confirmed_on=office.confirmed_on + timedelta(days=1))
    async with engine.begin() as conn:
        assert await keep(conn, PROVINCE, [office]) == Kept(taken=1)
        assert await keep(conn, PROVINCE, [newer]) == Kept(taken=1)
        assert await keep(conn, PROVINCE, [office]) == Kept(stale=1)
        assert await every_office(conn, PROVINCE) == [newer]


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("code", {"code": " "}),
        ("name", {"name": None}),
        ("kind", {"kind": "quầy"}),
        ("level", {"level": "huyện"}),
        ("confirmed_on", {"confirmed_on": "hôm qua"}),
        ("confirmed_on", {"confirmed_on": None}),
        ("source", {"source": ""}),
    ],
)
def test_refused(field: str, changed: dict[str, Any]) -> None:
    read = read_office({**FIELDS, **changed}, 3)
    assert isinstance(read, Refusal)
    assert (read.row, read.field) == (3, field)


def test_read_and_write() -> None:
    read = read_office(FIELDS, 1)
    assert isinstance(read, Office)
    assert (read.code, read.confirmed_on.isoformat(), read.hours) == ("H48.12", "2026-11-22", None)
    assert read_office(write_office(read), 1) == read


async def test_good_rows_are_taken_bad_ones_reported(engine: AsyncEngine, tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    lines = [
        "code;name;kind;level;confirmed_on;source",
        "H48.12;UBND xã Bình Sơn;one_stop;commune;22/11/2026;thử",
        "H48.13;;one_stop;commune;22/11/2026;thử",
        "h48.12;Lần nữa;one_stop;commune;22/11/2026;thử",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    report = await take(engine, path)
    assert report.taken == 1
    assert [(bad.row, bad.field) for bad in report.refused] == [(3, "name"), (4, "code")]
