import tomllib
from datetime import date
from pathlib import Path

import pytest

from vietnam.days import WORKCAL_FILE, Closure, closures_of, read_days

STORM = """
[[closure]]
date = 2026-12-01
unit = "H48.12"
decision = "Công điện 01/CĐ-UBND"
reason = "Nghỉ tránh bão"
source = "cổng thông tin tỉnh"
"""


@pytest.mark.parametrize(
    ("unit", "closed"),
    [
        pytest.param("H48.12", True, id="the unit"),
        pytest.param("H48.12.3", True, id="a unit under it"),
        pytest.param("H48", False, id="the unit above"),
        pytest.param("H48.1", False, id="a code that only begins alike"),
        pytest.param("H48.123", False, id="a longer code that begins alike"),
        pytest.param(None, False, id="the country"),
    ],
)
def test_a_closure_holds_for_its_unit_and_those_under_it(
    tmp_path: Path, unit: str | None, closed: bool
) -> None:
    file = tmp_path / "workcal.toml"
    file.write_text(STORM, encoding="utf-8")
    expected = {date(2026, 12, 1): "Nghỉ tránh bão (Công điện 01/CĐ-UBND)"} if closed else {}
    assert closures_of(unit, read_days(file).closures) == expected


def test_a_closure_without_a_unit_holds_everywhere() -> None:
    national = Closure(day=date(2026, 12, 1), unit=None, decision="QĐ 1", reason="Quốc tang")
    assert set(closures_of("H48", [national])) == set(closures_of(None, [national])) == {national.day}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('[[day]]\nkind = "off"', "without a date", id="no date"),
        pytest.param(
            '[[day]]\ndate = 2026-01-02\nkind = "off"\nreason = "x"', "missing source", id="no source"
        ),
        pytest.param(
            '[[day]]\ndate = 2026-01-02\nkind = "half"\nreason = "x"\nsource = "y"', "'half'", id="kind"
        ),
        pytest.param(STORM.replace("decision", "order"), "missing decision", id="closure without decision"),
        pytest.param("[[year]]\nyear = 2028", "2028", id="announced by nobody"),
    ],
)
def test_an_unsound_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "workcal.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_days(file)


def test_every_exchange_has_both_its_days() -> None:
    rows = tomllib.loads(WORKCAL_FILE.read_text(encoding="utf-8"))["day"]
    dates = [row["date"] for row in rows]
    assert len(set(dates)) == len(dates)
    worked = [row["date"] for row in rows if row["kind"] == "work"]
    for day in worked:
        assert day.weekday() == 5
        assert any(f"{day:%d/%m/%Y}" in row["reason"] for row in rows if row["kind"] == "off")
