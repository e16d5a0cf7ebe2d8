import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.places import (
    OldProvince,
    Province,
    ProvinceType,
    find_province,
    province_by_cccd,
    province_by_code,
    province_by_h_code,
    provinces,
)
from vietnam.text import fold, nfc

OLD = [(province, old) for province in provinces() for old in province.old]


def test_34_units_of_63_with_codes_of_their_own() -> None:
    assert len(provinces()) == len({p.code for p in provinces()}) == len({p.name for p in provinces()}) == 34
    assert len({old.name for _, old in OLD}) == len({old.cccd for _, old in OLD}) == 63
    assert {old.h_code for _, old in OLD} == {f"H{n:02d}" for n in range(1, 64)}
    assert all(re.fullmatch(r"0\d\d", old.cccd) for _, old in OLD)
    assert sum(p.communes for p in provinces()) == 3321


def test_nine_cities() -> None:
    cities = {p.name for p in provinces() if p.type is ProvinceType.CITY}
    assert cities == {
        "Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh",
        "Đồng Nai", "Quảng Ninh", "Bắc Ninh",
    }  # fmt: skip
    quang_ninh = province_by_code("22")
    assert quang_ninh is not None
    assert quang_ninh.city_since == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "now", "name"),
    [
        pytest.param("Bình Định", "Gia Lai", "Bình Định", id="merged away"),
        pytest.param("quang nam", "Đà Nẵng", "Quảng Nam", id="without accents"),
        pytest.param("Quảng Ngãi", "Quảng Ngãi", "Quảng Ngãi", id="a name that stayed"),
        pytest.param("tỉnh KON TUM", "Quảng Ngãi", "Kon Tum", id="capitals, type word"),
        pytest.param("kontum", "Quảng Ngãi", "Kon Tum", id="in one word"),
        pytest.param("Bà Rịa-Vũng Tàu", "Hồ Chí Minh", "Bà Rịa - Vũng Tàu", id="hyphen"),
        pytest.param("ba ria vung tau", "Hồ Chí Minh", "Bà Rịa - Vũng Tàu", id="no hyphen"),
        pytest.param("Vũng Tàu", "Hồ Chí Minh", "Bà Rịa - Vũng Tàu", id="half of a name"),
        pytest.param("TP.HCM", "Hồ Chí Minh", "Hồ Chí Minh", id="abbreviation"),
        pytest.param("Thừa Thiên – Huế", "Huế", "Thừa Thiên Huế", id="the longer name wins"),
        pytest.param("Đăk Lăk", "Đắk Lắk", "Đắk Lắk", id="a mark less"),
        pytest.param("Đắc Nông", "Lâm Đồng", "Đắk Nông", id="another spelling"),
        pytest.param("Hoà Bình", "Phú Thọ", "Hòa Bình", id="tone placement"),
        pytest.param("Quãng Ngải", "Quảng Ngãi", "Quảng Ngãi", id="hook for tilde"),
    ],
)
def test_find_province(text: str, now: str, name: str) -> None:
    (match,) = find_province(text)
    assert (match.province.name, match.name) == (now, name)
    assert (match.old is None) == (now == name)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("chị Huệ", id="another tone is another word"),
        pytest.param("lòng an toàn", id="two words that fold to a name"),
        pytest.param("thuế", id="inside a word"),
        pytest.param("", id="empty"),
    ],
)
def test_what_names_no_province(text: str) -> None:
    assert find_province(text) == []


def test_several_in_order_with_offsets() -> None:
    text = "quê o\u031b\u0309 Bình Định, nay ở tp hcm"
    found = find_province(text)
    assert [nfc(text)[m.start : m.end] for m in found] == ["Bình Định", "tp hcm"]


@pytest.mark.parametrize(("province", "old"), OLD, ids=[fold(old.name) for _, old in OLD])
def test_every_old_name_and_code_leads_to_its_province(province: Province, old: OldProvince) -> None:
    for written in (old.name, old.name.upper(), fold(old.name), f"tỉnh {old.name}, Việt Nam"):
        assert [(m.province, m.name) for m in find_province(written)] == [(province, old.name)]
    assert province_by_h_code(old.h_code.lower()) == (province, old)
    assert province_by_cccd(old.cccd + "301012345") == (province, old)
    assert province_by_code(province.code) is province


@given(st.text(max_size=40), st.sampled_from([old.name for _, old in OLD]))
def test_offsets_point_at_the_name_in_any_text(noise: str, name: str) -> None:
    text = f"{noise} {name}"
    last = find_province(text)[-1]
    assert fold(nfc(text)[last.start : last.end]) == fold(name)


def test_unknown_codes() -> None:
    assert province_by_code("99") is None
    assert province_by_h_code("G01") is None
    assert province_by_cccd("199300000000") is None
