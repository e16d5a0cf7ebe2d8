"""Citizen ids, phones, procedure codes, money."""

import pytest

from nlu.meaning import EntityName
from tests.nlu.scenes import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("cccd 051090001234", "051090001234", id="twelve digits"),
        pytest.param("051 090 001 234", "051090001234", id="by threes"),
        pytest.param("0510.9000.1234", "051090001234", id="dotted"),
        pytest.param("cmnd 212345678", "212345678", id="nine with a cue"),
        pytest.param("so chung minh 212 345 678", "212345678", id="nine, spaced"),
        pytest.param("mã 212345678", None, id="nine without a cue"),
        pytest.param("051590001234", None, id="no such century"),
        pytest.param("0510900012345", None, id="thirteen digits"),
    ],
)
def test_citizen_id(text: str, value: str | None) -> None:
    assert values(text, EntityName.CITIZEN_ID) == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("0905123456", "+84905123456", id="plain"),
        pytest.param("sdt (0979) 123-400 nhé", "+84979123400", id="brackets"),
        pytest.param("+84 905 123 456", "+84905123456", id="international"),
        pytest.param("goi 84868123405 di", "+84868123405", id="84 without plus"),
        pytest.param("sdt0905123456", "+84905123456", id="glued"),
        pytest.param("0905.123.456, cảm ơn", "+84905123456", id="dots"),
        pytest.param("01681234567", "+84381234567", id="eleven digits of before 2019"),
        pytest.param("1022", None, id="service number"),
        pytest.param("0123", None, id="four digits"),
        pytest.param("051090001234", None, id="citizen id"),
    ],
)
def test_phone(text: str, value: str | None) -> None:
    assert values(text, EntityName.PHONE) == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("thủ tục 1.001193", "1.001193", id="alone"),
        pytest.param("1.001193.H48", "1.001193", id="with a province"),
        pytest.param("1.500.000đ", None, id="money"),
        pytest.param("11.001193", None, id="two digits before"),
    ],
)
def test_procedure_code(text: str, value: str | None) -> None:
    assert values(text, EntityName.PROCEDURE) == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("50k", 50_000, id="k"),
        pytest.param("150 k", 150_000, id="spaced k"),
        pytest.param("2 triệu rưỡi", 2_500_000, id="and a half"),
        pytest.param("1tr2", 1_200_000, id="1tr2"),
        pytest.param("1tr250", 1_250_000, id="1tr250"),
        pytest.param("2 triệu 3", 2_300_000, id="2 triệu 3"),
        pytest.param("2 trieu 300 nghin", 2_300_000, id="long"),
        pytest.param("500 nghìn", 500_000, id="nghìn"),
        pytest.param("500 ngàn đồng", 500_000, id="ngàn đồng"),
        pytest.param("1.500.000đ", 1_500_000, id="dots"),
        pytest.param("1.500.000", 1_500_000, id="dots alone"),
        pytest.param("1,5 triệu", 1_500_000, id="decimal"),
        pytest.param("100 đồng một bộ", None, id="too little to be paid"),
        pytest.param("5 đ", None, id="five points"),
        pytest.param("một triệu", 1_000_000, id="in words"),
        pytest.param("12 tuổi", None, id="other unit"),
        pytest.param("50km", None, id="another word"),
    ],
)
def test_money(text: str, value: int | None) -> None:
    assert values(text, EntityName.MONEY) == ([value] if value else [])
