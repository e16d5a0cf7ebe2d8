"""The reviewed files: strict reading, and what the lint finds."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.procedures.catalogue import Catalogue
from knowledge.procedures.check import Severity, check_procedures
from knowledge.procedures.codec import from_document, to_document
from knowledge.procedures.procedure import FeeKind
from knowledge.procedures.shipped import ShippedFileError, load_shipped, read_shipped, shipped_files
from tests.knowledge.procedures.make import imported
from vietnam.duration import TimeLimit, TimeUnit

TODAY = date(2026, 11, 22)

FILE = """
code = "1.900001"
name = "Trồng hoa"
official_name = "Thủ tục trồng hoa"
family = "trong_hoa"
distinction = "Trồng mới"
everyday_default = true
everyday_names = ["trồng hoa"]
level = "commune"

[sources.portal]
title = "Cổng thử"
checked_on = 2026-07-20

[[offices]]
text = "Ủy ban nhân dân cấp xã"
source = "portal"

[[papers]]
text = "Tờ khai"
originals = 1
source = "portal"

[[times]]
text = "5 ngày làm việc"
amount = 5
unit = "ngày làm việc"
source = "portal"

[[fees]]
kind = "amount"
text = "8.000 đồng/bản"
amount = 8000
source = "portal"

[[results]]
text = "Giấy xác nhận"
source = "portal"

[[legal]]
number = "31/2018/QH14"
source = "portal"
"""


def write(folder: Path, *changes: tuple[str, str], code: str = "1.900001") -> Path:
    text = FILE.replace("1.900001", code)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / f"{code}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_a_procedure(tmp_path: Path) -> None:
    procedure = read_shipped(write(tmp_path))
    assert procedure.reviewed
    assert procedure.times[0].limit == TimeLimit(amount=5, unit=TimeUnit.WORKDAY)
    assert (procedure.fees[0].kind, procedure.fees[0].amount) == (FeeKind.AMOUNT, 8000)
    assert procedure.papers[0].source.checked_on == date(2026, 7, 20)
    assert procedure.legal[0].text == ""


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        pytest.param('level = "commune"', 'level = "commune"\ncolour = 1', "colour", id="unknown key"),
        pytest.param("originals = 1", "original = 1", "papers.0.original", id="unknown key of a fact"),
        pytest.param('unit = "ngày làm việc"', 'unit = "hôm"', "times.0.unit", id="wrong unit"),
        pytest.param('unit = "ngày làm việc"\n', "", "times.0", id="amount without unit"),
        pytest.param("amount = 8000\n", "", "fees.0", id="kind amount without amount"),
        pytest.param('originals = 1\nsource = "portal"', "originals = 1", "papers.0.source", id="no source"),
        pytest.param(
            'originals = 1\nsource = "portal"', 'source = "web"', "papers.0.source", id="source not named"
        ),
        pytest.param("checked_on = 2026-07-20", "", "sources.portal.checked_on", id="source without date"),
        pytest.param('code = "1.900001"', 'code = "1.900009"', "code", id="file named after another code"),
        pytest.param('family = "', "family = ", "file", id="not TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, field: str) -> None:
    with pytest.raises(ShippedFileError) as error:
        read_shipped(write(tmp_path, (old, new)))
    assert (error.value.file, error.value.field) == ("1.900001.toml", field)


@pytest.mark.parametrize(
    ("old", "new", "field", "level"),
    [
        pytest.param(
            "8.000 đồng/bản", "9.000 đồng/bản", "fees.0", Severity.ERROR, id="amount not in the text"
        ),
        pytest.param(
            "8.000 đồng/bản", "8.000 đồng, có khi miễn phí", "fees.0", Severity.ERROR, id="free, other kind"
        ),
        pytest.param("5 ngày làm việc", "5 ngày", "times.0", Severity.ERROR, id="unit not in the text"),
        pytest.param("31/2018/QH14", "Luật Hoa", "legal.0", Severity.ERROR, id="number without shape"),
        pytest.param("Tờ khai", "x" * 301, "papers.0", Severity.ERROR, id="boilerplate"),
        pytest.param("2026-07-20", "2026-12-01", "offices.0", Severity.ERROR, id="checked in the future"),
        pytest.param("2026-07-20", "2025-07-20", "offices.0", Severity.WARNING, id="checked long ago"),
        pytest.param(
            "everyday_default = true", "", "everyday_default", Severity.ERROR, id="family without default"
        ),
        pytest.param(
            'name = "Trồng hoa"', 'name = "Trợ cấp trồng hoa"', "benefit", Severity.ERROR, id="benefit"
        ),
        pytest.param(
            'name = "Trồng hoa"', 'name = "Đăng ký khai tử"', "bereavement", Severity.ERROR, id="bereavement"
        ),
        pytest.param(
            'title = "Cổng thử"',
            'title = "Tổng hợp, chờ xác nhận"\nshort = "đã xác nhận"',
            "sources",
            Severity.ERROR,
            id="short title claims more",
        ),
        pytest.param('["trồng hoa"]', "[]", "everyday_names", Severity.WARNING, id="no everyday name"),
    ],
)
def test_findings(tmp_path: Path, old: str, new: str, field: str, level: Severity) -> None:
    if old == "5 ngày làm việc":
        write(tmp_path, ('text = "5 ngày làm việc"', f'text = "{new}"'))
    else:
        write(tmp_path, (old, new))
    found = {(finding.field, finding.level) for finding in check_procedures(TODAY, tmp_path)}
    assert (field, level) in found


def test_a_source_is_told_by_its_short_title(tmp_path: Path) -> None:
    changed = ('title = "Cổng thử"', 'title = "Tổng hợp, chờ xác nhận"\nshort = "tài liệu tổng hợp"')
    benefit = ('level = "commune"', 'level = "commune"\nbenefit = true')
    procedure = read_shipped(write(tmp_path, changed, benefit))
    assert procedure.papers[0].source.told == "tài liệu tổng hợp"
    assert procedure.benefit and check_procedures(TODAY, tmp_path) == []
    assert from_document(to_document(procedure)) == procedure


def test_a_sound_file_has_no_findings(tmp_path: Path) -> None:
    write(tmp_path)
    assert check_procedures(TODAY, tmp_path) == []


def test_findings_between_files(tmp_path: Path) -> None:
    write(tmp_path)
    write(
        tmp_path, ('family = "trong_hoa"', 'family = "nuoi_ca"'), ("trồng hoa", "TRONG HOA"), code="1.900002"
    )
    write(tmp_path, ("Trồng mới", ""), ("trồng hoa", "gieo hoa"), code="1.900003")
    found = {(finding.file, finding.field) for finding in check_procedures(TODAY, tmp_path)}
    assert ("1.900002.toml", "everyday_names.0") in found
    assert ("1.900003.toml", "distinction") in found
    assert ("1.900001.toml", "everyday_default") in found


def test_an_unreadable_file_is_a_finding(tmp_path: Path) -> None:
    write(tmp_path, ("originals = 1", "originals = -1"))
    assert [finding.field for finding in check_procedures(TODAY, tmp_path)] == ["papers.0.originals"]


def test_every_shipped_file_reads() -> None:
    shipped = load_shipped()
    assert len(shipped) == len(shipped_files())
    assert len(Catalogue.build(shipped)) == len(shipped)


def test_catalogue_prefers_the_reviewed(tmp_path: Path) -> None:
    reviewed = read_shipped(write(tmp_path))
    other = read_shipped(write(tmp_path, ("everyday_default = true", ""), code="1.900002"))
    foreign = imported(ma_thu_tuc="1.900003")
    catalogue = Catalogue.build([other, reviewed], [imported(), foreign])
    assert catalogue.get("1.900001") is reviewed
    assert catalogue.get(" 1.900001.h48 ") is reviewed
    assert catalogue.get("1.999999") is None
    assert [member.code for member in catalogue.family("trong_hoa")] == ["1.900001", "1.900002"]
    assert [known.code for known in catalogue.all()] == ["1.900001", "1.900002", "1.900003"]
