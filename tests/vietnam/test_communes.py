"""Units by name, held against the provinces and against the mapping that underthesea ships."""

import json
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest

from vietnam.communes import TYPES, Unit, communes, former_units
from vietnam.places import provinces
from vietnam.text import fold


def test_as_many_communes_in_each_province_as_the_resolutions_say() -> None:
    assert Counter(unit.province for unit in communes()) == {p.code: p.communes for p in provinces()}
    assert len({unit.code for unit in communes()}) == len(communes())
    assert {unit.type for unit in communes()} == {"xã", "phường", "đặc khu"}


@pytest.mark.parametrize(
    ("name", "type_word", "province", "code"),
    [
        pytest.param("Bình Minh", "phường", "86", "29771", id="a ward"),
        pytest.param("Ba Tơ", "xã", "51", "21484", id="a commune"),
        pytest.param("Lý Sơn", "đặc khu", "51", "21548", id="a special zone"),
        pytest.param("Xuân Hương - Đà Lạt", "phường", "68", "24781", id="a double name"),
    ],
)
def test_today(name: str, type_word: str, province: str, code: str) -> None:
    [unit] = [
        unit for unit in communes() if (unit.name, unit.type, unit.province) == (name, type_word, province)
    ]
    assert unit == Unit(name, type_word, province, code, False)


def test_a_former_commune_knows_what_it_became() -> None:
    [unit] = [u for u in former_units() if (u.name, u.type, u.province) == ("Bình Chương", "xã", "51")]
    [now] = [u for u in communes() if u.code == unit.code]
    assert (unit.former, now.name) == (True, "Bình Chương")


def test_a_number_keeps_its_type_word() -> None:
    assert {"Phường 5", "Quận 1"} <= {unit.name for unit in former_units()}


def test_every_name_of_the_mapping_is_known() -> None:
    spec = find_spec("underthesea")
    assert spec is not None
    assert spec.submodule_search_locations
    file = Path(spec.submodule_search_locations[0]) / "address" / "data" / "mapping.json"
    rows = json.loads(file.read_bytes())["ward_mapping"]
    known = {_letters(f"{unit.type} {unit.name}") for unit in (*communes(), *former_units())}
    known |= {_letters(unit.name) for unit in former_units() if unit.name.split()[0].lower() in TYPES}
    written = {
        _letters(row[key]) for row in rows for key in ("old_ward", "old_district", "new_ward") if row[key]
    }
    assert written - known == set()


def _letters(name: str) -> str:
    return "".join(char for char in fold(name) if char.isalnum())
