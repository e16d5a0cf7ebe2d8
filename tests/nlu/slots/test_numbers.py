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
        pytest.param("O51O9OOO1234", "051090001234", id="letters O"),
        pytest.param("05109000 1234", "051090001234", id="one space"),
        pytest.param("so 212345678 (cmnd cu)", "212345678", id="nine, the cue behind"),
        pytest.param("cccd 131090001234", "131090001234", id="born abroad, with a cue"),
        pytest.param("131090001234", None, id="no province, no cue"),
        pytest.param("stk 001090001234", None, id="bank account"),
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
        pytest.param("O9O5 123 456", "+84905123456", id="letters O"),
        pytest.param("(+84) 905.123.456", "+84905123456", id="brackets around the country"),
        pytest.param("+84(0)905123456", "+84905123456", id="trunk zero"),
        pytest.param("0905_123_456", "+84905123456", id="underscores"),
        pytest.param("09 05 12 34 56", "+84905123456", id="by twos"),
        pytest.param("0905 123456, 5 ngày", "+84905123456", id="a number after it"),
        pytest.param("(0255) 3.822.222", "+842553822222", id="fixed line"),
        pytest.param("+886 912 345 678", "+886912345678", id="abroad"),
        pytest.param("may ban goi 028 987 6543", "+84289876543", id="fixed line, a digit short"),
        pytest.param("028 987 6543", None, id="the same without a word for telephone"),
        pytest.param("mst 0312345678", None, id="tax payer"),
        pytest.param("stk 0905123456", None, id="bank account"),
        pytest.param("1022", None, id="service number"),
        pytest.param("0123", None, id="four digits"),
        pytest.param("051090001234", None, id="citizen id"),
    ],
)
def test_phone(text: str, value: str | None) -> None:
    assert values(text, EntityName.PHONE) == ([value] if value else [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("0905123456/0914555666", id="slash"),
        pytest.param("0905 123 456 - 0914 555 666", id="dash"),
        pytest.param("đổi từ 0905.123.456 sang 0914555666", id="words"),
    ],
)
def test_two_phones(text: str) -> None:
    assert values(text, EntityName.PHONE) == ["+84905123456", "+84914555666"]


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
