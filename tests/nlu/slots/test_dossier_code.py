"""Dossier numbers as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.meaning import EntityName
from tests.nlu.scenes import found, values

CODE = EntityName.DOSSIER_CODE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("H48.12-250311-0007", "H48.12-250311-0007", id="as printed"),
        pytest.param("H48.20-261110-0009", "H48.20-261110-0009", id="a group that is like a century"),
        pytest.param("h48 20 261110 0009", "H48.20-261110-0009", id="the same, spaces"),
        pytest.param("hs h48.12-250311-0007 toi dau", "H48.12-250311-0007", id="lower case"),
        pytest.param("000.12.34.H48-190312-0007", "000.12.34.H48-190312-0007", id="circular of 2018"),
        pytest.param("000.00.12.h29-261103-0042", "000.00.12.H29-261103-0042", id="2018, lower case"),
        pytest.param("38.98.H29-210519-0013", "38.98.H29-210519-0013", id="no leading zeros"),
        pytest.param("000.00.BD.H08-230411-0004", "000.00.BD.H08-230411-0004", id="letters in a group"),
        pytest.param("H56.12.3-250225-0001", "H56.12.3-250225-0001", id="three levels"),
        pytest.param("G09.20-20260609-0092637", "G09.20-20260609-0092637", id="ministry, long day"),
        pytest.param("G22.99.08-260921-896048", "G22.99.08-260921-896048", id="six-digit serial"),
        pytest.param("g01.899.909-261016-890028", "G01.899.909-261016-890028", id="three-digit groups"),
        pytest.param("H57.132-260804-0583", "H57.132-260804-0583", id="commune group of three"),
        pytest.param("H56.01-250102-48213", "H56.01-250102-48213", id="five-digit serial"),
        pytest.param("h48 12 251103 0007", "H48.12-251103-0007", id="spaces"),
        pytest.param("h48.12.251103.0007", "H48.12-251103-0007", id="dots for dashes"),
        pytest.param("H48-12-251103-0007", "H48.12-251103-0007", id="dashes for dots"),
        pytest.param("H4812-251103-0007", "H48.12-251103-0007", id="missing dot"),
        pytest.param("H4812 2511030007", "H48.12-251103-0007", id="day and serial glued"),
        pytest.param("H48122511030007", "H48.12-251103-0007", id="all glued"),
        pytest.param("H48_12_251103_0007", "H48.12-251103-0007", id="underscores"),
        pytest.param("H48.12–251103—0007", "H48.12-251103-0007", id="long dashes"),
        pytest.param("H48 . 12 - 251103 - 0007", "H48.12-251103-0007", id="spaces around marks"),
        pytest.param("H48.12-26111O-OO12", "H48.12-261110-0012", id="letter O for zero"),
        pytest.param("H48.l2-25ll03-0007", "H48.12-251103-0007", id="letter l for one"),
        pytest.param("hosoH48.12-251103-0007", "H48.12-251103-0007", id="glued to a word before"),
        pytest.param("hsh48.12-251103-0007la cua toi", "H48.12-251103-0007", id="glued on both sides"),
        pytest.param("（Ｈ４８．１２－２５１１０３－０００７）", "H48.12-251103-0007", id="full width"),
        pytest.param("H48.12-\u200b251103-0007", "H48.12-251103-0007", id="invisible character"),
        pytest.param("000 00 12 H29 261103 0042", "000.00.12.H29-261103-0042", id="2018, spaces"),
        pytest.param("ooo.oo.12.h29-261103-0042", "000.00.12.H29-261103-0042", id="letters O in the prefix"),
        pytest.param("Н48.12-25О311-0007", "H48.12-250311-0007", id="Cyrillic letters"),
        pytest.param("H48.12-250311-00 07", "H48.12-250311-0007", id="serial in two"),
        pytest.param("H48.12-2503 11-0007", "H48.12-250311-0007", id="day in two"),
        pytest.param("H48.12 - 25 03 11 - 0007", "H48.12-250311-0007", id="day in three"),
        pytest.param("h48:12-250311-0007", "H48.12-250311-0007", id="colon"),
        pytest.param("h48 chấm 12 gạch 250311 gạch 0007", "H48.12-250311-0007", id="marks in words"),
    ],
)
def test_full_shapes_are_sure(text: str, code: str) -> None:
    [entity] = [entity for entity in found(text) if entity.name is CODE]
    assert (entity.value, entity.sure) == (code, True)


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        pytest.param("h48 12 251103 7", "H48.12-251103-0007", id="serial without zeros"),
        pytest.param("H48.12-251103-42 nhe", "H48.12-251103-0042", id="two digits"),
        pytest.param("48.12-250311-0007", "H48.12-250311-0007", id="letter left out"),
    ],
)
def test_incomplete_ones_are_a_guess(text: str, guess: str) -> None:
    [entity] = [entity for entity in found(text) if entity.name is CODE]
    assert (entity.value, entity.sure) == (guess, False)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1.001193", id="procedure code"),
        pytest.param("1.001193.H48", id="procedure code of a province"),
        pytest.param("000.00.00.G15-KQ003208", id="paper component code"),
        pytest.param("0905123456", id="phone"),
        pytest.param("051090001234", id="citizen id"),
        pytest.param("11/03/2025", id="date"),
        pytest.param("51H-123.45", id="number plate"),
        pytest.param("H48", id="unit alone"),
        pytest.param("H48.12-991399-0007", id="no such day"),
        pytest.param("G7 họp ngày 12-11", id="ordinary text"),
        pytest.param("150k", id="money"),
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert values(text, CODE) == []


def test_two_codes_in_their_order() -> None:
    text = "H48.12-261103-0020 với h48 12 261101 0019 tới đâu"
    assert values(text, CODE) == ["H48.12-261103-0020", "H48.12-261101-0019"]


def test_a_phone_after_a_code_stays_a_phone() -> None:
    text = "H48.12-261103-0020 0905 123 456"
    assert values(text, CODE) == ["H48.12-261103-0020"]
    assert values(text, EntityName.PHONE) == ["+84905123456"]


@st.composite
def printed_codes(draw: st.DrawFn) -> str:
    unit = draw(st.sampled_from("GH")) + f"{draw(st.integers(1, 63)):02}"
    groups = draw(st.lists(st.from_regex(r"[0-9]{2,3}", fullmatch=True), max_size=3))
    day = draw(st.dates(min_value=date(2018, 1, 1), max_value=date(2027, 12, 31)))
    serial = draw(st.from_regex(r"[0-9]{4}|[0-9]{6}", fullmatch=True))
    return f"{'.'.join([unit, *groups])}-{day:%y%m%d}-{serial}"


@given(printed_codes())
def test_whatever_is_printed_is_read_as_it_stands(code: str) -> None:
    assert values(f"ho so {code.lower()} xong chua", CODE) == [code]
